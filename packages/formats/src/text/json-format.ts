import type { ResultColumn } from 'devopsql'
import { jsonText } from './json-text.ts'
import type { RowFormat, Values } from './row-format.ts'

/** One JSON object a line. */
export function ndjsonFormat(): RowFormat {
  let write: RowWriter = () => ''
  return {
    begin(columns) {
      write = rowWriter(columns)
      return ''
    },
    rows: (batch) => batch.map((row) => `${write(row)}\n`).join(''),
    end: () => '',
  }
}

/** One JSON array, an object a line; it is closed only when all rows are there. */
export function jsonFormat(): RowFormat {
  let write: RowWriter = () => ''
  let separator = '[\n'
  return {
    begin(columns) {
      write = rowWriter(columns)
      return ''
    },
    rows(batch) {
      if (batch.length === 0) return ''
      const text = separator + batch.map(write).join(',\n')
      separator = ',\n'
      return text
    },
    end: () => (separator === '[\n' ? '[]\n' : '\n]\n'),
  }
}

type RowWriter = (row: Values) => string

function rowWriter(columns: readonly ResultColumn[]): RowWriter {
  const keys = columns.map((column) => `${JSON.stringify(column.name)}:`)
  return (row) => `{${keys.map((key, index) => key + jsonText(row[index])).join(',')}}`
}
