import { refused } from '../session-error.ts'

/** A setting of a session: what it is without one, and which values it takes. */
export interface Setting {
  /** In the letters that SHOW gives it. */
  readonly name: string
  readonly value: string
  readonly doc: string
  /** Told to the client at the beginning and after each change. */
  readonly isReported: boolean
  /** Absent: the server's own, which no session changes. Gives the value as SHOW writes it; throws for one that is none. */
  readonly accept?: (value: string) => string
}

/** Which values a setting takes, given its name. */
export type Accept = (name: string) => (value: string) => string

/** Any text. */
export const anyText: Accept = () => (value) => value

/** One of these words, letter case ignored; an alias stands for the word after it. */
export function oneOf(
  words: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): Accept {
  return (name) => (value) => {
    const lower = value.toLowerCase()
    const word = words.find((known) => known.toLowerCase() === lower) ?? aliases[lower]
    if (word === undefined) throw invalid(name, value, `Available values: ${words.join(', ')}.`)
    return word
  }
}

/** `on` or `off`, and all that PostgreSQL reads as one of them. */
export const onOff: Accept = (name) => (value) => {
  const lower = value.toLowerCase()
  if (['on', 'true', 'yes', '1', 't', 'y'].includes(lower)) return 'on'
  if (['off', 'false', 'no', '0', 'f', 'n'].includes(lower)) return 'off'
  throw refused('22023', `parameter "${name}" requires a Boolean value`)
}

/** A whole number between two bounds. */
export function integer(least: number, most: number): Accept {
  return (name) => (value) => {
    if (!/^\s*-?\d+\s*$/.test(value)) throw invalid(name, value)
    const number = Number(value)
    if (number < least || number > most) {
      throw refused(
        '22023',
        `${number} is outside the valid range for parameter "${name}" (${least} .. ${most})`,
      )
    }
    return String(number)
  }
}

const millisecondsOf: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** A time in milliseconds, or with its unit; shown with the largest unit that needs no fraction. */
export const duration: Accept = (name) => (value) => {
  const parts = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/.exec(value)
  const unit = parts?.[2] === '' ? 1 : millisecondsOf[parts?.[2] ?? 'none']
  if (parts === null || unit === undefined) {
    throw invalid(
      name,
      value,
      'Valid units for this parameter are "us", "ms", "s", "min", "h", and "d".',
    )
  }
  const milliseconds = Math.round(Number(parts[1]) * unit)
  if (milliseconds > 0x7fff_ffff) {
    throw refused('22023', `${milliseconds} ms is outside the valid range for parameter "${name}"`)
  }
  return showDuration(milliseconds)
}

/** The milliseconds of a time as `duration` shows it. */
export function durationMs(shown: string): number {
  const parts = /^(\d+)([a-z]*)$/.exec(shown)
  return Number(parts?.[1] ?? 0) * (millisecondsOf[parts?.[2] ?? ''] ?? 1)
}

function showDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0'
  for (const unit of ['d', 'h', 'min', 's'] as const) {
    const size = millisecondsOf[unit] ?? 1
    if (milliseconds % size === 0) return `${milliseconds / size}${unit}`
  }
  return `${milliseconds}ms`
}

/** The error for a value that a setting doesn't take. */
export function invalid(name: string, value: string, hint?: string): Error {
  return refused('22023', `invalid value for parameter "${name}": "${value}"`, hint)
}
