import type { Distinct, Expression, NamedWindow, Select, SelectItem } from './ast.ts'
import { everyColumn, selectAll } from './build.ts'
import {
  anyName,
  atSymbol,
  atWord,
  type Cursor,
  commaList,
  expectWord,
  next,
  parenthesizedList,
  peek,
  spanFrom,
  takeWords,
} from './cursor.ts'
import { parseAlias } from './parse-alias.ts'
import { parseGroupBy } from './parse-group-by.ts'
import type { Limits } from './parse-limit.ts'
import { parseNamed } from './parse-named-table.ts'
import { parsePredicate } from './parse-predicate.ts'
import { parseUsingSample } from './parse-sample.ts'
import { parseFrom } from './parse-table.ts'
import { parseWindow } from './parse-window.ts'
import { precedence } from './precedence.ts'

export interface ParsedSelect {
  readonly select: Select
  /** `TOP n`: it belongs to the query around. */
  readonly top: Partial<Limits> | undefined
}

/** `SELECT ...` up to QUALIFY, or DuckDB's `FROM t [SELECT ...]`. */
export function parseSelect(cursor: Cursor): ParsedSelect {
  const { start } = peek(cursor)
  const fromFirst = parseFrom(cursor)
  const isShort = fromFirst.length > 0 && !atWord(cursor, 'SELECT')
  const list = isShort ? everything : parseList(cursor)
  const from = fromFirst.length > 0 ? fromFirst : parseFrom(cursor)
  const where = parseClause(cursor, 'WHERE')
  const groupBy = parseGroupBy(cursor)
  const having = parseClause(cursor, 'HAVING')
  const windows = takeWords(cursor, 'WINDOW') ? commaList(cursor, parseNamedWindow) : []
  const qualify = parseClause(cursor, 'QUALIFY')
  const sample = parseUsingSample(cursor)
  const select: Select = {
    kind: 'select',
    ...(list.distinct && { distinct: list.distinct }),
    items: list.items,
    from,
    ...(where && { where }),
    ...(groupBy && { groupBy }),
    ...(having && { having }),
    windows,
    ...(qualify && { qualify }),
    ...(sample && { sample }),
    span: spanFrom(cursor, start),
  }
  return { select, top: list.top }
}

interface SelectList {
  readonly distinct: Distinct | undefined
  readonly top: Partial<Limits> | undefined
  readonly items: readonly SelectItem[]
}

const everything: SelectList = { distinct: undefined, top: undefined, items: [everyColumn] }

/** DuckDB's and PostgreSQL's `TABLE name`. */
export function parseTableCommand(cursor: Cursor): Select {
  const { start } = next(cursor)
  const table = parseNamed(cursor, { lateral: false, start: peek(cursor).start })
  return { ...selectAll(table), span: spanFrom(cursor, start) }
}

function parseList(cursor: Cursor): SelectList {
  expectWord(cursor, 'SELECT')
  const distinct = parseDistinct(cursor)
  const top = parseTop(cursor)
  // In PostgreSQL a row may have no columns, which is enough for EXISTS.
  const isEmpty = cursor.dialect === 'postgresql' && atWord(cursor, 'FROM')
  return { distinct, top, items: isEmpty ? [something] : commaList(cursor, parseItem) }
}

const something: SelectItem = { kind: 'select-item', expression: { kind: 'number', text: '1' } }

function parseDistinct(cursor: Cursor): Distinct | undefined {
  const { start } = peek(cursor)
  if (takeWords(cursor, 'ALL')) return undefined
  if (!takeWords(cursor, 'DISTINCT')) return undefined
  const on = takeWords(cursor, 'ON')
    ? parenthesizedList(cursor, (at) => at.rules.expression(at, precedence.any))
    : []
  return { kind: 'distinct', on, span: spanFrom(cursor, start) }
}

/** TOP is a word like any other unless a number, a parameter or a parenthesis follows. */
function parseTop(cursor: Cursor): Partial<Limits> | undefined {
  const after = peek(cursor, 1)
  const isTop =
    atWord(cursor, 'TOP') &&
    (after.type === 'number' ||
      after.type === 'parameter' ||
      (after.type === 'symbol' && after.text === '('))
  if (!isTop) return undefined
  next(cursor)
  const limit = cursor.rules.expression(cursor, precedence.primary)
  const limitPercent = takeWords(cursor, 'PERCENT')
  return { limit, limitPercent }
}

function parseItem(cursor: Cursor): SelectItem {
  const { start } = peek(cursor)
  const expression = atSymbol(cursor, '*')
    ? parseStarItem(cursor)
    : cursor.rules.expression(cursor, precedence.any)
  if (expression.kind === 'star')
    return { kind: 'select-item', expression, span: spanFrom(cursor, start) }
  const alias = parseAlias(cursor)
  return { kind: 'select-item', expression, ...(alias && { alias }), span: spanFrom(cursor, start) }
}

/** `*`, or with LIKE and its kind those columns whose names match. */
function parseStarItem(cursor: Cursor): Expression {
  const { start } = peek(cursor)
  const star = cursor.rules.star(cursor, [])
  return parsePredicate(cursor, star, { minimum: precedence.predicate, start }) ?? star
}

function parseClause(cursor: Cursor, word: string): Select['where'] {
  return takeWords(cursor, word) ? cursor.rules.expression(cursor, precedence.any) : undefined
}

function parseNamedWindow(cursor: Cursor): NamedWindow {
  const { start } = peek(cursor)
  const name = anyName(cursor, 'the name of a window')
  expectWord(cursor, 'AS')
  return { kind: 'named-window', name, window: parseWindow(cursor), span: spanFrom(cursor, start) }
}
