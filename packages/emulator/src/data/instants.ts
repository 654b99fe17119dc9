/** Hundreds of nanoseconds since 2010-01-01T00:00:00Z: an exact number for every instant the data holds. */
export type Ticks = number

const epoch = Date.UTC(2010, 0, 1)

/** When revisions and links that are in force end. (examples of the specification) */
export const endOfTime: number = Date.UTC(9999, 0, 1)

export function ticksOf(milliseconds: number, below: number = 0): Ticks {
  return (Math.trunc(milliseconds) - epoch) * 10_000 + below
}

export function millisecondsOf(ticks: Ticks): number {
  return epoch + Math.floor(ticks / 10_000)
}

// Fractions arrive with 0 to 7 digits, because trailing zeros are dropped. (measured)
function trimZeros(text: string): string {
  let end = text.length
  while (text.charCodeAt(end - 1) === 48) end -= 1
  if (text.charCodeAt(end - 1) === 46) end -= 1
  return `${text.slice(0, end)}Z`
}

/** A date as work items and projects write it: up to three digits of fraction. */
export function dateText(date: Date): string {
  const text = date.toISOString()
  // The last digit of three is seldom a zero.
  return text.charCodeAt(22) === 48 ? trimZeros(text.slice(0, 23)) : text
}

export function millisecondsText(milliseconds: number): string {
  return dateText(new Date(milliseconds))
}

/** A date as builds and pull requests write it: up to seven digits of fraction. */
export function ticksText(ticks: Ticks): string {
  const milliseconds = Math.floor(ticks / 10_000)
  const text = new Date(epoch + milliseconds).toISOString()
  return trimZeros(text.slice(0, 23) + String(ticks - milliseconds * 10_000).padStart(4, '0'))
}

/** A date as commits write it: whole seconds. */
export function secondsText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

/** As a server in the United States writes it: `12/26/2023 6:05:54 AM`. */
export function americanText(milliseconds: number): string {
  const date = new Date(milliseconds)
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = date.getUTCHours()
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`
  const time = `${hours % 12 === 0 ? 12 : hours % 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  return `${day} ${time} ${hours < 12 ? 'AM' : 'PM'}`
}

const pattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i
const american =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*(AM|PM))?)?$/i

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return zone.startsWith('-') ? -minutes : minutes
}

function parseAmerican(text: string): Ticks | undefined {
  const match = american.exec(text)
  if (match === null) return undefined
  const [, month, day, year, hour = '0', minute = '0', second = '0', half] = match
  const twelve = Number(hour) % 12
  const hours =
    half === undefined ? Number(hour) : half.toUpperCase() === 'PM' ? twelve + 12 : twelve
  const milliseconds = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    hours,
    Number(minute),
    Number(second),
  )
  return ticksOf(milliseconds)
}

// The official client for Node writes the dates of queries like this. (azure-devops-node-api)
const httpDate = /^[a-z]{3}, \d{2} [a-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/i

function parseHttpDate(text: string): Ticks | undefined {
  const milliseconds = httpDate.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(milliseconds) ? undefined : ticksOf(milliseconds)
}

/** Reads a date of a query parameter. Without a zone it is UTC. (assumed) */
export function parseInstant(text: string): Ticks | undefined {
  const match = pattern.exec(text.trim())
  if (match === null) return parseAmerican(text.trim()) ?? parseHttpDate(text.trim())
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match
  const whole = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  if (Number.isNaN(whole)) return undefined
  const digits = fraction.padEnd(7, '0').slice(0, 7)
  return ticksOf(whole - offsetMinutes(zone) * 60_000) + Number(digits)
}
