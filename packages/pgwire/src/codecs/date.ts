import { calendarDay, daysSince2000, formatDay } from './calendar.ts'
import { microsecondsPerDay, microsecondsPerSecond } from './clock-time.ts'
import { type Codec, invalidValue, outOfRange, type WireValue } from './codec.ts'
import { parseTimestamp } from './parse-timestamp.ts'

const infinity = 0x7fff_ffff
const minusInfinity = -0x8000_0000
const least = daysSince2000({ year: -4713, month: 11, day: 24 })
const past = daysSince2000({ year: 5_874_898, month: 1, day: 1 })
const daysFrom1970 = 10_957

/** `2024-02-29`, `0044-03-15 BC`, `infinity`. A time in a text is passed over. */
export const dateCodec: Codec = {
  toText: (value) => formatDate(toDays(value)),
  fromText: (text) => formatDate(toDays(text)),
  writeBinary: (writer, value) => writer.int32(toDays(value)),
  readBinary: (reader) => {
    const days = reader.int32()
    return formatDate(days === infinity || days === minusInfinity ? days : checkRange(days))
  },
}

function toDays(value: WireValue): number {
  if (value instanceof Date) {
    const milliseconds = value.getTime()
    if (Number.isNaN(milliseconds)) throw invalidValue('date', 'Invalid Date')
    return checkRange(Math.floor(milliseconds / (microsecondsPerDay / 1000)) - daysFrom1970)
  }
  if (typeof value === 'bigint') return fromMicroseconds(value)
  if (typeof value !== 'string') throw invalidValue('date', value)
  const parsed = parseTimestamp(value)
  if (parsed === undefined) throw invalidValue('date', value)
  if (parsed === 'infinity') return infinity
  return parsed === '-infinity' ? minusInfinity : checkRange(parsed.days)
}

function fromMicroseconds(value: bigint): number {
  const perSecond = BigInt(microsecondsPerSecond)
  // Down, not towards zero: a moment before 1970 belongs to the day that it is in.
  const seconds = (value - (((value % perSecond) + perSecond) % perSecond)) / perSecond
  return checkRange(Math.floor(Number(seconds) / 86_400) - daysFrom1970)
}

function checkRange(days: number): number {
  if (days < least || days >= past) throw outOfRange('date', `${days} days from 2000`)
  return days
}

function formatDate(days: number): string {
  if (days === infinity) return 'infinity'
  if (days === minusInfinity) return '-infinity'
  const day = calendarDay(days)
  return day.year > 0 ? formatDay(day) : `${formatDay(day)} BC`
}
