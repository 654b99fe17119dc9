import type { ColumnReference, Identifier, SelectItem, Star } from './ast.ts'
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
import { unsupported } from './syntax-error.ts'

/** `*` with EXCLUDE, REPLACE and RENAME; the qualifier has been read. */
export function parseStar(cursor: Cursor, qualifier: readonly Identifier[]): Star {
  const { start } = expectSymbol(cursor, '*')
  const exclude = parseExclude(cursor)
  const replace = parseReplace(cursor)
  const rename = parseRename(cursor)
  const from = qualifier[0]?.span?.start ?? start
  return {
    kind: 'star',
    qualifier,
    exclude,
    replace,
    ...(rename && { rename }),
    span: spanFrom(cursor, from),
  }
}

function parseExclude(cursor: Cursor): readonly Identifier[] {
  if (!atWord(cursor, 'EXCLUDE')) return []
  next(cursor)
  const name = (at: Cursor): Identifier => parseColumn(at, 'a column to exclude').name
  return atSymbol(cursor, '(') ? parenthesizedList(cursor, name) : [name(cursor)]
}

function parseReplace(cursor: Cursor): readonly SelectItem[] {
  if (!atWord(cursor, 'REPLACE') || peek(cursor, 1).type === 'end') return []
  next(cursor)
  return atSymbol(cursor, '(') ? parenthesizedList(cursor, parseItem) : [parseItem(cursor)]
}

function parseColumn(
  cursor: Cursor,
  what: string,
): { readonly name: Identifier; readonly reference: ColumnReference } {
  const { start } = peek(cursor)
  const name = anyName(cursor, what)
  if (atSymbol(cursor, '.')) {
    throw unsupported('a column of one table can not be chosen among those of *', {
      position: start,
      hint: 'Write the table before the star: t.* EXCLUDE (a).',
    })
  }
  return { name, reference: { kind: 'column', path: [name], span: spanFrom(cursor, start) } }
}

function parseRename(cursor: Cursor): readonly SelectItem[] | undefined {
  const after = peek(cursor, 1)
  if (!atWord(cursor, 'RENAME') || after.type === 'end' || after.text === ',') return undefined
  next(cursor)
  return atSymbol(cursor, '(') ? parenthesizedList(cursor, parseRenamed) : [parseRenamed(cursor)]
}

function parseRenamed(cursor: Cursor): SelectItem {
  const { start } = peek(cursor)
  const { reference: expression } = parseColumn(cursor, 'a column to rename')
  expectWord(cursor, 'AS')
  const alias = anyName(cursor, 'the new name of the column')
  return { kind: 'select-item', expression, alias, span: spanFrom(cursor, start) }
}

function parseItem(cursor: Cursor): SelectItem {
  const { start } = peek(cursor)
  const expression = cursor.rules.expression(cursor, precedence.any)
  expectWord(cursor, 'AS')
  const alias = anyName(cursor, 'the column to replace')
  return { kind: 'select-item', expression, alias, span: spanFrom(cursor, start) }
}
