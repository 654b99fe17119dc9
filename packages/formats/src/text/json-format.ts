import type { ResultColumn } from 'devopsql'
import { exactJson } from './exact-json.ts'
import { jsonText } from './json-text.ts'
import type { RowFormat, ValueForm, Values } from './row-format.ts'

/** One JSON object a line. */
export function ndjsonFormat(form: ValueForm = {}): RowFormat {
  let write: RowWriter = () => ''
  return {
    begin(columns) {
      write = rowWriter(columns, form)
      return ''
    },
    rows: (batch) => batch.map((row) => `${write(row)}\n`).join(''),
    end: () => '',
  }
}

/** One JSON array, an object a line; it is closed only when all rows are there. */
export function jsonFormat(form: ValueForm = {}): RowFormat {
  let write: RowWriter = () => ''
  let separator = '[\n'
  return {
    begin(columns) {
      write = rowWriter(columns, form)
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

function rowWriter(columns: readonly ResultColumn[], { exact }: ValueForm): RowWriter {
  const cells = columns.map(({ name, type }) => ({
    key: `${JSON.stringify(name)}:`,
    write: exact === true ? exactJson(type) : jsonText,
  }))
  return (row) => `{${cells.map(({ key, write }, index) => key + write(row[index])).join(',')}}`
}
