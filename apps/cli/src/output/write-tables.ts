import type { TableSummary } from 'devopsql'
import type { RowFormat } from './row-format.ts'
import type { TextSink } from './text-sink.ts'
import { writeValues } from './write-values.ts'

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
