/** A day of the Gregorian calendar, reckoned back before its beginning. Year 0 is 1 BC. */
export interface CalendarDay {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
}

const daysPerEra = 146_097
/** Days from 0000-03-01, where the eras of 400 years begin, to 2000-01-01. */
const daysTo2000 = 730_425

/** Days since 2000-01-01. Its year begins in March, so that the leap day is the last one. */
export function daysSince2000({ year, month, day }: CalendarDay): number {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * daysPerEra + dayOfEra - daysTo2000
}

/** The day that so many days since 2000-01-01 are. */
export function calendarDay(days: number): CalendarDay {
  const shifted = days + daysTo2000
  const era = Math.floor(shifted / daysPerEra)
  const dayOfEra = shifted - era * daysPerEra
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/** Whether the calendar has that day. */
export function isDay({ year, month, day }: CalendarDay): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false
  const found = calendarDay(daysSince2000({ year, month, day }))
  return found.month === month && found.day === day
}

/** `2024-02-29`; of a year before 1 `0044-03-15`, to be followed by BC. */
export function formatDay({ year, month, day }: CalendarDay): string {
  const shown = year > 0 ? year : 1 - year
  return `${String(shown).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
