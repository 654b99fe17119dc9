import { type Codec, scalar, type WireValue } from '@devopsql/pgwire'
import { localOffset, type ZoneOffset, zoneOffset } from './zone-offset.ts'

const { codec } = scalar('timestamptz')
const plain = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?\+00$/
const hasZone = /(?:[+-]\d{1,2}(?::?\d\d){0,2}|z|utc|gmt| bc)\s*$/i
const hasTime = /\d:\d/

/** timestamptz whose texts are in a time zone. Binary values have no zone. */
export function zonedTimestampCodec(timeZone: string): Codec {
  const offset = zoneOffset(timeZone)
  if (timeZone === 'UTC' || timeZone === 'GMT')
    return { ...codec, toText: (value) => fromUtc(value) }
  return {
    ...codec,
    toText: (value) => inZone(fromUtc(value), offset),
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

function inZone(text: string, offset: ZoneOffset): string {
  const parts = plain.exec(text)
  // Infinity, years before Christ and beyond 9999 stay in UTC, with their zone.
  if (parts === null) return text
  const instant = Date.parse(`${parts[1]}T${parts[2]}Z`)
  const seconds = offset(instant)
  const local = new Date(instant + seconds * 1000).toISOString()
  return `${local.slice(0, 10)} ${local.slice(11, 19)}${parts[3] ?? ''}${formatOffset(seconds)}`
}

function formatOffset(seconds: number): string {
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
