import type { Expression, IntervalUnit, Parameter, TypedLiteral } from './ast.ts'
import {
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
import { parseType } from './parse-type.ts'
import { precedence } from './precedence.ts'
import { syntaxError } from './syntax-error.ts'

/** `DATE '...'` and its like. */
export function parseTypedLiteral(cursor: Cursor): TypedLiteral {
  const { start } = peek(cursor)
  const type = parseType(cursor)
  const value = next(cursor).text
  return { kind: 'typed-literal', type, value, span: spanFrom(cursor, start) }
}

const units: ReadonlyMap<string, IntervalUnit> = new Map<string, IntervalUnit>([
  ...(
    [
      'microsecond',
      'millisecond',
      'second',
      'minute',
      'hour',
      'day',
      'week',
      'month',
      'quarter',
      'year',
      'decade',
    ] as const
  ).flatMap((unit): [string, IntervalUnit][] => [
    [unit.toUpperCase(), unit],
    [`${unit.toUpperCase()}S`, unit],
  ]),
  ['CENTURY', 'century'],
  ['CENTURIES', 'century'],
  ['MILLENNIUM', 'millennium'],
  ['MILLENNIA', 'millennium'],
])

/** Whether INTERVAL at the cursor begins an interval, and is no name. */
export function atInterval(cursor: Cursor): boolean {
  const following = peek(cursor, 1)
  if (following.type === 'string' || following.type === 'number' || following.type === 'parameter')
    return true
  return atSymbol(cursor, '(', 1) || (atSymbol(cursor, '-', 1) && peek(cursor, 2).type === 'number')
}

/** `INTERVAL '7 days'`, `INTERVAL '7' DAY`, `INTERVAL 7 DAYS`, `INTERVAL (x) DAY`. */
export function parseInterval(cursor: Cursor): Expression {
  const { start } = next(cursor)
  const value = parseAmount(cursor)
  const unit = units.get(peek(cursor).upper)
  if (unit === undefined) {
    if (value.kind !== 'string') throw unexpected(cursor, 'a unit such as DAY after the interval')
    return { kind: 'interval', value, span: spanFrom(cursor, start) }
  }
  next(cursor)
  if (takeWords(cursor, 'TO')) {
    throw syntaxError('an interval over several units has no form here', {
      position: start,
      hint: "Add them up: INTERVAL '1 year 2 months'.",
    })
  }
  return { kind: 'interval', value, unit, span: spanFrom(cursor, start) }
}

function parseAmount(cursor: Cursor): Expression {
  const open = peek(cursor)
  if (takeSymbol(cursor, '(')) {
    const value = cursor.rules.expression(cursor, precedence.any)
    expectClose(cursor, open)
    return value
  }
  return cursor.rules.expression(cursor, precedence.primary)
}

/** `?`, `@p`, `:p`, `$p` or `$1`. */
export function parseParameter(cursor: Cursor): Parameter {
  const token = next(cursor)
  const span = { start: token.start, end: token.end }
  const written = token.text.slice(1)
  if (/^[0-9]/.test(written)) {
    if (!/^[1-9][0-9]*$/.test(written))
      throw syntaxError(`a parameter can not be called ${token.text}`, { position: token.start })
    cursor.numbered ??= token
  }
  if (written === '') cursor.questionMarks++
  if (cursor.numbered !== undefined && cursor.questionMarks > 0) {
    throw syntaxError('? and numbered parameters can not be mixed', {
      position: token.start,
      hint: 'Number all of them: $1, $2.',
    })
  }
  return { kind: 'parameter', name: written || String(cursor.questionMarks), span }
}
