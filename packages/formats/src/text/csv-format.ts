import { hexText } from './hex-text.ts'
import { jsonText } from './json-text.ts'
import type { RowFormat, Values } from './row-format.ts'

const needsQuotes = /[",\r\n]|^\s|\s$/

/** CSV as RFC 4180 has it: a header, CRLF, quotes where needed. NULL is empty, an empty text is `""`. */
export function csvFormat(): RowFormat {
  return {
    begin: (columns) => line(columns.map((column) => column.name)),
    rows: (batch) => batch.map(line).join(''),
    end: () => '',
  }
}

function line(values: Values): string {
  return `${values.map(field).join(',')}\r\n`
}

function field(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString()
  if (value instanceof Uint8Array) return hexText(value)
  const text = typeof value === 'object' ? jsonText(value) : String(value)
  if (text === '' || needsQuotes.test(text)) return `"${text.replaceAll('"', '""')}"`
  return text
}
