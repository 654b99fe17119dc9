import type { Identifier, Join, JoinType, TableExpression } from './ast.ts'
import {
  anyName,
  atSymbol,
  atWord,
  atWords,
  type Cursor,
  enter,
  expectClose,
  expectWord,
  leave,
  next,
  parenthesizedList,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { isReserved } from './keywords.ts'
import { parseTableAlias } from './parse-alias.ts'
import { parseArguments } from './parse-function.ts'
import { precedence } from './precedence.ts'
import { syntaxError, unsupported } from './syntax-error.ts'

/** One element of FROM's comma list: a table and its joins, which lean to the left. */
function parseTable(cursor: Cursor): TableExpression {
  enter(cursor)
  const { start } = peek(cursor)
  let left = parsePrimary(cursor)
  for (let step = parseJoinWords(cursor); step !== undefined; step = parseJoinWords(cursor)) {
    left = parseJoin(cursor, left, { ...step, start })
  }
  leave(cursor)
  return left
}

interface JoinWords {
  readonly type: JoinType
  readonly natural: boolean
  readonly asof: boolean
}

const joinWords: readonly (readonly [readonly string[], JoinType])[] = [
  [['JOIN'], 'inner'],
  [['INNER', 'JOIN'], 'inner'],
  [['LEFT', 'JOIN'], 'left'],
  [['LEFT', 'OUTER', 'JOIN'], 'left'],
  [['RIGHT', 'JOIN'], 'right'],
  [['RIGHT', 'OUTER', 'JOIN'], 'right'],
  [['FULL', 'JOIN'], 'full'],
  [['FULL', 'OUTER', 'JOIN'], 'full'],
  [['CROSS', 'JOIN'], 'cross'],
  [['SEMI', 'JOIN'], 'semi'],
  [['ANTI', 'JOIN'], 'anti'],
  [['POSITIONAL', 'JOIN'], 'positional'],
]

function parseJoinWords(cursor: Cursor): JoinWords | undefined {
  const natural = takeWords(cursor, 'NATURAL')
  const asof = takeWords(cursor, 'ASOF')
  const found = joinWords.find(([words]) => takeWords(cursor, ...words))
  if (found !== undefined) return { type: found[1], natural, asof }
  const begun =
    natural ||
    asof ||
    atWord(cursor, 'CROSS') ||
    atWord(cursor, 'INNER') ||
    atWords(cursor, 'LEFT') ||
    atWord(cursor, 'RIGHT') ||
    atWord(cursor, 'FULL')
  if (begun) throw unexpected(cursor, 'JOIN')
  return undefined
}

function parseJoin(
  cursor: Cursor,
  left: TableExpression,
  join: JoinWords & { readonly start: number },
): Join {
  const isFree = join.natural || join.type === 'cross' || join.type === 'positional'
  const table = isFree ? parsePrimary(cursor) : parseJoined(cursor)
  const on =
    !isFree && takeWords(cursor, 'ON') ? cursor.rules.expression(cursor, precedence.any) : undefined
  const using =
    !isFree && on === undefined && takeWords(cursor, 'USING')
      ? parenthesizedList(cursor, (at) => anyName(at, 'a column name'))
      : []
  if (on === undefined && using.length === 0 && !isFree)
    throw unexpected(cursor, 'ON or USING of the join')
  // The alias of the joined table may stand after its condition.
  const canFollow = table.kind !== 'join' && table.alias === undefined && on !== undefined
  const late = canFollow ? parseTableAlias(cursor) : undefined
  return {
    kind: 'join',
    type: join.type,
    natural: join.natural,
    asof: join.asof,
    left,
    right: late === undefined ? table : { ...table, alias: late },
    ...(on && { on }),
    using,
    span: spanFrom(cursor, join.start),
  }
}

/** The right side of a join up to its ON: in `t JOIN u JOIN v ON 1 ON 2` it is `u JOIN v ON 1`. */
function parseJoined(cursor: Cursor): TableExpression {
  enter(cursor)
  const { start } = peek(cursor)
  let table = parsePrimary(cursor)
  while (!atWord(cursor, 'ON') && !atWord(cursor, 'USING')) {
    const step = parseJoinWords(cursor)
    if (step === undefined) break
    table = parseJoin(cursor, table, { ...step, start })
  }
  leave(cursor)
  return table
}

function parsePrimary(cursor: Cursor): TableExpression {
  const { start } = peek(cursor)
  const lateral = takeWords(cursor, 'LATERAL')
  const table = atSymbol(cursor, '(')
    ? parseParentheses(cursor, { lateral, start })
    : parseNamed(cursor, { lateral, start })
  if (atWord(cursor, 'PIVOT') || atWord(cursor, 'UNPIVOT') || atWord(cursor, 'TABLESAMPLE')) {
    throw unsupported(`${peek(cursor).upper} is not supported`, { position: peek(cursor).start })
  }
  return table
}

interface Begun {
  readonly lateral: boolean
  readonly start: number
}

/** A query, or a join in parentheses; `((SELECT 1) UNION (SELECT 2))` begins like either. */
function parseParentheses(cursor: Cursor, { lateral, start }: Begun): TableExpression {
  const open = next(cursor)
  enter(cursor)
  const content = cursor.rules.atQuery(cursor) ? cursor.rules.query(cursor) : parseTable(cursor)
  leave(cursor)
  const isBareQuery =
    content.kind === 'derived-table' && content.alias === undefined && !content.lateral
  const query =
    content.kind === 'query'
      ? content
      : isBareQuery
        ? cursor.rules.queryAfter(cursor, content.query)
        : undefined
  expectClose(cursor, open)
  const alias = parseTableAlias(cursor)
  const span = spanFrom(cursor, start)
  if (query !== undefined)
    return { kind: 'derived-table', query, lateral, ...(alias && { alias }), span }
  if (content.kind === 'query' || alias === undefined) return content as TableExpression
  return { ...content, alias, span }
}

function parseNamed(cursor: Cursor, { lateral, start }: Begun): TableExpression {
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

/** The comma list of FROM; empty when there is no FROM. */
export function parseFrom(cursor: Cursor): readonly TableExpression[] {
  if (!atWord(cursor, 'FROM')) return []
  expectWord(cursor, 'FROM')
  const tables = [parseTable(cursor)]
  while (takeSymbol(cursor, ',')) tables.push(parseTable(cursor))
  return tables
}
