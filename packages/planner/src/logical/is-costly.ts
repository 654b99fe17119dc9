import type { Query } from '../syntax/ast.ts'
import { walk } from '../syntax/walk.ts'

const manyOperators = 200

/** Whether the engine needs so long to plan a query that it had better do it once, not for each page of rows. */
export function isCostlyToPlan(query: Query): boolean {
  let operators = 0
  walk(query, (node) => {
    if (node.kind === 'binary') operators++
    return operators <= manyOperators
  })
  return operators > manyOperators
}
