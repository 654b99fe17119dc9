import type { Expression, FunctionCall, IntervalUnit } from '../syntax/ast.ts'
import { addDays, addMonths, startOf } from './calendar.ts'
import { type Constant, parseTimestamp } from './constant.ts'
import { integerRange } from './integer-range.ts'
import { toInstant, toLocal, type ZoneOffset } from './zone-time.ts'

/** What a constant expression can depend on. */
export interface FoldContext {
  /** The instant of the query, in microseconds since 1970: one for the whole query. */
  readonly now: bigint
  /** Minutes east of UTC that the session's zone has at a local time. */
  readonly zoneOffset: ZoneOffset
}

const microsecondsOf = {
  microsecond: 1n,
  millisecond: 1000n,
  second: 1_000_000n,
  minute: 60_000_000n,
  hour: 3_600_000_000n,
} as const
const daysOf: Readonly<Record<string, number>> = { day: 1, week: 7 }
const monthsOf: Readonly<Record<string, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  decade: 120,
  century: 1200,
  millennium: 12_000,
}

/** The value of an expression without columns; undefined where only the engine can compute it. */
export function fold(expression: Expression, context: FoldContext): Constant | undefined {
  switch (expression.kind) {
    case 'number':
      return number(Number(expression.text), expression.text)
    case 'string':
      return { kind: 'string', value: expression.value }
    case 'boolean':
      return { kind: 'boolean', value: expression.value }
    case 'null':
      return { kind: 'null' }
    case 'typed-literal':
      return castText(expression.value, expression.type.name, context)
    case 'cast':
      return foldCast(expression, context)
    case 'unary': {
      const operand = fold(expression.operand, context)
      if (
        operand?.kind !== 'number' ||
        expression.operator === 'not' ||
        expression.operator === '~'
      )
        return undefined
      return expression.operator === '+' ? operand : negative(operand)
    }
    case 'interval':
      return foldInterval(expression.value, expression.unit, context)
    case 'binary':
      return foldBinary(expression, context)
    case 'function':
      return foldFunction(expression, context)
    default:
      return undefined
  }
}

function number(value: number, text: string): Constant | undefined {
  return Number.isFinite(value) ? { kind: 'number', value, text } : undefined
}

function negative(constant: Extract<Constant, { kind: 'number' }>): Constant {
  const text = constant.text.startsWith('-') ? constant.text.slice(1) : `-${constant.text}`
  return { kind: 'number', value: -constant.value, text }
}

function foldCast(
  cast: Extract<Expression, { kind: 'cast' }>,
  context: FoldContext,
): Constant | undefined {
  const operand = fold(cast.operand, context)
  if (operand === undefined || cast.type.listDepth > 0) return undefined
  if (operand.kind === 'null') return operand
  if (operand.kind === 'number') return castNumber(operand, cast.type.name)
  if (operand.kind === 'string') return castText(operand.value, cast.type.name, context)
  if (operand.kind === 'timestamp' && isTimestampZone(cast.type.name)) return operand
  if (operand.kind === 'timestamp' && cast.type.name === 'DATE')
    return truncate('day', operand.microseconds, context)
  return undefined
}

/** A number in another type that holds it as it is. */
function castNumber(
  { value, text }: Extract<Constant, { kind: 'number' }>,
  type: string,
): Constant | undefined {
  if (type === 'DOUBLE') return Math.abs(value) < 1e15 ? number(value, String(value)) : undefined
  const range = integerRange(type)
  if (range === undefined || !/^-?\d+$/.test(text)) return undefined
  const isHeld = BigInt(text) >= range.least && BigInt(text) <= range.most
  return isHeld ? number(value, text) : undefined
}

function isTimestampZone(type: string): boolean {
  return type === 'TIMESTAMPTZ' || type === 'TIMESTAMP WITH TIME ZONE'
}

const timestampTypes: ReadonlySet<string> = new Set([
  'TIMESTAMP',
  'DATETIME',
  'TIMESTAMPTZ',
  'TIMESTAMP WITH TIME ZONE',
  'TIMESTAMP WITHOUT TIME ZONE',
])

function castText(text: string, type: string, context: FoldContext): Constant | undefined {
  if (type === 'DATE') {
    const day = /^\s*(\d{4}-\d{1,2}-\d{1,2})/.exec(text)?.[1]
    return day === undefined ? undefined : timestamp(parseTimestamp(day, context.zoneOffset))
  }
  if (timestampTypes.has(type)) {
    // A type without zone drops the zone that a text names.
    const local = isTimestampZone(type)
      ? text
      : text.replace(
          /\s*(Z|UTC|[+-]\d{1,2}(:?\d{2})?)\s*$/i,
          (...[zone, , , at]: [string, string, string, number]) => (at > 11 ? '' : zone),
        )
    return timestamp(parseTimestamp(local, context.zoneOffset))
  }
  if (type === 'VARCHAR' || type === 'TEXT') return { kind: 'string', value: text }
  return type === 'INTERVAL' ? parseInterval(text) : undefined
}

function timestamp(microseconds: bigint | undefined): Constant | undefined {
  return microseconds === undefined ? undefined : { kind: 'timestamp', microseconds }
}

function foldInterval(
  value: Expression,
  unit: IntervalUnit | undefined,
  context: FoldContext,
): Constant | undefined {
  const folded = fold(value, context)
  if (folded?.kind === 'string' && unit === undefined) return parseInterval(folded.value)
  const count =
    folded?.kind === 'number'
      ? folded.value
      : folded?.kind === 'string'
        ? Number(folded.value)
        : Number.NaN
  return unit === undefined || !Number.isInteger(count) ? undefined : interval(count, unit)
}

function parseInterval(text: string): Constant | undefined {
  const match = /^\s*([+-]?\d+)\s*([a-z]+?)s?\s*$/i.exec(text)
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : interval(Number(match[1]), match[2].toLowerCase())
}

function interval(count: number, unit: string): Constant | undefined {
  const none = { kind: 'interval', months: 0, days: 0, microseconds: 0n } as const
  const months = monthsOf[unit]
  if (months !== undefined) return { ...none, months: months * count }
  const days = daysOf[unit]
  if (days !== undefined) return { ...none, days: days * count }
  const small = Object.entries(microsecondsOf).find(([name]) => name === unit)
  return small === undefined ? undefined : { ...none, microseconds: small[1] * BigInt(count) }
}

function foldBinary(
  binary: Extract<Expression, { kind: 'binary' }>,
  context: FoldContext,
): Constant | undefined {
  const left = fold(binary.left, context)
  const right = fold(binary.right, context)
  if (left === undefined || right === undefined) return undefined
  if (left.kind === 'number' && right.kind === 'number')
    return arithmetic(binary.operator, left.value, right.value)
  if (left.kind === 'string' && right.kind === 'string' && binary.operator === '||')
    return { kind: 'string', value: left.value + right.value }
  if (left.kind === 'timestamp' && right.kind === 'interval') {
    if (binary.operator === '+') return shift(left.microseconds, right, context)
    return binary.operator === '-' ? shift(left.microseconds, opposite(right), context) : undefined
  }
  if (left.kind === 'interval' && right.kind === 'timestamp' && binary.operator === '+')
    return shift(right.microseconds, left, context)
  return undefined
}

type IntervalConstant = Extract<Constant, { kind: 'interval' }>

function opposite(constant: IntervalConstant): IntervalConstant {
  return {
    kind: 'interval',
    months: -constant.months,
    days: -constant.days,
    microseconds: -constant.microseconds,
  }
}

function arithmetic(operator: string, left: number, right: number): Constant | undefined {
  const isExact = Number.isSafeInteger(left) && Number.isSafeInteger(right)
  const value =
    operator === '+'
      ? left + right
      : operator === '-'
        ? left - right
        : operator === '*'
          ? left * right
          : Number.NaN
  return isExact && Number.isSafeInteger(value) ? number(value, String(value)) : undefined
}

/** Days and months are added on the clock of the session's zone. */
function shift(
  microseconds: bigint,
  by: IntervalConstant,
  { zoneOffset }: FoldContext,
): Constant | undefined {
  if (by.months === 0 && by.days === 0) return timestamp(microseconds + by.microseconds)
  const local = toLocal(microseconds, zoneOffset)
  if (local === undefined) return undefined
  const moved = toInstant(addDays(addMonths(local, by.months), by.days), zoneOffset)
  return timestamp(moved === undefined ? undefined : moved + by.microseconds)
}

const nowFunctions: ReadonlySet<string> = new Set([
  'now',
  'current_timestamp',
  'transaction_timestamp',
  'get_current_timestamp',
])
const todayFunctions: ReadonlySet<string> = new Set(['current_date', 'today'])

/** Whether a call gives the instant of the query. */
export function isNow(call: FunctionCall): boolean {
  return isNullary(call) && nowFunctions.has(call.name.toLowerCase())
}

/** Whether a call gives the day of the query in the zone of the session. */
export function isToday(call: FunctionCall): boolean {
  return isNullary(call) && todayFunctions.has(call.name.toLowerCase())
}

function isNullary(call: FunctionCall): boolean {
  return call.arguments.length === 0 && call.over === undefined
}

function foldFunction(call: FunctionCall, context: FoldContext): Constant | undefined {
  const name = call.name.toLowerCase()
  if (isNow(call)) return { kind: 'timestamp', microseconds: context.now }
  if (isToday(call)) return truncate('day', context.now, context)
  const folded = call.arguments.map((argument) => fold(argument, context))
  const [first, second] = folded
  if (first === undefined) return undefined
  if (name === 'make_date') return dayFromParts(folded, context)
  if (name === 'date_trunc' && first.kind === 'string' && second?.kind === 'timestamp')
    return truncate(first.value.toLowerCase(), second.microseconds, context)
  if (name === 'date_add' && first.kind === 'timestamp' && second?.kind === 'interval')
    return shift(first.microseconds, second, context)
  const unit = /^to_(\w+?)s?$/.exec(name)?.[1]
  if (
    unit !== undefined &&
    first.kind === 'number' &&
    second === undefined &&
    Number.isInteger(first.value)
  )
    return interval(first.value, unit === 'centurie' ? 'century' : unit)
  return undefined
}

function truncate(
  unit: string,
  microseconds: bigint,
  { zoneOffset }: FoldContext,
): Constant | undefined {
  const local = toLocal(microseconds, zoneOffset)
  const start = local === undefined ? undefined : startOf(unit, local)
  return timestamp(start === undefined ? undefined : toInstant(start, zoneOffset))
}

/** The first moment of a day of the calendar; undefined for a day that there is none of. */
function dayFromParts(
  parts: readonly (Constant | undefined)[],
  { zoneOffset }: FoldContext,
): Constant | undefined {
  const numbers = parts.flatMap((part) => (part?.kind === 'number' ? [part.value] : []))
  const [year, month, day] = numbers
  if (year === undefined || month === undefined || day === undefined || parts.length !== 3)
    return undefined
  if (!numbers.every(Number.isInteger) || year < 1000 || year > 9999) return undefined
  const two = (value: number): string => String(value).padStart(2, '0')
  return timestamp(parseTimestamp(`${year}-${two(month)}-${two(day)}`, zoneOffset))
}
