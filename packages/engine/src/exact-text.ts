/** Two digits of each number below 100. */
const twoDigits: readonly string[] = Array.from({ length: 100 }, (_, number) =>
  String(number).padStart(2, '0'),
)

/** Each minute of a day, as `04:05:`. */
const minuteTexts: readonly string[] = Array.from(
  { length: 1440 },
  (_, minute) => `${twoDigits[Math.floor(minute / 60)]}:${twoDigits[minute % 60]}:`,
)
const threeDigits: readonly string[] = Array.from({ length: 1000 }, (_, number) =>
  String(number).padStart(3, '0'),
)
/** The same without zeros at the end. */
const fractions: readonly string[] = threeDigits.map(withoutZeros)

function withoutZeros(digits: string): string {
  return digits.replace(/0+$/, '')
}

const microsecondsPerDay = 86_400_000_000
const infinity = 0x7fff_ffff_ffff_ffffn
const lastDays = 0x7fff_ffff

let shownDay = Number.NaN
let shownDate = ''

/** The text of a day that is counted from 1970-01-01: `2024-02-29`, `0044-03-15 BC`, `infinity`. */
export function dateText(days: number): string {
  if (days === lastDays) return 'infinity'
  if (days === -lastDays) return '-infinity'
  // Days come in runs: most are that of the value before.
  if (days !== shownDay) {
    shownDate = calendarText(days)
    shownDay = days
  }
  return shownDate
}

// The civil calendar from a count of days, in eras of 400 years that begin on the first of March.
function calendarText(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
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
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const isBefore = year <= 0
  const written = String(isBefore ? 1 - year : year).padStart(4, '0')
  return `${written}-${twoDigits[month]}-${twoDigits[day]}${isBefore ? ' BC' : ''}`
}

/** The text of a time of day: `04:05:06`, `04:05:06.789`. */
export function clockText(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1_000_000)
  const minutes = Math.floor(seconds / 60)
  // A TIME can be 24:00:00.
  const whole = `${minuteTexts[minutes] ?? '24:00:'}${twoDigits[seconds - minutes * 60]}`
  const fraction = microseconds - seconds * 1_000_000
  if (fraction === 0) return whole
  const milliseconds = Math.floor(fraction / 1000)
  const rest = fraction - milliseconds * 1000
  return rest === 0
    ? `${whole}.${fractions[milliseconds]}`
    : `${whole}.${threeDigits[milliseconds]}${fractions[rest]}`
}

/** The text of a time that is counted from 1970 in microseconds: `2024-02-29 12:00:00.5`, followed by `zone`. */
export function timestampText(time: bigint | number, zone: '' | '+00'): string {
  const number = Number(time)
  if (Number.isSafeInteger(number)) {
    const days = Math.floor(number / microsecondsPerDay)
    return joined(dateText(days), clockText(number - days * microsecondsPerDay), zone)
  }
  const microseconds = BigInt(time)
  if (microseconds === infinity) return 'infinity'
  if (microseconds === -infinity) return '-infinity'
  const days = floorDivide(microseconds, BigInt(microsecondsPerDay))
  const rest = Number(microseconds - days * BigInt(microsecondsPerDay))
  return joined(dateText(Number(days)), clockText(rest), zone)
}

function joined(date: string, time: string, zone: string): string {
  return date.endsWith(' BC') ? `${date.slice(0, -3)} ${time}${zone} BC` : `${date} ${time}${zone}`
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor
  return value % divisor < 0n ? quotient - 1n : quotient
}

/** The text of a decimal, which is an integer whose last `scale` digits stand behind the point. */
export function decimalText(scaled: bigint, scale: number): string {
  const text = String(scaled)
  if (scale === 0) return text
  const sign = text.startsWith('-') ? '-' : ''
  const digits = text.slice(sign.length).padStart(scale + 1, '0')
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

const plainTimestamp = /^([1-9]\d{3}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?Z$/

/** The text of a time in a response, where it is in the form that nearly all have; undefined for any other. */
export function plainTimestampText(text: string): string | undefined {
  const found = plainTimestamp.exec(text)
  if (found === null) return undefined
  const [, date, time, fraction = ''] = found
  const digits = withoutZeros(fraction)
  return digits === '' ? `${date} ${time}+00` : `${date} ${time}.${digits}+00`
}
