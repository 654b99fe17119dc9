import { exactJson, isoTime } from './exact-json.ts'
import { hexText } from './hex-text.ts'
import { jsonText } from './json-text.ts'
import type { RowFormat, ValueForm, Values } from './row-format.ts'

const needsQuotes = /[",\r\n]|^\s|\s$/

/** CSV as RFC 4180 has it: a header, CRLF, quotes where needed. NULL is empty, an empty text is `""`. */
export function csvFormat({ exact }: ValueForm = {}): RowFormat {
  let texts: readonly TextOf[] = []
  return {
    begin(columns) {
      texts = columns.map(({ type }) => (exact === true ? exactText(type) : plainText))
      return line(columns.map((column) => column.name))
    },
    rows: (batch) => batch.map((row) => line(row, texts)).join(''),
    end: () => '',
  }
}

type TextOf = (value: unknown) => string | undefined

function line(values: Values, texts: readonly TextOf[] = []): string {
  return `${values.map((value, index) => field(value, texts[index])).join(',')}\r\n`
}

function field(value: unknown, textOf: TextOf = plainText): string {
  const text = value === null || value === undefined ? undefined : textOf(value)
  if (text === undefined) return ''
  if (text === '' || needsQuotes.test(text)) return `"${text.replaceAll('"', '""')}"`
  return text
}

function plainText(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString()
  if (value instanceof Uint8Array) return hexText(value)
  return typeof value === 'object' ? jsonText(value) : String(value)
}

/** Times in ISO 8601, JSON as it came, lists as JSON. */
function exactText(type: string): TextOf {
  if (type.endsWith(']')) return exactJson(type)
  if (type.startsWith('TIMESTAMP')) {
    return (value) => (typeof value === 'string' ? isoTime(value) : plainText(value))
  }
  return plainText
}
