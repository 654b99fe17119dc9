import { parseFraction } from './clock-time.ts'

/** Three amounts that don't turn into each other: a month has no fixed number of days, nor a day of hours. */
export interface Interval {
  readonly microseconds: bigint
  readonly days: number
  readonly months: number
}

interface Unit {
  readonly months?: number
  readonly days?: number
  readonly microseconds?: number
}

const second = 1_000_000
const units: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:microseconds?|us|usecs?)$/, { microseconds: 1 }],
  [/^(?:milliseconds?|ms|msecs?)$/, { microseconds: 1000 }],
  [/^(?:seconds?|s|secs?)$/, { microseconds: second }],
  [/^(?:minutes?|m|mins?)$/, { microseconds: 60 * second }],
  [/^(?:hours?|h|hrs?)$/, { microseconds: 3600 * second }],
  [/^(?:days?|d)$/, { days: 1 }],
  [/^(?:weeks?|w)$/, { days: 7 }],
  [/^(?:months?|mons?)$/, { months: 1 }],
  [/^(?:years?|y|yrs?)$/, { months: 12 }],
  [/^(?:decades?|decs?)$/, { months: 120 }],
  [/^(?:century|centuries|c|cent)$/, { months: 1200 }],
]
const isoDate: Readonly<Record<string, Unit>> = {
  y: { months: 12 },
  m: { months: 1 },
  w: { days: 7 },
  d: { days: 1 },
}
const isoTime: Readonly<Record<string, Unit>> = {
  h: { microseconds: 3600 * second },
  m: { microseconds: 60 * second },
  s: { microseconds: second },
}
const longestText = 300
const amount = /([+-]?)(\d{1,18})?(?:\.(\d{0,30}))?/
const part = new RegExp(`${amount.source}\\s*([a-z]+)\\s*`, 'y')
const clock = /([+-]?)(\d{1,18}):(\d{2})(?::(\d{2})(?:\.(\d{0,30}))?)?\s*/y
const isoPart = new RegExp(`${amount.source}([ymwdhs])`, 'y')

/** Amounts with units, a clock, or ISO 8601; undefined for what is none of these. */
export function parseInterval(text: string): Interval | undefined {
  if (text.length > longestText) return undefined
  const trimmed = text.trim().toLowerCase()
  return trimmed.startsWith('p') ? parseIso(trimmed) : parseWords(trimmed)
}

function parseWords(text: string): Interval | undefined {
  const isNegated = /\sago$/.test(text)
  const words = (isNegated ? text.slice(0, -4) : text).replace(/^@\s*/, '').trim()
  let total: Interval = { microseconds: 0n, days: 0, months: 0 }
  if (words === '') return undefined
  for (let at = 0; at < words.length; ) {
    const found = matchAt(clock, words, at) ?? matchAt(part, words, at)
    const next = found === undefined ? undefined : (clockTime(found) ?? wordAmount(found))
    if (found === undefined || next === undefined) {
      // A number alone is one of seconds.
      const seconds = /^[+-]?\d{1,12}(?:\.\d{0,30})?$/.test(words.slice(at)) ? words.slice(at) : ''
      return seconds === '' ? undefined : parseWords(`${words} s${isNegated ? ' ago' : ''}`)
    }
    total = add(total, next)
    at += found[0].length
  }
  return isNegated ? negate(total) : total
}

function parseIso(text: string): Interval | undefined {
  let total: Interval = { microseconds: 0n, days: 0, months: 0 }
  let unitsNow = isoDate
  if (text.length < 3) return undefined
  for (let at = 1; at < text.length; ) {
    if (text[at] === 't' && unitsNow === isoDate) {
      unitsNow = isoTime
      at++
      continue
    }
    const found = matchAt(isoPart, text, at)
    const unit = unitsNow[found?.[4] ?? '']
    const next = found === undefined || unit === undefined ? undefined : scale(found, unit)
    if (found === undefined || next === undefined) return undefined
    total = add(total, next)
    at += found[0].length
  }
  return total
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

function clockTime(found: RegExpExecArray): Interval | undefined {
  if (!found[0].includes(':')) return undefined
  const [, sign = '', hours = '', minutes = '', seconds = '0', fraction = ''] = found
  if (Number(minutes) > 59 || Number(seconds) > 59) return undefined
  const whole = (BigInt(hours) * 60n + BigInt(minutes)) * 60n + BigInt(seconds)
  const microseconds = whole * BigInt(second) + BigInt(parseFraction(fraction))
  return { microseconds: sign === '-' ? -microseconds : microseconds, days: 0, months: 0 }
}

function wordAmount(found: RegExpExecArray): Interval | undefined {
  const unit = units.find(([names]) => names.test(found[4] ?? ''))?.[1]
  return unit === undefined ? undefined : scale(found, unit)
}

/** The amount that a match of `amount` holds, in that unit. A fraction goes on to the smaller units. */
function scale(found: RegExpExecArray, unit: Unit): Interval | undefined {
  const [, sign = '', whole, fraction] = found
  if (whole === undefined && (fraction === undefined || fraction === '')) return undefined
  const count = BigInt(whole ?? '0')
  const part = Number(`0.${fraction === undefined || fraction === '' ? '0' : fraction}`)
  const total = {
    months: Number(count) * (unit.months ?? 0),
    days: Number(count) * (unit.days ?? 0),
    microseconds: count * BigInt(unit.microseconds ?? 0),
  }
  const scaled = add(total, fractionOf(part, unit))
  return sign === '-' ? negate(scaled) : scaled
}

function fractionOf(part: number, unit: Unit): Interval {
  const exactMonths = part * (unit.months ?? 0)
  const isMonth = unit.months === 1
  const months = isMonth ? 0 : Math.round(exactMonths)
  const exactDays = (isMonth ? exactMonths * 30 : 0) + part * (unit.days ?? 0)
  const days = Math.trunc(exactDays)
  const microseconds = (exactDays - days) * 86_400 * second + part * (unit.microseconds ?? 0)
  return { months, days, microseconds: BigInt(Math.round(microseconds)) }
}

function add(a: Interval, b: Interval): Interval {
  return {
    microseconds: a.microseconds + b.microseconds,
    days: a.days + b.days,
    months: a.months + b.months,
  }
}

/** Zero minus, so that no amount becomes a negative zero. */
function negate({ microseconds, days, months }: Interval): Interval {
  return { microseconds: -microseconds, days: 0 - days, months: 0 - months }
}
