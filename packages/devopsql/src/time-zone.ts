import { DevopsqlError } from '@devopsql/errors'

/** Minutes east of UTC that a time zone has at a local time. Throws for a name that is none. */
export function zoneOffsetOf(timeZone: string): (localMilliseconds: number) => number {
  if (/^(utc|z|gmt|etc\/utc)$/i.test(timeZone)) return () => 0
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
    throw new DevopsqlError(`TimeZone ${timeZone} is not known`, {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: 'Use a name of the IANA time zone database, such as Europe/Berlin, or UTC.',
      cause,
    })
  }
}
