import { DevopsqlError } from '@devopsql/errors'

const offsetPattern = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i

/** Minutes east of UTC, for a zone that is no more than an offset: `+02`, `-03:30`, `UTC+2`. */
function fixedOffset(timeZone: string): number | undefined {
  const [, sign, hours, minutes = '0'] = offsetPattern.exec(timeZone) ?? []
  const total = Number(hours) * 60 + Number(minutes)
  if (!(total <= 14 * 60)) return undefined
  return sign === '-' ? -total : total
}

/** The name under which the engine knows a time zone. Throws for an offset that it has no name for. */
export function engineTimeZone(timeZone: string): string {
  const offset = fixedOffset(timeZone)
  if (offset === undefined) return timeZone
  if (offset % 60 !== 0) throw unknownZone(timeZone)
  // The names of the database count west of Greenwich.
  return offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset) / 60}`
}

/** Minutes east of UTC that a time zone has at a local time. Throws for a name that is none. */
export function zoneOffsetOf(timeZone: string): (localMilliseconds: number) => number {
  if (/^(utc|z|gmt|etc\/utc)$/i.test(timeZone)) return () => 0
  const fixed = fixedOffset(timeZone)
  if (fixed !== undefined) return () => fixed
  const format = formatOf(timeZone)
  const offsetAt = (instant: number): number => {
    const parts = new Map(
      format.formatToParts(new Date(instant)).map((part) => [part.type, Number(part.value)]),
    )
    const local = Date.UTC(
      parts.get('year') ?? 0,
      (parts.get('month') ?? 1) - 1,
      parts.get('day') ?? 1,
      parts.get('hour') ?? 0,
      parts.get('minute') ?? 0,
      parts.get('second') ?? 0,
    )
    return Math.round((local - Math.floor(instant / 1000) * 1000) / 60_000)
  }
  // The offset at the instant that the first guess leads to is right except inside a change of the clocks.
  return (localMilliseconds) => offsetAt(localMilliseconds - offsetAt(localMilliseconds) * 60_000)
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch (cause) {
    throw unknownZone(timeZone, cause)
  }
}

function unknownZone(timeZone: string, cause?: unknown): DevopsqlError {
  return new DevopsqlError(`TimeZone ${timeZone} is not known`, {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: 'Use a name of the IANA time zone database, such as Europe/Berlin, or UTC, or whole hours such as +02.',
    cause,
  })
}
