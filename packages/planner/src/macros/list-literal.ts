import type { Cast, Expression, TypeName } from '../syntax/ast.ts'
import { call, stringLiteral } from '../syntax/build.ts'

const token = /"((?:[^"\\]|\\.)*)"|([{}])|([^,{}"]+)/g

/** PostgreSQL's `'{a,b}'::text[]` as the list that it is; undefined for another cast. */
export function listLiteral({ operand, type, span }: Cast): Expression | undefined {
  const items =
    operand.kind === 'string' && type.listDepth > 0 ? listItems(operand.value) : undefined
  if (items === undefined) return undefined
  const inner: TypeName = { ...type, listDepth: 0, sizes: undefined }
  const castItem = (item: Expression): Expression =>
    item.kind === 'function'
      ? { ...item, arguments: item.arguments.map(castItem) }
      : { kind: 'cast', operand: item, type: inner, try: false }
  if (items.length > 0) return { ...call('list_value', items.map(castItem)), span }
  return { kind: 'cast', operand: call('list_value', []), type, try: false, span }
}

/** The elements of a list that is written out, as a list or as PostgreSQL's text of one. */
export function elementsOf(list: Expression): readonly Expression[] | undefined {
  if (list.kind === 'string') return listItems(list.value)
  return list.kind === 'function' && list.name === 'list_value' ? list.arguments : undefined
}

/** The texts and NULLs of `{a,NULL}`, lists of them for `{{a},{b}}`; undefined for a text of another form. */
function listItems(text: string): readonly Expression[] | undefined {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined
  const open: Expression[][] = [[]]
  for (const [, quoted, brace, bare] of trimmed.slice(1, -1).matchAll(token)) {
    const items = open.at(-1)
    if (brace === '{') open.push([])
    else if (brace === '}') open.at(-2)?.push(call('list_value', open.pop() ?? []))
    else if (quoted !== undefined) items?.push(stringLiteral(quoted.replaceAll(/\\(.)/g, '$1')))
    else if (bare?.trim().toUpperCase() === 'NULL') items?.push({ kind: 'null' })
    else if (bare !== undefined && bare.trim() !== '') items?.push(stringLiteral(bare.trim()))
  }
  return open.length === 1 ? open[0] : undefined
}
