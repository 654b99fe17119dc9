import type { Expression, Query } from './ast.ts'
import {
  atSymbol,
  atWord,
  type Cursor,
  expectWord,
  next,
  peek,
  takeSymbol,
  takeWords,
  unexpected,
} from './cursor.ts'
import { precedence } from './precedence.ts'

export type Limits = Pick<Query, 'limit' | 'limitPercent' | 'offset'>

/** `LIMIT n`, `LIMIT m, n`, `OFFSET m ROWS`, `FETCH FIRST n ROWS ONLY`, each once and in any order. */
export function parseLimit(cursor: Cursor): Limits {
  let limits: Limits = { limitPercent: false }
  for (;;) {
    if (atWord(cursor, 'LIMIT') && limits.limit === undefined)
      limits = { ...limits, ...parseLimitClause(cursor) }
    else if (atWord(cursor, 'FETCH') && limits.limit === undefined)
      limits = { ...limits, ...parseFetch(cursor) }
    else if (atWord(cursor, 'OFFSET') && limits.offset === undefined)
      limits = { ...limits, offset: parseOffset(cursor) }
    else return limits
  }
}

function parseLimitClause(cursor: Cursor): Partial<Limits> {
  expectWord(cursor, 'LIMIT')
  if (takeWords(cursor, 'ALL')) return {}
  const first = parseCount(cursor)
  if (!takeSymbol(cursor, ',')) return first
  const second = parseCount(cursor)
  return { ...second, ...(first.limit && { offset: first.limit }) }
}

/** A number of rows, or a percentage of them. */
function parseCount(cursor: Cursor): Partial<Limits> {
  const isPercent = peek(cursor).type === 'number' && atSymbol(cursor, '%', 1)
  const limit: Expression = isPercent
    ? { kind: 'number', text: next(cursor).text }
    : cursor.rules.expression(cursor, precedence.any)
  const limitPercent = takeSymbol(cursor, '%') || takeWords(cursor, 'PERCENT')
  return { limit, limitPercent }
}

function parseOffset(cursor: Cursor): Expression {
  expectWord(cursor, 'OFFSET')
  const offset = cursor.rules.expression(cursor, precedence.any)
  if (!takeWords(cursor, 'ROWS')) takeWords(cursor, 'ROW')
  return offset
}

function parseFetch(cursor: Cursor): Partial<Limits> {
  expectWord(cursor, 'FETCH')
  if (!takeWords(cursor, 'FIRST') && !takeWords(cursor, 'NEXT'))
    throw unexpected(cursor, 'FIRST or NEXT')
  const isOne = atWord(cursor, 'ROW') || atWord(cursor, 'ROWS')
  const count: Partial<Limits> = isOne
    ? { limit: { kind: 'number', text: '1' } }
    : parseCount(cursor)
  if (!takeWords(cursor, 'ROWS') && !takeWords(cursor, 'ROW')) throw unexpected(cursor, 'ROWS')
  expectWord(cursor, 'ONLY')
  return count
}
