import { anyName, type Cursor, peek, takeSymbol, unexpected } from './cursor.ts'

/** The name after COLLATE, its parts joined by dots: `nocase.noaccent`. Undefined for PostgreSQL's `pg_catalog.default`. */
export function parseCollation(cursor: Cursor): string | undefined {
  const parts = [parsePart(cursor)]
  while (takeSymbol(cursor, '.')) parts.push(parsePart(cursor))
  const named = parts[0]?.toLowerCase() === 'pg_catalog' ? parts.slice(1) : parts
  const collation = named.join('.')
  return collation.toLowerCase() === 'default' ? undefined : collation
}

/** No collation has a name with blanks, dots or quotes in it. */
function parsePart(cursor: Cursor): string {
  if (!/^\w+$/.test(peek(cursor).text)) throw unexpected(cursor, 'a collation such as NOCASE')
  return anyName(cursor, 'a collation').name
}
