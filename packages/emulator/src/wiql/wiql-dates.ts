const time = String.raw`(?:[T ]+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,7}))?)?)?`
const zone = String.raw`\s*(?<zone>Z|GMT|UTC|[+-]\d{2}:?\d{2})?`
// ISO 8601 holds whatever the locale; the other pattern is that of the user's profile, taken to be US English. (assumed)
const formats = [
  String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`,
  String.raw`(?<month>\d{1,2})[-/](?<day>\d{1,2})[-/](?<year>\d{4}|\d{2})`,
].map((date) => new RegExp(`^${date}${time}${zone}$`, 'i'))

/**
 * The milliseconds since 1970 of a date in a query, with the fraction of a millisecond; undefined if it is none.
 * Without a zone it is in that of the user's profile. (wiql-syntax.md, "Date and time pattern")
 */
export function parseWiqlDate(text: string, profileOffsetMinutes: number): number | undefined {
  for (const format of formats) {
    const groups = format.exec(text.trim())?.groups
    if (groups !== undefined) return instantOf(groups, profileOffsetMinutes)
  }
  return undefined
}

function instantOf(
  groups: Readonly<Record<string, string | undefined>>,
  profileOffsetMinutes: number,
): number | undefined {
  const part = (name: string): number => Number(groups[name] ?? 0)
  const written = part('year')
  const year = written < 100 && groups['year']?.length === 2 ? 2000 + written : written
  const [month, day, hour, minute, second] = ['month', 'day', 'hour', 'minute', 'second'].map(part)
  if (month === undefined || day === undefined) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return undefined
  date.setUTCHours(hour ?? 0, minute ?? 0, second ?? 0)
  return (
    date.getTime() +
    milliseconds(groups['fraction']) -
    zoneOffset(groups['zone'], profileOffsetMinutes)
  )
}

/**
 * Any part of a millisecond counts as a half: the values that it is compared with are whole, and numbers of this size
 * can't hold the seventh digit of a second.
 */
function milliseconds(fraction: string = ''): number {
  const digits = fraction.padEnd(7, '0')
  return Number(digits.slice(0, 3)) + (Number(digits.slice(3)) > 0 ? 0.5 : 0)
}

function zoneOffset(zone: string | undefined, profileOffsetMinutes: number): number {
  if (zone === undefined) return profileOffsetMinutes * 60_000
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}
