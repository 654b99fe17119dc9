import { anyName, type Cursor, peek, takeSymbol, unexpected } from './cursor.ts'

/** The name after COLLATE, its parts joined by dots: `nocase.noaccent`. */
export function parseCollation(cursor: Cursor): string {
  const parts = [parsePart(cursor)]
  while (takeSymbol(cursor, '.')) parts.push(parsePart(cursor))
  return parts.join('.')
}

/** No collation has a name with blanks, dots or quotes in it. */
function parsePart(cursor: Cursor): string {
  if (!/^\w+$/.test(peek(cursor).text)) throw unexpected(cursor, 'a collation such as NOCASE')
  return anyName(cursor, 'a collation').name
}
