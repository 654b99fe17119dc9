import type { Node, Query } from '../syntax/ast.ts'
import { mapChildren } from '../syntax/walk.ts'
import { aggregateFunctions } from './aggregate-functions.ts'

/** Whether filtering the rows of a query is the same as filtering the rows that it is made from. */
export function isTransparent(query: Query): boolean {
  const { body } = query
  if (body.kind !== 'select' || query.limit !== undefined || query.offset !== undefined)
    return false
  const mixes = body.distinct ?? body.groupBy ?? body.having ?? body.qualify ?? body.sample
  if (mixes !== undefined || body.windows.length > 0) return false
  return !body.items.some((item) => mixesRows(item.expression))
}

/** Whether an expression needs other rows than its own: aggregates, window functions, generators. */
export function mixesRows(expression: Node): boolean {
  let mixes = false
  const visit = <N extends Node>(node: N): N => {
    if (node.kind === 'query') return node
    if (node.kind === 'function') {
      const name = node.name.toLowerCase()
      if (
        node.over !== undefined ||
        node.filter !== undefined ||
        node.withinGroup.length > 0 ||
        node.distinct
      )
        mixes = true
      if (aggregateFunctions.has(name) || name === 'unnest' || name.startsWith('generate_'))
        mixes = true
    }
    return mixes ? node : mapChildren(node, visit)
  }
  visit(expression)
  return mixes
}
