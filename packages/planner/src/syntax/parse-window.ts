import type { Frame, FrameBound, Identifier, Window } from './ast.ts'
import {
  anyName,
  atSymbol,
  atWord,
  atWords,
  type Cursor,
  commaList,
  expectClose,
  expectSymbol,
  expectWord,
  next,
  peek,
  spanFrom,
  takeWords,
  unexpected,
} from './cursor.ts'
import { precedence } from './precedence.ts'

/** `([base] [PARTITION BY ...] [ORDER BY ...] [frame])`. */
export function parseWindow(cursor: Cursor): Window {
  const open = expectSymbol(cursor, '(')
  const base = parseBase(cursor)
  const partitionBy = takeWords(cursor, 'PARTITION', 'BY')
    ? commaList(cursor, (at) => at.rules.expression(at, precedence.any))
    : []
  const orderBy = cursor.rules.orderBy(cursor)
  const frame = parseFrame(cursor)
  expectClose(cursor, open)
  return {
    kind: 'window',
    ...(base && { base }),
    partitionBy,
    orderBy,
    ...(frame && { frame }),
    span: spanFrom(cursor, open.start),
  }
}

const frameUnits: ReadonlyMap<string, Frame['unit']> = new Map([
  ['ROWS', 'rows'],
  ['RANGE', 'range'],
  ['GROUPS', 'groups'],
])

function parseBase(cursor: Cursor): Identifier | undefined {
  const token = peek(cursor)
  if (token.type === 'name') return anyName(cursor, 'a window')
  const isClause =
    atWords(cursor, 'PARTITION', 'BY') || atWords(cursor, 'ORDER', 'BY') || atFrame(cursor)
  return token.type === 'word' && !isClause ? anyName(cursor, 'a window') : undefined
}

function atFrame(cursor: Cursor): boolean {
  return frameUnits.has(peek(cursor).upper) && !atSymbol(cursor, ')', 1)
}

function parseFrame(cursor: Cursor): Frame | undefined {
  const unit = frameUnits.get(peek(cursor).upper)
  if (unit === undefined) return undefined
  const token = next(cursor)
  const isBetween = takeWords(cursor, 'BETWEEN')
  const start = parseBound(cursor)
  if (isBetween) expectWord(cursor, 'AND')
  const end = isBetween ? parseBound(cursor) : undefined
  const exclude = takeWords(cursor, 'EXCLUDE') ? parseExclude(cursor) : undefined
  return {
    kind: 'frame',
    unit,
    start,
    ...(end && { end }),
    ...(exclude && { exclude }),
    span: spanFrom(cursor, token.start),
  }
}

function parseBound(cursor: Cursor): FrameBound {
  const { start } = peek(cursor)
  const fixed = parseFixedBound(cursor)
  if (fixed !== undefined)
    return { kind: 'frame-bound', bound: fixed, span: spanFrom(cursor, start) }
  const offset = cursor.rules.expression(cursor, precedence.not)
  if (!atWord(cursor, 'PRECEDING') && !atWord(cursor, 'FOLLOWING'))
    throw unexpected(cursor, 'PRECEDING or FOLLOWING')
  const bound = next(cursor).upper === 'PRECEDING' ? 'preceding' : 'following'
  return { kind: 'frame-bound', bound, offset, span: spanFrom(cursor, start) }
}

function parseFixedBound(cursor: Cursor): FrameBound['bound'] | undefined {
  if (takeWords(cursor, 'UNBOUNDED', 'PRECEDING')) return 'unbounded preceding'
  if (takeWords(cursor, 'UNBOUNDED', 'FOLLOWING')) return 'unbounded following'
  return takeWords(cursor, 'CURRENT', 'ROW') ? 'current row' : undefined
}

function parseExclude(cursor: Cursor): Frame['exclude'] {
  if (takeWords(cursor, 'CURRENT', 'ROW')) return 'current row'
  if (takeWords(cursor, 'GROUP')) return 'group'
  if (takeWords(cursor, 'TIES')) return 'ties'
  if (takeWords(cursor, 'NO', 'OTHERS')) return 'no others'
  throw unexpected(cursor, 'CURRENT ROW, GROUP, TIES or NO OTHERS')
}
