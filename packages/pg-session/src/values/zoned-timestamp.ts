import { type Codec, scalar, type WireValue } from '@devopsql/pgwire'
import { localOffset, type ZoneOffset, zoneOffset } from './zone-offset.ts'

const { codec } = scalar('timestamptz')
const hasZone = /(?:[+-]\d{1,2}(?::?\d\d){0,2}|z|utc|gmt| bc)\s*$/i
const hasTime = /\d:\d/

/** timestamptz whose texts are in a time zone. Binary values have no zone. */
export function zonedTimestampCodec(timeZone: string): Codec {
  const offset = zoneOffset(timeZone)
  if (timeZone === 'UTC' || timeZone === 'GMT')
    return { ...codec, toText: (value) => fromUtc(value) }
  const inZone = textInZone(offset)
  return {
    ...codec,
    toText: (value) => inZone(fromUtc(value)),
    fromText: (text) => codec.fromText(withZone(text, offset)),
  }
}

/** In UTC, as PostgreSQL writes it. */
function fromUtc(value: WireValue): string {
  // Most values have that form already: read again they would cost as much as all the rest of a row.
  if (typeof value === 'string' && isPlain(value)) return value
  return codec.toText(value)
}

/** `2024-01-01 00:00:00+00`, with or without a fraction that doesn't end in zero. */
function isPlain(text: string): boolean {
  const { length } = text
  if (text.charCodeAt(10) !== 0x20 || !text.endsWith('+00')) return false
  return (
    length === 22 ||
    (length <= 29 && text.charCodeAt(length - 4) !== 0x30 && text.charCodeAt(19) === 0x2e)
  )
}

const dayMs = 86_400_000
const daySeconds = 86_400
const mostDates = 4096

/** Turns texts in UTC into those of a time zone. */
function textInZone(offset: ZoneOffset): (text: string) => string {
  let date = ''
  let midnight = 0
  const dates = new Map<number, string>()
  const dateAt = (time: number): string => {
    const known = dates.get(time)
    if (known !== undefined) return known
    if (dates.size >= mostDates) dates.clear()
    const text = new Date(time).toISOString().slice(0, -14)
    dates.set(time, text)
    return text
  }
  return (text) => {
    // Infinity, years before Christ and beyond 9999 stay in UTC, with their zone.
    if (!isPlain(text)) return text
    // Times come in runs of the same day.
    if (!text.startsWith(date) || date === '') {
      date = text.slice(0, 10)
      midnight = Date.parse(`${date}T00:00:00Z`)
    }
    const seconds = numberAt(text, 11) * 3600 + numberAt(text, 14) * 60 + numberAt(text, 17)
    const east = offset(midnight + seconds * 1000)
    const days = Math.floor((seconds + east) / daySeconds)
    const localDate = dateAt(midnight + days * dayMs)
    if (localDate.length !== 10 || localDate.startsWith('0000')) return text
    const fraction = text.slice(19, -3)
    return `${localDate} ${clockText(seconds + east - days * daySeconds)}${fraction}${formatOffset(east)}`
  }
}

/** Two digits. */
function numberAt(text: string, index: number): number {
  return text.charCodeAt(index) * 10 + text.charCodeAt(index + 1) - 0x30 * 11
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  return `${twoDigits[hours]}:${twoDigits[minutes - hours * 60]}:${twoDigits[seconds - minutes * 60]}`
}

let shownSeconds = Number.NaN
let shownOffset = ''

/** Most offsets are that of the value before. */
function formatOffset(seconds: number): string {
  if (seconds !== shownSeconds) {
    shownOffset = offsetText(seconds)
    shownSeconds = seconds
  }
  return shownOffset
}

function offsetText(seconds: number): string {
  const size = Math.abs(seconds)
  const fields = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60]
  while (fields.length > 1 && fields.at(-1) === 0) fields.pop()
  const shown = fields.map((field) => String(field).padStart(2, '0')).join(':')
  return `${seconds < 0 ? '-' : '+'}${shown}`
}

/** A text without a zone is a local time of the session. */
function withZone(text: string, offset: ZoneOffset): string {
  const trimmed = text.trim()
  const isDated = /^\d{4,}-\d\d?-\d\d?/.test(trimmed)
  if (!isDated || (hasTime.test(trimmed) && hasZone.test(trimmed))) return text
  const utc = codec.fromText(trimmed)
  const local =
    typeof utc === 'string' ? Date.parse(utc.replace(' ', 'T').replace('+00', 'Z')) : Number.NaN
  if (Number.isNaN(local)) return text
  const time = hasTime.test(trimmed) ? trimmed : `${trimmed} 00:00:00`
  return `${time}${formatOffset(localOffset(offset, local))}`
}
