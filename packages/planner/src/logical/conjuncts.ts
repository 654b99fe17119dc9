import type { ColumnReference, Expression, Query } from '../syntax/ast.ts'
import { walk } from '../syntax/walk.ts'

/** The conditions that must all hold. */
export function splitAnd(expression: Expression | undefined): readonly Expression[] {
  if (expression === undefined) return []
  return expression.kind === 'logical' && expression.operator === 'and'
    ? expression.operands.flatMap(splitAnd)
    : [expression]
}

/** Whether a condition speaks of this relation only, and of nothing that another query computes. */
export function isAbout(expression: Expression, id: string): boolean {
  const columns: ColumnReference[] = []
  const queries: Query[] = []
  walk(expression, (node) => {
    if (node.kind === 'query') queries.push(node)
    if (node.kind === 'column') columns.push(node)
    return queries.length === 0
  })
  const isOwn = (column: ColumnReference): boolean =>
    column.path.length === 2 && column.path[0]?.name === id
  return queries.length === 0 && columns.length > 0 && columns.every(isOwn)
}
