import type { TableDescription } from 'devopsql'
import type { RowFormat } from './row-format.ts'
import type { TextSink } from './text-sink.ts'
import type { TextStyle } from './text-style.ts'
import { visibleText } from './visible-text.ts'
import { writeValues } from './write-values.ts'

/** The columns of a table as rows. */
export async function writeColumns(
  { columns }: TableDescription,
  format: RowFormat,
  sink: TextSink,
): Promise<void> {
  const rows = columns.map(({ name, type, nullable, isKey, pushdown, doc }) => [
    name,
    type,
    nullable ? 'yes' : 'no',
    isKey ? 'yes' : '',
    pushdown,
    doc,
  ])
  await writeValues(
    { columns: ['Column', 'Type', 'Null', 'Key', 'Filtered remotely', 'Description'], rows },
    format,
    sink,
  )
}

/** What stands above the columns: the full name and what the table is. */
export function descriptionHead(table: TableDescription, style: TextStyle): string {
  const name = [table.catalog, table.schema, table.name].map(visibleText).join('.')
  return `${style.bold(name)} (${table.kind})\n${visibleText(table.doc)}\n\n`
}

/** What stands below: where its foreign keys lead; empty without any. */
export function foreignKeysText(table: TableDescription): string {
  if (table.foreignKeys.length === 0) return ''
  const lines = table.foreignKeys.map(
    (key) => `  ${visibleText(`${key.columns.join(', ')} -> ${key.references}`)}\n`,
  )
  return `\nReferences\n${lines.join('')}`
}
