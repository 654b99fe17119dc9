import type { Expression, FunctionCall, IntervalUnit } from '../syntax/ast.ts'
import { type Constant, parseTimestamp } from './constant.ts'

/** What a constant expression can depend on. */
export interface FoldContext {
  /** The instant of the query, in microseconds since 1970: one for the whole query. */
  readonly now: bigint
  /** Minutes east of UTC that the session's zone has at a local time. */
  readonly zoneOffset: (localMilliseconds: number) => number
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
const dayMicroseconds = 86_400_000_000n

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
  if (operand.kind === 'string') return castText(operand.value, cast.type.name, context)
  if (operand.kind === 'timestamp' && isTimestampZone(cast.type.name)) return operand
  if (operand.kind === 'timestamp' && cast.type.name === 'DATE')
    return startOfDay(operand.microseconds, context)
  return undefined
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

/** Days and months are added in local time, so a zone with summer time can't be folded across them. */
function shift(
  microseconds: bigint,
  by: IntervalConstant,
  context: FoldContext,
): Constant | undefined {
  if ((by.months !== 0 || by.days !== 0) && !isUtc(context)) return undefined
  const days = microseconds + BigInt(by.days) * dayMicroseconds + by.microseconds
  if (by.months === 0) return { kind: 'timestamp', microseconds: days }
  const date = new Date(Number(microseconds / 1000n))
  const rest = microseconds - BigInt(date.getTime()) * 1000n
  const moved = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by.months, 1)
  const lastDay = new Date(
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by.months + 1, 0),
  ).getUTCDate()
  const day = Math.min(date.getUTCDate(), lastDay)
  const time = date.getTime() % 86_400_000
  const local =
    BigInt(moved + (day - 1) * 86_400_000 + ((time + 86_400_000) % 86_400_000)) * 1000n + rest
  return {
    kind: 'timestamp',
    microseconds: local + BigInt(by.days) * dayMicroseconds + by.microseconds,
  }
}

function isUtc(context: FoldContext): boolean {
  return (
    context.zoneOffset(0) === 0 &&
    context.zoneOffset(Number(context.now / 1000n)) === 0 &&
    context.zoneOffset(Date.UTC(2025, 6, 1)) === 0
  )
}

function startOfDay(microseconds: bigint, context: FoldContext): Constant | undefined {
  if (!isUtc(context) || microseconds < 0n) return undefined
  return { kind: 'timestamp', microseconds: microseconds - (microseconds % dayMicroseconds) }
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
  return (
    call.arguments.length === 0 &&
    call.over === undefined &&
    nowFunctions.has(call.name.toLowerCase())
  )
}

function foldFunction(call: FunctionCall, context: FoldContext): Constant | undefined {
  const name = call.name.toLowerCase()
  if (isNow(call)) return { kind: 'timestamp', microseconds: context.now }
  if (todayFunctions.has(name) && call.arguments.length === 0)
    return startOfDay(context.now, context)
  const [first, second] = call.arguments.map((argument) => fold(argument, context))
  if (first === undefined) return undefined
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

function truncate(unit: string, microseconds: bigint, context: FoldContext): Constant | undefined {
  const day = startOfDay(microseconds, context)
  if (day?.kind !== 'timestamp') return undefined
  const date = new Date(Number(day.microseconds / 1000n))
  switch (unit) {
    case 'day':
      return day
    case 'week':
      return {
        kind: 'timestamp',
        microseconds: day.microseconds - BigInt((date.getUTCDay() + 6) % 7) * dayMicroseconds,
      }
    case 'month':
      return {
        kind: 'timestamp',
        microseconds: BigInt(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)) * 1000n,
      }
    case 'year':
      return {
        kind: 'timestamp',
        microseconds: BigInt(Date.UTC(date.getUTCFullYear(), 0, 1)) * 1000n,
      }
    default:
      return undefined
  }
}
