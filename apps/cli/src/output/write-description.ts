import type { RowFormat } from '@devopsql/formats'
import type { ColumnSummary, TableDescription } from 'devopsql'
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
  const rows = columns.map(({ name, type, nullable, isKey, use, pushdown, doc }) => [
    name,
    type,
    nullable ? 'yes' : 'no',
    isKey ? 'yes' : '',
    useText[use],
    pushdown,
    doc,
  ])
  await writeValues(
    {
      columns: ['Column', 'Type', 'Null', 'Key', 'Use', 'Filtered remotely', 'Description'],
      rows,
    },
    format,
    sink,
  )
}

/** Empty for columns that can be used without more ado. */
const useText: Readonly<Record<ColumnSummary['use'], string>> = {
  shown: '',
  named: 'not in *',
  where: 'WHERE only',
}

/** What stands above the columns: the full name, what the table is, and what it can't be read without. */
export function descriptionHead(table: TableDescription, style: TextStyle): string {
  const name = [table.catalog, table.schema, table.name].map(visibleText).join('.')
  return `${style.bold(name)} (${table.kind})\n${visibleText(table.doc)}\n${requiredText(table)}\n`
}

function requiredText({ requires }: TableDescription): string {
  if (requires.length === 0) return ''
  const names = requires.map((alternative) => alternative.join(' and ')).join(' or ')
  return `WHERE or a join has to give ${visibleText(names)}.\n`
}

/** What stands below: where its foreign keys lead; empty without any. */
export function foreignKeysText(table: TableDescription): string {
  if (table.foreignKeys.length === 0) return ''
  const lines = table.foreignKeys.map(
    (key) => `  ${visibleText(`${key.columns.join(', ')} -> ${key.references}`)}\n`,
  )
  return `\nReferences\n${lines.join('')}`
}
