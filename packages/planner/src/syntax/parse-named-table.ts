import type { Identifier, TableFunction, TableReference } from './ast.ts'
import {
  anyName,
  atSymbol,
  type Cursor,
  expectClose,
  next,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { isReserved } from './keywords.ts'
import { parseTableAlias } from './parse-alias.ts'
import { parseArguments } from './parse-function.ts'
import { syntaxError } from './syntax-error.ts'

/** What has been read of a table before its name. */
export interface BegunTable {
  readonly lateral: boolean
  readonly start: number
}

/** A table or a table function by its name. */
export function parseNamed(
  cursor: Cursor,
  { lateral, start }: BegunTable,
): TableFunction | TableReference {
  const first = peek(cursor)
  const isName = first.type === 'name' || (first.type === 'word' && !isReserved(first.upper))
  if (!isName) throw unexpected(cursor, 'a table')
  const path: Identifier[] = [anyName(cursor, 'a table')]
  while (takeSymbol(cursor, '.')) path.push(anyName(cursor, 'a name after the dot'))
  const name = path.at(-1)?.name ?? ''
  if (atSymbol(cursor, '(')) {
    const open = next(cursor)
    const args = parseArguments(cursor)
    expectClose(cursor, open)
    const ordinality = takeWords(cursor, 'WITH', 'ORDINALITY')
    const alias = parseTableAlias(cursor)
    return {
      kind: 'table-function',
      qualifier: path.slice(0, -1),
      name,
      arguments: args,
      ordinality,
      lateral,
      ...(alias && { alias }),
      span: spanFrom(cursor, start),
    }
  }
  if (path.length > 4)
    throw syntaxError(`a table name has one to four parts, not ${path.length}`, {
      position: start,
      hint: 'Write Table, Schema.Table or Catalog.Schema.Table.',
    })
  const nameSpan = spanFrom(cursor, start)
  const alias = parseTableAlias(cursor)
  return {
    kind: 'table',
    path,
    ...(alias && { alias }),
    span: alias ? spanFrom(cursor, start) : nameSpan,
  }
}
