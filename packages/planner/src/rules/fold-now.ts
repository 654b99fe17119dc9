import { formatTimestamp } from '../logical/constant.ts'
import { type FoldContext, isNow } from '../logical/fold.ts'
import type { Node, Query, SelectItem } from '../syntax/ast.ts'
import { mapChildren } from '../syntax/walk.ts'

/** Puts the instant of the query in the place of `now()` and its like: what was sent and what is checked here agree. */
export function foldNow(query: Query, context: FoldContext): Query {
  const visit = <N extends Node>(node: N): N => {
    if (node.kind === 'select-item') return visitItem(node) as N
    if (node.kind !== 'function' || !isNow(node)) return mapChildren(node, visit)
    const type = {
      kind: 'type-name',
      name: 'TIMESTAMP WITH TIME ZONE',
      parameters: [],
      listDepth: 0,
    } as const
    return {
      kind: 'typed-literal',
      type,
      value: formatTimestamp(context.now),
      span: node.span,
    } as Node as N
  }
  const visitItem = (item: SelectItem): SelectItem => {
    const { expression } = item
    // Without an alias the column keeps the name that the call has in DuckDB.
    const alias =
      item.alias ??
      (expression.kind === 'function' && isNow(expression)
        ? ({ kind: 'identifier', name: `${expression.name.toLowerCase()}()` } as const)
        : undefined)
    return { ...mapChildren(item, visit), alias }
  }
  return visit(query)
}
