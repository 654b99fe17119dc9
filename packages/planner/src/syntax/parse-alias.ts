import type { Identifier, TableAlias } from './ast.ts'
import {
  anyName,
  atSymbol,
  type Cursor,
  identifierOf,
  next,
  parenthesizedList,
  peek,
  spanFrom,
  takeWords,
} from './cursor.ts'
import { isBareAlias } from './keywords.ts'

/** `AS name` or a bare name that can't go on with the clause; undefined when neither is next. */
export function parseAlias(cursor: Cursor): Identifier | undefined {
  if (takeWords(cursor, 'AS')) {
    const isText = peek(cursor).type === 'string' && peek(cursor).text !== ''
    return isText ? identifierOf(next(cursor)) : anyName(cursor, 'an alias')
  }
  const token = peek(cursor)
  const isAlias =
    token.type === 'name' ||
    (token.type === 'word' && (isBareAlias(token.upper) || isLoneAt(cursor)) && !atHints(cursor))
  return isAlias ? anyName(cursor, 'an alias') : undefined
}

/** OPTION is a name like others unless what could be hints for an optimizer follow. */
function atHints(cursor: Cursor): boolean {
  return peek(cursor).upper === 'OPTION' && atSymbol(cursor, '(', 1)
}

/** AT goes on with an expression only as AT TIME ZONE. */
function isLoneAt(cursor: Cursor): boolean {
  return peek(cursor).upper === 'AT' && peek(cursor, 1).upper !== 'TIME'
}

/** The alias of a table, perhaps with names for its columns. */
export function parseTableAlias(cursor: Cursor): TableAlias | undefined {
  const { start } = peek(cursor)
  const name = parseAlias(cursor)
  if (name === undefined) return undefined
  const columns = atSymbol(cursor, '(')
    ? parenthesizedList(cursor, (at) => anyName(at, 'a column name'))
    : []
  return { kind: 'table-alias', name, columns, span: spanFrom(cursor, start) }
}
