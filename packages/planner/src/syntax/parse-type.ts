import type { TypeName } from './ast.ts'
import {
  anyName,
  atSymbol,
  type Cursor,
  enter,
  expectClose,
  expectSymbol,
  leave,
  next,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { formatType } from './format-expression.ts'
import { formatName, formatText } from './format-name.ts'
import { isReserved } from './keywords.ts'

/** A type: `INTEGER`, `DECIMAL(10, 2)`, `TIMESTAMP WITH TIME ZONE`, `VARCHAR[]`. */
export function parseType(cursor: Cursor): TypeName {
  const { start } = peek(cursor)
  if (isReserved(peek(cursor).upper) && !atSymbol(cursor, '(', 1))
    throw unexpected(cursor, 'a type')
  skipSchema(cursor)
  const written = anyName(cursor, 'a type').name.toUpperCase()
  const base = secondWord(cursor, written)
  const parameters = atSymbol(cursor, '(') ? parseParameters(cursor) : []
  const name = withTimeZone(cursor, base)
  const sizes = parseSizes(cursor)
  const isSized = sizes.some((size) => size !== null)
  return {
    kind: 'type-name',
    name,
    parameters,
    listDepth: sizes.length,
    ...(isSized && { sizes }),
    span: spanFrom(cursor, start),
  }
}

/** The schemas that PostgreSQL's own types can be named with. */
const typeSchemas: ReadonlySet<string> = new Set(['PG_CATALOG', 'INFORMATION_SCHEMA'])

function skipSchema(cursor: Cursor): void {
  if (!typeSchemas.has(peek(cursor).text.toUpperCase()) || !atSymbol(cursor, '.', 1)) return
  next(cursor)
  next(cursor)
}

/** `[]` and `[3]` after a type, ARRAY for the first. */
function parseSizes(cursor: Cursor): readonly (string | null)[] {
  const sizes: (string | null)[] = []
  if (takeWords(cursor, 'ARRAY')) return [parseArraySize(cursor)]
  while (atSize(cursor)) {
    const { type, text } = next(cursor)
    sizes.push(type === 'subscript' ? text : null)
  }
  return sizes
}

function parseArraySize(cursor: Cursor): string | null {
  if (takeSymbol(cursor, '[]') || !takeSymbol(cursor, '[')) return null
  if (peek(cursor).type !== 'number') throw unexpected(cursor, 'the length of the array')
  const size = next(cursor).text
  expectSymbol(cursor, ']')
  return size
}

function atSize(cursor: Cursor): boolean {
  const { type, text } = peek(cursor)
  return atSymbol(cursor, '[]') || (type === 'subscript' && /^[0-9]+$/.test(text))
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

/** A number, the MAX of `VARCHAR(MAX)`, a word of an ENUM, a type, or the name of a field with its type. */
function parseParameter(cursor: Cursor): string {
  const token = peek(cursor)
  if (token.type === 'number') return next(cursor).text
  if (token.type === 'string') return formatText(next(cursor).text)
  if (token.upper === 'MAX') return next(cursor).upper
  if (token.type !== 'word' && token.type !== 'name')
    throw unexpected(cursor, 'a number as parameter of the type')
  const after = peek(cursor, 1)
  const isField = (after.type === 'word' || after.type === 'name') && !secondWords.has(after.upper)
  const field = isField ? `${formatName(anyName(cursor, 'a field'))} ` : ''
  enter(cursor)
  const type = formatType(parseType(cursor))
  leave(cursor)
  return `${field}${type}`
}

const secondWords: ReadonlySet<string> = new Set([
  'ARRAY',
  'PRECISION',
  'VARYING',
  'WITH',
  'WITHOUT',
])

function withTimeZone(cursor: Cursor, name: string): string {
  if (name !== 'TIMESTAMP' && name !== 'TIME') return name
  if (takeWords(cursor, 'WITHOUT', 'TIME', 'ZONE')) return name
  return takeWords(cursor, 'WITH', 'TIME', 'ZONE') ? `${name} WITH TIME ZONE` : name
}

const literalTypes: ReadonlySet<string> = new Set(
  `BIGINT BIT BLOB BOOL BOOLEAN BPCHAR CHAR DATE DATETIME DEC DECIMAL DOUBLE FLOAT FLOAT4 FLOAT8 HUGEINT INT INT2 INT4 INT8
   INTEGER JSON JSONB NAME NUMERIC NVARCHAR OID REAL REGCLASS REGNAMESPACE REGPROC REGTYPE SMALLINT STRING TEXT TIME TIMESTAMP TIMESTAMPTZ TIMESTAMP_MS TIMESTAMP_NS TIMESTAMP_S TIMETZ TINYINT UBIGINT UINTEGER
   USMALLINT UTINYINT UUID VARCHAR`.split(/\s+/),
)

/** Whether a typed literal such as `DATE '2026-01-01'` or `DECIMAL(5, 2) '1.5'` is next. */
export function atTypedLiteral(cursor: Cursor): boolean {
  const token = peek(cursor)
  if (token.type !== 'word' || !literalTypes.has(token.upper)) return false
  let ahead = 1
  if (atSymbol(cursor, '(', 1)) {
    while (peek(cursor, ahead + 1).type === 'number') ahead += 2
    if (!atSymbol(cursor, ')', ahead)) return false
    ahead++
  }
  if (token.upper === 'DOUBLE' && peek(cursor, ahead).upper === 'PRECISION') ahead++
  if (zoneWords.has(peek(cursor, ahead).upper) && peek(cursor, ahead + 1).upper === 'TIME')
    ahead += 3
  return peek(cursor, ahead).type === 'string'
}

const zoneWords: ReadonlySet<string> = new Set(['WITH', 'WITHOUT'])
