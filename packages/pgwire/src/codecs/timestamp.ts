import type { ByteReader } from '../bytes/byte-reader.ts'
import type { ByteWriter } from '../bytes/byte-writer.ts'
import { calendarDay, daysSince2000, formatDay } from './calendar.ts'
import { formatTime, microsecondsPerDay } from './clock-time.ts'
import { type Codec, invalidValue, outOfRange, type WireValue } from './codec.ts'
import { parseTimestamp } from './parse-timestamp.ts'

const day = BigInt(microsecondsPerDay)
/** Microseconds from 1970-01-01 to 2000-01-01, where PostgreSQL counts from. */
const from1970 = 946_684_800_000_000n
const infinity = 0x7fff_ffff_ffff_ffffn
const minusInfinity = -0x8000_0000_0000_0000n
const least = BigInt(daysSince2000({ year: -4713, month: 11, day: 24 })) * day
const past = BigInt(daysSince2000({ year: 294_277, month: 1, day: 1 })) * day

/** Without a zone; a Date is taken as its time in UTC, and a zone in a text is passed over, as PostgreSQL does. */
export const timestampCodec: Codec = timestampOf('timestamp', '')

/** Written in UTC, `2024-02-29 12:00:00.5+00`. A text without a zone is read as UTC. */
export const timestamptzCodec: Codec = timestampOf('timestamp with time zone', '+00')

function timestampOf(type: string, zone: '' | '+00'): Codec {
  const toMicroseconds = (value: WireValue): bigint => {
    if (value instanceof Date) return fromDate(type, value)
    if (typeof value === 'bigint') return checkRange(type, value - from1970)
    if (typeof value !== 'string') throw invalidValue(type, value)
    return fromTimestampText(value, { type, usesZone: zone !== '' })
  }
  const toText = (value: WireValue): string =>
    (value instanceof Date ? quickText(value, zone) : undefined) ??
    formatTimestamp(toMicroseconds(value), zone)
  return {
    toText,
    fromText: toText,
    writeBinary: (writer: ByteWriter, value: WireValue) => writer.int64(toMicroseconds(value)),
    readBinary: (reader: ByteReader) => {
      const microseconds = reader.int64()
      const isEndless = microseconds === infinity || microseconds === minusInfinity
      if (!isEndless) checkRange(type, microseconds)
      return formatTimestamp(microseconds, zone)
    },
  }
}

function fromDate(type: string, value: Date): bigint {
  const milliseconds = value.getTime()
  if (Number.isNaN(milliseconds)) throw invalidValue(type, 'Invalid Date')
  return checkRange(type, BigInt(milliseconds) * 1000n - from1970)
}

/** Most dates are of this age, and the engine writes them ten times quicker than we do. */
function quickText(value: Date, zone: string): string | undefined {
  const milliseconds = value.getTime()
  // From year 1 to 9999.
  if (!(milliseconds >= -62_135_596_800_000 && milliseconds < 253_402_300_800_000)) return undefined
  const text = value.toISOString()
  const fraction = text.slice(20, 23).replace(/0+$/, '')
  return `${text.slice(0, 10)} ${text.slice(11, 19)}${fraction === '' ? '' : `.${fraction}`}${zone}`
}

function fromTimestampText(
  text: string,
  { type, usesZone }: { readonly type: string; readonly usesZone: boolean },
): bigint {
  const parsed = parseTimestamp(text)
  if (parsed === undefined) throw invalidValue(type, text)
  if (parsed === 'infinity') return infinity
  if (parsed === '-infinity') return minusInfinity
  const zone = usesZone ? BigInt(parsed.zoneSeconds) * 1_000_000n : 0n
  return checkRange(type, BigInt(parsed.days) * day + BigInt(parsed.microseconds) - zone)
}

function checkRange(type: string, microseconds: bigint): bigint {
  if (microseconds < least || microseconds >= past) {
    throw outOfRange(type, `${microseconds} microseconds from 2000`)
  }
  return microseconds
}

function formatTimestamp(microseconds: bigint, zone: string): string {
  if (microseconds === infinity) return 'infinity'
  if (microseconds === minusInfinity) return '-infinity'
  const timeOfDay = ((microseconds % day) + day) % day
  const date = calendarDay(Number((microseconds - timeOfDay) / day))
  const era = date.year > 0 ? '' : ' BC'
  return `${formatDay(date)} ${formatTime(Number(timeOfDay))}${zone}${era}`
}
