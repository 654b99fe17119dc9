import { typeName } from '../rules/value-literal.ts'
import type { Node, Query } from '../syntax/ast.ts'
import { mapNode } from '../syntax/walk.ts'
import { isEvidentlyText } from './evidently-text.ts'

/** `'int4'::regtype::text` by way of the number, so that PostgreSQL's own name of the object comes out: `integer`. */
export function shownNames(query: Query): Query {
  const shown = mapNode(query, (node) => (node.kind === 'cast' ? shownName(node) : node))
  return shown.kind === 'query' ? shown : query
}

function shownName(cast: Extract<Node, { kind: 'cast' }>): Node {
  const inner = cast.operand
  const isName = inner.kind === 'cast' && /^REG(?:CLASS|TYPE|PROC|NAMESPACE)$/.test(inner.type.name)
  const isText = /^(?:TEXT|VARCHAR)$/.test(cast.type.name) && cast.type.listDepth === 0
  if (!isName || !isText || !isEvidentlyText(inner.operand)) return cast
  const number: Node = { kind: 'cast', operand: inner, type: typeName('OID'), try: false }
  return { ...cast, operand: { ...inner, operand: number } }
}
