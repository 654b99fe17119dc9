import type { Identifier, SelectItem, Star } from './ast.ts'
import {
  anyName,
  atSymbol,
  atWord,
  type Cursor,
  expectSymbol,
  expectWord,
  next,
  parenthesizedList,
  peek,
  spanFrom,
} from './cursor.ts'
import { precedence } from './precedence.ts'

/** `*` with EXCLUDE and REPLACE; the qualifier has been read. */
export function parseStar(cursor: Cursor, qualifier: readonly Identifier[]): Star {
  const { start } = expectSymbol(cursor, '*')
  const exclude = parseExclude(cursor)
  const replace = parseReplace(cursor)
  const from = qualifier[0]?.span?.start ?? start
  return { kind: 'star', qualifier, exclude, replace, span: spanFrom(cursor, from) }
}

function parseExclude(cursor: Cursor): readonly Identifier[] {
  if (!atWord(cursor, 'EXCLUDE')) return []
  next(cursor)
  const name = (at: Cursor): Identifier => anyName(at, 'a column to exclude')
  return atSymbol(cursor, '(') ? parenthesizedList(cursor, name) : [name(cursor)]
}

function parseReplace(cursor: Cursor): readonly SelectItem[] {
  if (!atWord(cursor, 'REPLACE') || peek(cursor, 1).type === 'end') return []
  next(cursor)
  return atSymbol(cursor, '(') ? parenthesizedList(cursor, parseItem) : [parseItem(cursor)]
}

function parseItem(cursor: Cursor): SelectItem {
  const { start } = peek(cursor)
  const expression = cursor.rules.expression(cursor, precedence.any)
  expectWord(cursor, 'AS')
  const alias = anyName(cursor, 'the column to replace')
  return { kind: 'select-item', expression, alias, span: spanFrom(cursor, start) }
}
