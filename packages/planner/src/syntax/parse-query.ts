import type { CommonTable, Query, QueryBody, SetOperation, Values, ValuesRow, With } from './ast.ts'
import {
  anyName,
  atSymbol,
  atWord,
  type Cursor,
  commaList,
  type ExpressionList,
  enter,
  expectClose,
  leave,
  next,
  parenthesizedList,
  peek,
  spanFrom,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { isBareAlias } from './keywords.ts'
import { type Limits, parseLimit } from './parse-limit.ts'
import { parseOrderBy } from './parse-order-by.ts'
import { parseSelect, parseTableCommand } from './parse-select.ts'
import { precedence } from './precedence.ts'
import { syntaxError } from './syntax-error.ts'
import type { Token } from './token.ts'

const queryWords: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'FROM'])

/** Whether a query begins here; `VALUES` is a name unless a row follows. */
export function atQuery(cursor: Cursor): boolean {
  if (atWord(cursor, 'VALUES')) return atSymbol(cursor, '(', 1)
  if (atWord(cursor, 'TABLE')) return beginsTable(peek(cursor, 1))
  return queryWords.has(peek(cursor).upper)
}

/** TABLE is a name unless the name of a table follows. */
function beginsTable({ type, upper }: Token): boolean {
  return type === 'name' || (type === 'word' && isBareAlias(upper))
}

/** A query: WITH, the body, ORDER BY, LIMIT. */
export function parseQuery(cursor: Cursor): Query {
  enter(cursor)
  const { start } = peek(cursor)
  const clause = parseWith(cursor)
  const query = parseTail(cursor, { ...parseOperand(cursor), start, with: clause })
  leave(cursor)
  return query
}

/** The rest of a query whose first operand has been read. */
export function parseQueryAfter(cursor: Cursor, operand: Query): Query {
  const body = simplified(operand)
  return parseTail(cursor, {
    body,
    top: undefined,
    start: operand.span?.start ?? 0,
    with: undefined,
  })
}

const tailWords: ReadonlySet<string> = new Set(
  'UNION INTERSECT EXCEPT ORDER LIMIT OFFSET FETCH'.split(' '),
)

/** What stands in parentheses after `(`: one query, or expressions; with the `)`. */
export function parseParenthesized(cursor: Cursor, open: Token): Query | ExpressionList {
  const content = parseContent(cursor)
  expectClose(cursor, open)
  return content
}

function parseContent(cursor: Cursor): Query | ExpressionList {
  if (atQuery(cursor)) return parseQuery(cursor)
  const items = [cursor.rules.expression(cursor, precedence.any)]
  const [first] = items
  if (first?.kind === 'subquery' && tailWords.has(peek(cursor).upper))
    return parseQueryAfter(cursor, first.query)
  while (takeSymbol(cursor, ',')) items.push(cursor.rules.expression(cursor, precedence.any))
  return { kind: 'expressions', items }
}

/** A query without clauses of its own is its body. */
function simplified(query: Query): QueryBody {
  const isBare =
    query.with === undefined &&
    query.orderBy.length === 0 &&
    query.limit === undefined &&
    query.offset === undefined
  return isBare ? query.body : query
}

interface Operand {
  readonly body: QueryBody
  readonly top: Partial<Limits> | undefined
}

interface Begun extends Operand {
  readonly start: number
  readonly with: With | undefined
}

function parseTail(cursor: Cursor, begun: Begun): Query {
  const combined = parseUnions(cursor, parseIntersections(cursor, begun))
  const orderBy = parseOrderBy(cursor)
  const { start: limitStart } = peek(cursor)
  const limits = parseLimit(cursor)
  if (combined.top?.limit !== undefined && limits.limit !== undefined) {
    throw syntaxError('a query has both TOP and LIMIT', {
      position: limitStart,
      hint: 'Keep one of them.',
    })
  }
  const { body } = combined
  const isWhole =
    begun.with === undefined &&
    orderBy.length === 0 &&
    limits.limit === undefined &&
    limits.offset === undefined
  // A query in parentheses and nothing else is that query.
  if (body.kind === 'query' && isWhole) return body
  const query: Query = {
    kind: 'query',
    ...(begun.with && { with: begun.with }),
    body,
    orderBy,
    ...limits,
    ...combined.top,
    span: spanFrom(cursor, begun.start),
  }
  return body.kind === 'query' ? merged(query, body) : query
}

/**
 * `(SELECT ... LIMIT 3) ORDER BY a` sorts before it limits: as in PostgreSQL and DuckDB, clauses after the parentheses
 * join those inside, unless both have the same one.
 */
function merged(outer: Query, inner: Query): Query {
  const isTwofold =
    (outer.with !== undefined && inner.with !== undefined) ||
    (outer.orderBy.length > 0 && inner.orderBy.length > 0) ||
    (outer.limit !== undefined && inner.limit !== undefined) ||
    (outer.offset !== undefined && inner.offset !== undefined)
  if (isTwofold) return outer
  const clause = outer.with ?? inner.with
  const limit = outer.limit ?? inner.limit
  const offset = outer.offset ?? inner.offset
  return {
    kind: 'query',
    ...(clause && { with: clause }),
    body: inner.body,
    orderBy: outer.orderBy.length > 0 ? outer.orderBy : inner.orderBy,
    ...(limit && { limit }),
    limitPercent: outer.limitPercent || inner.limitPercent,
    ...(offset && { offset }),
    span: outer.span,
  }
}

function parseUnions(cursor: Cursor, first: Operand): Operand {
  let left = first
  while (atWord(cursor, 'UNION') || atWord(cursor, 'EXCEPT') || atWord(cursor, 'MINUS')) {
    const operator = next(cursor).upper === 'UNION' ? 'union' : 'except'
    const form = parseSetForm(cursor)
    const right = parseIntersections(cursor, parseOperand(cursor))
    left = combine(left, { operator, ...form }, right)
  }
  return left
}

function parseIntersections(cursor: Cursor, first: Operand): Operand {
  let left = first
  while (takeWords(cursor, 'INTERSECT')) {
    const form = parseSetForm(cursor)
    left = combine(left, { operator: 'intersect', ...form }, parseOperand(cursor))
  }
  return left
}

function parseSetForm(cursor: Cursor): Pick<SetOperation, 'all' | 'byName'> {
  const all = takeWords(cursor, 'ALL')
  if (!all) takeWords(cursor, 'DISTINCT')
  return { all, byName: takeWords(cursor, 'BY', 'NAME') }
}

function combine(
  left: Operand,
  form: Pick<SetOperation, 'operator' | 'all' | 'byName'>,
  right: Operand,
): Operand {
  const span = { start: left.body.span?.start ?? 0, end: right.body.span?.end ?? 0 }
  const body: SetOperation = {
    kind: 'set-operation',
    ...form,
    left: bodyOf(left),
    right: bodyOf(right),
    span,
  }
  return { body, top: undefined }
}

/** A TOP inside a set operation limits its operand alone. */
function bodyOf({ body, top }: Operand): QueryBody {
  if (top === undefined) return body
  return {
    kind: 'query',
    body,
    orderBy: [],
    limitPercent: false,
    ...top,
    ...(body.span && { span: body.span }),
  }
}

function parseOperand(cursor: Cursor): Operand {
  if (atSymbol(cursor, '(')) {
    const open = next(cursor)
    const query = parseQuery(cursor)
    expectClose(cursor, open)
    return { body: simplified(query), top: undefined }
  }
  if (atWord(cursor, 'VALUES')) return { body: parseValues(cursor), top: undefined }
  if (atWord(cursor, 'TABLE')) return { body: parseTableCommand(cursor), top: undefined }
  if (!atWord(cursor, 'SELECT') && !atWord(cursor, 'FROM')) throw unexpected(cursor, 'SELECT')
  const { select, top } = parseSelect(cursor)
  return { body: select, top }
}

function parseValues(cursor: Cursor): Values {
  const { start } = next(cursor)
  const rows = commaList(cursor, parseRow)
  return { kind: 'values', rows, span: spanFrom(cursor, start) }
}

function parseRow(cursor: Cursor): ValuesRow {
  const { start } = peek(cursor)
  const items = parenthesizedList(cursor, (at) => at.rules.expression(at, precedence.any))
  return { kind: 'values-row', items, span: spanFrom(cursor, start) }
}

function parseWith(cursor: Cursor): With | undefined {
  const { start } = peek(cursor)
  if (!takeWords(cursor, 'WITH')) return undefined
  const recursive = takeWords(cursor, 'RECURSIVE')
  const tables = commaList(cursor, parseCommonTable)
  return { kind: 'with', recursive, tables, span: spanFrom(cursor, start) }
}

function parseCommonTable(cursor: Cursor): CommonTable {
  const { start } = peek(cursor)
  const name = anyName(cursor, 'the name of a common table')
  const isQuery = atSymbol(cursor, '(') && queryWords.has(peek(cursor, 1).upper)
  if (isQuery) throw unexpected(cursor, 'AS and a query in parentheses')
  const columns = atSymbol(cursor, '(')
    ? parenthesizedList(cursor, (at) => anyName(at, 'a column name'))
    : []
  if (!takeWords(cursor, 'AS')) throw unexpected(cursor, 'AS and a query in parentheses')
  const materialized = parseMaterialized(cursor)
  if (!atSymbol(cursor, '(')) throw unexpected(cursor, 'a query in parentheses')
  const open = next(cursor)
  const query = parseQuery(cursor)
  expectClose(cursor, open)
  return {
    kind: 'common-table',
    name,
    columns,
    query,
    ...(materialized !== undefined && { materialized }),
    span: spanFrom(cursor, start),
  }
}

function parseMaterialized(cursor: Cursor): boolean | undefined {
  if (takeWords(cursor, 'NOT', 'MATERIALIZED')) return false
  return takeWords(cursor, 'MATERIALIZED') ? true : undefined
}
