import { anyName, type Cursor, takeSymbol } from './cursor.ts'

/** The name after COLLATE, its parts joined by dots: `nocase.noaccent`. */
export function parseCollation(cursor: Cursor): string {
  const parts = [anyName(cursor, 'a collation').name]
  while (takeSymbol(cursor, '.')) parts.push(anyName(cursor, 'a collation').name)
  return parts.join('.')
}
