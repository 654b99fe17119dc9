import { formatTimestamp } from '../logical/constant.ts'
import { type FoldContext, isNow, isToday } from '../logical/fold.ts'
import { localTime } from '../logical/zone-time.ts'
import type { Expression, FunctionCall, Node, Query, SelectItem } from '../syntax/ast.ts'
import { mapChildren } from '../syntax/walk.ts'

/**
 * Puts the instant of the query in the place of `now()` and its like, and its day in that of `current_date`: what was sent
 * and what is checked here agree.
 */
export function foldNow(query: Query, context: FoldContext): Query {
  const visit = <N extends Node>(node: N): N => {
    if (node.kind === 'select-item') return visitItem(node) as N
    const literal = node.kind === 'function' ? literalOf(node, context) : undefined
    return literal === undefined ? mapChildren(node, visit) : (literal as Node as N)
  }
  const visitItem = (item: SelectItem): SelectItem => {
    const { expression } = item
    // Without an alias the column keeps the name that the call has in DuckDB.
    const alias =
      item.alias ??
      (expression.kind === 'function' && literalOf(expression, context) !== undefined
        ? ({ kind: 'identifier', name: `${expression.name.toLowerCase()}()` } as const)
        : undefined)
    return { ...mapChildren(item, visit), alias }
  }
  return visit(query)
}

function literalOf(call: FunctionCall, context: FoldContext): Expression | undefined {
  if (isNow(call))
    return typedLiteral('TIMESTAMP WITH TIME ZONE', formatTimestamp(context.now), call)
  if (!isToday(call)) return undefined
  const local = formatTimestamp(localTime(context.now, context.zoneOffset))
  return typedLiteral('DATE', local.slice(0, 10), call)
}

function typedLiteral(name: string, value: string, { span }: FunctionCall): Expression {
  const type = { kind: 'type-name', name, parameters: [], listDepth: 0 } as const
  return { kind: 'typed-literal', type, value, span }
}
