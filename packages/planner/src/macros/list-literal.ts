import type { Cast, Expression, TypeName } from '../syntax/ast.ts'
import { call, stringLiteral } from '../syntax/build.ts'

const element = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)/g

/** PostgreSQL's `'{a,b}'::text[]` as the list that it is; undefined for another cast. */
export function listLiteral({ operand, type, span }: Cast): Expression | undefined {
  const isList = operand.kind === 'string' && type.listDepth === 1
  const text = isList ? operand.value.trim() : ''
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined
  const inner: TypeName = { ...type, listDepth: 0, sizes: undefined }
  const items = [...text.slice(1, -1).matchAll(element)].map(([, quoted, bare]): Expression => {
    const isNull = quoted === undefined && bare?.trim().toUpperCase() === 'NULL'
    const value: Expression = isNull
      ? { kind: 'null' }
      : stringLiteral(quoted?.replaceAll(/\\(.)/g, '$1') ?? bare?.trim() ?? '')
    return { kind: 'cast', operand: value, type: inner, try: false }
  })
  if (items.length > 0) return { ...call('list_value', items), span }
  return { kind: 'cast', operand: call('list_value', []), type, try: false, span }
}
