import type { RowFormat } from '@devopsql/formats'
import type { TableSummary } from 'devopsql'
import type { TextSink } from './text-sink.ts'
import { visibleText } from './visible-text.ts'
import { writeValues } from './write-values.ts'

/** A word is looked for anywhere in the names; a pattern with `*`, `%` or `?` is the whole name. */
export function namePattern(text: string | undefined): string | undefined {
  return text === undefined || /[*%?]/.test(text) ? text : `*${text}*`
}

export function noTables(pattern: string | undefined): string {
  return pattern === undefined
    ? 'there are no tables\n'
    : `no table has a name like ${visibleText(pattern)}; without a pattern all are listed\n`
}

export async function writeTables(
  tables: readonly TableSummary[],
  format: RowFormat,
  sink: TextSink,
): Promise<void> {
  const rows = tables.map(({ catalog, schema, name, kind, doc }) => [
    name,
    kind,
    catalog,
    schema,
    doc,
  ])
  await writeValues(
    { columns: ['Name', 'Kind', 'Catalog', 'Schema', 'Description'], rows },
    format,
    sink,
  )
}
