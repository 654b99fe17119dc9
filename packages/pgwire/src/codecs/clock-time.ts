import { twoDigits } from './calendar.ts'

export const microsecondsPerSecond = 1_000_000
export const microsecondsPerDay: number = 86_400 * microsecondsPerSecond

/** `04:05:06.789`, of microseconds since midnight; the fraction without zeros at its end. */
export function formatTime(microseconds: number): string {
  const seconds = Math.floor(microseconds / microsecondsPerSecond)
  const fraction = microseconds - seconds * microsecondsPerSecond
  const minutes = Math.floor(seconds / 60)
  const time = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`
  return `${time}${formatFraction(fraction)}`
}

/** `.789` of 789,000 microseconds; nothing of none. */
export function formatFraction(microseconds: number): string {
  if (microseconds === 0) return ''
  return `.${String(microseconds).padStart(6, '0').replace(/0+$/, '')}`
}

/** Microseconds of the digits behind the point. Half of one goes to the even neighbour, as in PostgreSQL. */
export function parseFraction(digits: string): number {
  const exact = Number(`0.${digits}`) * microsecondsPerSecond
  const below = Math.floor(exact)
  if (exact - below === 0.5) return below % 2 === 0 ? below : below + 1
  return Math.round(exact)
}

/** The parts of a time of day as microseconds; undefined where there is no such time. 24:00:00 is one. */
export function timeOfDay(parts: {
  readonly hours: string
  readonly minutes: string
  readonly seconds: string
  readonly fraction: string
}): number | undefined {
  const minutes = Number(parts.minutes)
  const seconds = Number(parts.seconds)
  // A leap second counts as the first second of the next minute.
  if (minutes > 59 || seconds > 60) return undefined
  const whole = (Number(parts.hours) * 60 + minutes) * 60 + seconds
  const total = whole * microsecondsPerSecond + parseFraction(parts.fraction)
  return total > microsecondsPerDay ? undefined : total
}
