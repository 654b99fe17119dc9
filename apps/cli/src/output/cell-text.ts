import { hexText, jsonText } from '@devopsql/formats'
import { visibleText } from './visible-text.ts'

/** A terminal is never this wide, and a description may have a megabyte. */
export const longestCell = 4000

/** A value as a table shows it: one line, no control characters, cut at `longest`; undefined for NULL. */
export function cellText(
  value: unknown,
  longest: number = Number.POSITIVE_INFINITY,
): string | undefined {
  if (value === null || value === undefined) return undefined
  const text = plainText(value)
  // A text that reads NULL must not look like the absence of a value.
  if (text === 'NULL') return "'NULL'"
  return visibleText(text.length > longest ? text.slice(0, longest) : text)
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Date) return dateText(value)
  if (value instanceof Uint8Array) return hexText(value)
  if (typeof value === 'object') return jsonText(value)
  return String(value)
}

/** `2026-01-31 08:15:00Z`, with milliseconds only when there are some. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return 'invalid date'
  return date.toISOString().replace('T', ' ').replace('.000Z', 'Z')
}
