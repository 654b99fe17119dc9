import type { Join, JoinType, TableExpression } from './ast.ts'
import { queryOf, selectAll } from './build.ts'
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
import { parseTableAlias } from './parse-alias.ts'
import { type BegunTable, parseNamed } from './parse-named-table.ts'
import { parseTableSample } from './parse-sample.ts'
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
  /** CROSS APPLY or OUTER APPLY: the right side sees the left one. */
  readonly applies: boolean
}

const joinWords: readonly (readonly [readonly string[], JoinType])[] = [
  [['JOIN'], 'inner'],
  [['INNER', 'JOIN'], 'inner'],
  [['LEFT', 'JOIN'], 'left'],
  [['LEFT', 'SEMI', 'JOIN'], 'semi'],
  [['LEFT', 'ANTI', 'JOIN'], 'anti'],
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
  if (found !== undefined) return { type: found[1], natural, asof, applies: false }
  if (takeWords(cursor, 'CROSS', 'APPLY')) return { type: 'cross', natural, asof, applies: true }
  if (takeWords(cursor, 'OUTER', 'APPLY')) return { type: 'left', natural, asof, applies: true }
  const begun =
    natural ||
    asof ||
    atWord(cursor, 'CROSS') ||
    atWord(cursor, 'INNER') ||
    atWords(cursor, 'LEFT') ||
    atWord(cursor, 'RIGHT') ||
    atWord(cursor, 'FULL')
  if (!begun) return undefined
  if (!natural && !asof) next(cursor)
  takeWords(cursor, 'OUTER')
  throw unexpected(cursor, 'JOIN')
}

function parseJoin(
  cursor: Cursor,
  left: TableExpression,
  join: JoinWords & { readonly start: number },
): Join {
  if (join.applies) return parseApplied(cursor, left, join)
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
  const right = on === undefined ? table : withLateAlias(cursor, table)
  return {
    kind: 'join',
    type: join.type,
    natural: join.natural,
    asof: join.asof,
    left,
    right,
    ...(on && { on }),
    using,
    span: spanFrom(cursor, join.start),
  }
}

/** The alias of a joined table may stand after its condition. */
function withLateAlias(cursor: Cursor, table: TableExpression): TableExpression {
  if (table.kind === 'join' || table.alias !== undefined) return table
  const alias = parseTableAlias(cursor)
  return alias === undefined ? table : { ...table, alias }
}

/** `t CROSS APPLY (SELECT ...)` is a join with what is LATERAL; OUTER APPLY keeps rows that nothing comes of. */
function parseApplied(
  cursor: Cursor,
  left: TableExpression,
  { type, start }: JoinWords & { readonly start: number },
): Join {
  const table = parsePrimary(cursor)
  const right = table.kind === 'derived-table' ? { ...table, lateral: true } : table
  return {
    kind: 'join',
    type,
    natural: false,
    asof: false,
    left,
    right,
    ...(type === 'left' && { on: { kind: 'boolean', value: true } }),
    using: [],
    span: spanFrom(cursor, start),
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
    : atWord(cursor, 'VALUES') && atSymbol(cursor, '(', 1)
      ? parseRows(cursor)
      : parseNamed(cursor, { lateral, start })
  if (atWord(cursor, 'PIVOT') || atWord(cursor, 'UNPIVOT'))
    throw unsupported(`${peek(cursor).upper} is not supported`, {
      position: peek(cursor).start,
      hint: 'Write one aggregate for each value, as in sum(n) FILTER (WHERE kind = 1), or UNION ALL for columns.',
    })
  const { start: sampleStart } = peek(cursor)
  const sample = parseTableSample(cursor)
  if (sample === undefined) return table
  if (table.kind !== 'join') return { ...table, sample }
  throw syntaxError('a sample is of one table, and a join is several', {
    position: sampleStart,
    hint: 'Give the join an alias: (a JOIN b ON …) AS x TABLESAMPLE 10%.',
  })
}

/** DuckDB's `FROM VALUES (1), (2) AS t(a)`. */
function parseRows(cursor: Cursor): TableExpression {
  const { start } = peek(cursor)
  const query = cursor.rules.query(cursor)
  const alias = parseTableAlias(cursor)
  const span = spanFrom(cursor, start)
  return { kind: 'derived-table', query, lateral: false, ...(alias && { alias }), span }
}

/** A query, or a join in parentheses; `((SELECT 1) UNION (SELECT 2))` begins like either. */
function parseParentheses(cursor: Cursor, { lateral, start }: BegunTable): TableExpression {
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
  if (content.kind !== 'join') return { ...content, alias, span }
  return { kind: 'derived-table', query: queryOf(selectAll(content)), lateral: false, alias, span }
}

/** The comma list of FROM; empty when there is no FROM. */
export function parseFrom(cursor: Cursor): readonly TableExpression[] {
  if (!atWord(cursor, 'FROM')) return []
  expectWord(cursor, 'FROM')
  const tables = [parseTable(cursor)]
  while (takeSymbol(cursor, ',')) tables.push(parseTable(cursor))
  return tables
}
