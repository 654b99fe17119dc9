import { daysSince2000, isDay } from './calendar.ts'
import { timeOfDay } from './clock-time.ts'

export interface ParsedTimestamp {
  /** Since 2000-01-01. */
  readonly days: number
  /** Since midnight. */
  readonly microseconds: number
  /** East of UTC; 0 where the text has no zone. */
  readonly zoneSeconds: number
}

const date = /(?<year>\d{4,7})-(?<month>\d{1,2})-(?<day>\d{1,2})|(?<compact>\d{8})/
const time =
  /(?<hours>\d{1,2}):(?<minutes>\d{2})(?::(?<seconds>\d{2})(?:[.,](?<fraction>\d{0,30}))?)?/
const zone = /(?<utc>z|utc|gmt)|(?<sign>[+-])(?<zh>\d{1,2})(?::?(?<zm>\d{2})(?::?(?<zs>\d{2}))?)?/
const whole = new RegExp(
  `^(?:${date.source})(?:(?:t| {1,9})${time.source})?(?: {0,9}(?:${zone.source}))?(?: {1,9}(?<era>bc|ad))?$`,
  'i',
)
const timeAlone = new RegExp(`^${time.source}(?: {0,9}(?:${zone.source}))?$`, 'i')
const longestText = 100

/** A date in ISO's order with or without a time, a zone and an era; undefined for other texts and days that aren't. */
export function parseTimestamp(
  text: string,
): ParsedTimestamp | 'infinity' | '-infinity' | undefined {
  const trimmed = text.length > longestText ? '' : text.trim().toLowerCase()
  if (trimmed === 'infinity' || trimmed === '+infinity') return 'infinity'
  if (trimmed === '-infinity') return '-infinity'
  if (trimmed === 'epoch') return { days: -10_957, microseconds: 0, zoneSeconds: 0 }
  const parts = whole.exec(trimmed)?.groups
  if (parts === undefined) return undefined
  const days = daysOf(parts)
  const microseconds = timeOf(parts)
  const zoneSeconds = zoneOf(parts)
  if (days === undefined || microseconds === undefined || zoneSeconds === undefined)
    return undefined
  return { days, microseconds, zoneSeconds }
}

/** Microseconds since midnight; a zone is passed over, as PostgreSQL does. Undefined for what is no time. */
export function parseTime(text: string): number | undefined {
  const parts = text.length > longestText ? undefined : timeAlone.exec(text.trim())?.groups
  return parts === undefined || zoneOf(parts) === undefined ? undefined : timeOf(parts)
}

type Parts = Readonly<Record<string, string | undefined>>

function daysOf(parts: Parts): number | undefined {
  const compact = parts['compact']
  const written = Number(compact?.slice(0, 4) ?? parts['year'])
  if (written === 0) return undefined
  const found = {
    year: parts['era'] === 'bc' ? 1 - written : written,
    month: Number(compact?.slice(4, 6) ?? parts['month']),
    day: Number(compact?.slice(6) ?? parts['day']),
  }
  return isDay(found) ? daysSince2000(found) : undefined
}

function timeOf(parts: Parts): number | undefined {
  return timeOfDay({
    hours: parts['hours'] ?? '0',
    minutes: parts['minutes'] ?? '0',
    seconds: parts['seconds'] ?? '0',
    fraction: parts['fraction'] ?? '',
  })
}

function zoneOf(parts: Parts): number | undefined {
  const hours = Number(parts['zh'] ?? '0')
  const minutes = Number(parts['zm'] ?? '0')
  const seconds = Number(parts['zs'] ?? '0')
  if (hours > 15 || minutes > 59 || seconds > 59) return undefined
  const total = (hours * 60 + minutes) * 60 + seconds
  return parts['sign'] === '-' ? -total : total
}
