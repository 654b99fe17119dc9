import { type Accept, invalid } from './setting.ts'

/** UTF-8 is all that there is; SQL_ASCII means that the client doesn't care. */
export const encoding: Accept = (name) => (value) => {
  const plain = value.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (plain === 'utf8' || plain === 'unicode') return 'UTF8'
  if (plain === 'sqlascii') return 'SQL_ASCII'
  throw invalid(name, value, 'The server speaks UTF8; set the client encoding to UTF8.')
}

/** Dates are written as ISO has them; the order that ambiguous ones are read in is kept and has no effect. */
export const dateStyle: Accept = (name) => (value) => {
  let order = 'MDY'
  for (const word of value.toLowerCase().split(/[\s,]+/)) {
    if (word === 'iso' || word === '' || word === 'default') continue
    const known = orders[word]
    if (known === undefined) throw invalid(name, value, 'The server writes dates as ISO does.')
    order = known
  }
  return `ISO, ${order}`
}

const orders: Readonly<Record<string, string>> = {
  mdy: 'MDY',
  us: 'MDY',
  noneuro: 'MDY',
  dmy: 'DMY',
  euro: 'DMY',
  european: 'DMY',
  ymd: 'YMD',
}

/**
 * A name of the IANA time zone database, `UTC`, or an offset. PostgreSQL counts a bare number as hours to the east, but
 * `UTC+3` and `<+03>-03` as POSIX does: to the west.
 */
export const timeZone: Accept = (name) => (value) => {
  const text = value.trim()
  if (/^(?:utc|gmt|z|default|local|zulu|etc\/utc)$/i.test(text))
    return text.toLowerCase() === 'gmt' ? 'GMT' : 'UTC'
  const hours = /^([+-]?\d{1,2})(?::(\d\d))?$/.exec(text)
  if (hours?.[1] !== undefined) return offsetName(hours[1], hours[2] ?? '00')
  const posix = /^(?:<[^>]+>|UTC|GMT|[A-Z]{3,4})([+-]\d{1,2})(?::(\d\d))?$/i.exec(text)
  if (posix?.[1] !== undefined) {
    const turned = posix[1].startsWith('-') ? posix[1].slice(1) : `-${posix[1].slice(1)}`
    return offsetName(turned, posix[2] ?? '00')
  }
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone === text
      ? text
      : canonicalName(text)
  } catch {
    throw invalid(
      name,
      value,
      'Use a name of the IANA time zone database, such as Europe/Berlin, or UTC.',
    )
  }
}

/** As ISO 8601 writes it, which is what `Intl` takes. */
function offsetName(hours: string, minutes: string): string {
  const sign = hours.startsWith('-') ? '-' : '+'
  const padded = hours.replace(/^[+-]/, '').padStart(2, '0')
  return padded === '00' && minutes === '00' ? 'UTC' : `${sign}${padded}:${minutes}`
}

/** The name as it was written, with the letters of the database where only these differ. */
function canonicalName(text: string): string {
  const resolved = new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone
  return resolved.toLowerCase() === text.toLowerCase() ? resolved : text
}
