import { DevopsqlError } from '@devopsql/errors'

const pattern = /^(\d{4,})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?)?(?:\+00)?( BC)?$/

const day = 86_400_000_000n

/** Microseconds since 1970 of a date or time as SQL writes it, in UTC. */
export function microsecondsOf(text: string): bigint {
  const [, year, month, date, hour, minute, second, fraction = '', isBefore] =
    pattern.exec(text) ?? []
  if (year === undefined) throw notFinite(text)
  const midnight = new Date(0)
  const signed = isBefore === undefined ? Number(year) : 1 - Number(year)
  midnight.setUTCFullYear(signed, Number(month) - 1, Number(date))
  const seconds = Number(hour ?? 0) * 3600 + Number(minute ?? 0) * 60 + Number(second ?? 0)
  const micros = BigInt(fraction.slice(0, 6).padEnd(6, '0'))
  return BigInt(midnight.getTime()) * 1000n + BigInt(seconds) * 1_000_000n + micros
}

/** Days since 1970 of a date as SQL writes it. */
export function daysOf(text: string): number {
  return Number(microsecondsOf(text) / day)
}

/** Microseconds since midnight of a time as SQL writes it. */
export function clockMicrosecondsOf(text: string): bigint {
  const [, hour = '', minute = '', second = '', fraction = ''] =
    /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?$/.exec(text) ?? []
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0'))
}

function notFinite(text: string): DevopsqlError {
  return new DevopsqlError(`${text} has no place in an Arrow column`, {
    code: 'DEVOPSQL_VALUE_OUT_OF_RANGE',
    hint: 'Cast the column to VARCHAR, or ask for another format.',
  })
}
