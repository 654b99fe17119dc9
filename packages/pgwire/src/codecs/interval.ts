import { formatFraction, microsecondsPerSecond } from './clock-time.ts'
import { type Codec, invalidValue, outOfRange, type WireValue } from './codec.ts'
import { type Interval, parseInterval } from './parse-interval.ts'

/** `1 year 2 mons 3 days 04:05:06.789`, PostgreSQL's own style. Reads ISO 8601 (`P1Y2M3DT4H5M6.789S`), too. */
export const intervalCodec: Codec = {
  toText: (value) => formatInterval(toInterval(value)),
  fromText: (text) => formatInterval(toInterval(text)),
  writeBinary: (writer, value) => {
    const { microseconds, days, months } = toInterval(value)
    writer.int64(microseconds)
    writer.int32(days)
    writer.int32(months)
  },
  readBinary: (reader) => {
    const microseconds = reader.int64()
    const days = reader.int32()
    return formatInterval({ microseconds, days, months: reader.int32() })
  },
}

/** The interval of a text. Throws where it is none. */
export function toInterval(value: WireValue): Interval {
  if (typeof value !== 'string') throw invalidValue('interval', value)
  const interval = parseInterval(value)
  if (interval === undefined) throw invalidValue('interval', value)
  const { microseconds, days, months } = interval
  if (
    BigInt.asIntN(64, microseconds) !== microseconds ||
    (days | 0) !== days ||
    (months | 0) !== months
  ) {
    throw outOfRange('interval', value)
  }
  return interval
}

function formatInterval({ microseconds, days, months }: Interval): string {
  const years = Math.trunc(months / 12)
  const parts: string[] = []
  let wasNegative = false
  for (const [count, unit] of [
    [years, 'year'],
    [months - years * 12, 'mon'],
    [days, 'day'],
  ] as const) {
    if (count === 0) continue
    // A plus sign shows that what was negative before is so no longer.
    const sign = wasNegative && count > 0 ? '+' : ''
    parts.push(`${sign}${count} ${unit}${count === 1 ? '' : 's'}`)
    wasNegative = count < 0
  }
  if (microseconds !== 0n || parts.length === 0) {
    const sign = microseconds < 0n ? '-' : wasNegative ? '+' : ''
    parts.push(`${sign}${formatClock(microseconds < 0n ? -microseconds : microseconds)}`)
  }
  return parts.join(' ')
}

/** Hours may have more than two digits. */
function formatClock(microseconds: bigint): string {
  const perSecond = BigInt(microsecondsPerSecond)
  const seconds = microseconds / perSecond
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
  return `${clock}${formatFraction(Number(microseconds % perSecond))}`
}
