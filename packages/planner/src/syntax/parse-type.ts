import type { TypeName } from './ast.ts'
import {
  anyName,
  atSymbol,
  atWords,
  type Cursor,
  expectClose,
  next,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'

/** A type: `INTEGER`, `DECIMAL(10, 2)`, `TIMESTAMP WITH TIME ZONE`, `VARCHAR[]`. */
export function parseType(cursor: Cursor): TypeName {
  const { start } = peek(cursor)
  const written = anyName(cursor, 'a type').name.toUpperCase()
  const base = secondWord(cursor, written)
  const parameters = atSymbol(cursor, '(') ? parseParameters(cursor) : []
  const name = withTimeZone(cursor, base)
  let listDepth = 0
  while (takeSymbol(cursor, '[]')) listDepth++
  return { kind: 'type-name', name, parameters, listDepth, span: spanFrom(cursor, start) }
}

function secondWord(cursor: Cursor, name: string): string {
  if (name === 'DOUBLE' && takeWords(cursor, 'PRECISION')) return 'DOUBLE'
  if ((name === 'CHARACTER' || name === 'CHAR') && takeWords(cursor, 'VARYING')) return 'VARCHAR'
  return name
}

function parseParameters(cursor: Cursor): readonly string[] {
  const open = next(cursor)
  const parameters = [parseParameter(cursor)]
  while (takeSymbol(cursor, ',')) parameters.push(parseParameter(cursor))
  expectClose(cursor, open)
  return parameters
}

/** A number, or the MAX of `VARCHAR(MAX)`. */
function parseParameter(cursor: Cursor): string {
  const token = peek(cursor)
  if (token.type === 'number') return next(cursor).text
  if (token.upper === 'MAX') return next(cursor).upper
  throw unexpected(cursor, 'a number as parameter of the type')
}

function withTimeZone(cursor: Cursor, name: string): string {
  if (name !== 'TIMESTAMP' && name !== 'TIME') return name
  if (takeWords(cursor, 'WITHOUT', 'TIME', 'ZONE')) return name
  return takeWords(cursor, 'WITH', 'TIME', 'ZONE') ? `${name} WITH TIME ZONE` : name
}

const literalTypes: ReadonlySet<string> = new Set(
  'DATE TIME TIMESTAMP TIMESTAMPTZ TIMETZ TIMESTAMP_S TIMESTAMP_MS TIMESTAMP_NS DATETIME UUID JSON'.split(
    ' ',
  ),
)

/** Whether a typed literal such as `DATE '2026-01-01'` is next. */
export function atTypedLiteral(cursor: Cursor): boolean {
  const token = peek(cursor)
  if (token.type !== 'word' || !literalTypes.has(token.upper)) return false
  if (peek(cursor, 1).type === 'string') return true
  const isZoned =
    atWords(cursor, token.upper, 'WITH', 'TIME', 'ZONE') ||
    atWords(cursor, token.upper, 'WITHOUT', 'TIME', 'ZONE')
  return isZoned && peek(cursor, 4).type === 'string'
}
