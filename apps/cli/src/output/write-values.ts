import type { RowFormat, Values } from '@devopsql/formats'
import type { ResultColumn } from 'devopsql'
import type { TextSink } from './text-sink.ts'

/** Writes rows that are all there, under column names that the command chose. */
export async function writeValues(
  content: { readonly columns: readonly string[]; readonly rows: readonly Values[] },
  format: RowFormat,
  sink: TextSink,
): Promise<void> {
  const columns = content.columns.map(textColumn)
  await sink.write(format.begin(columns) + format.rows(content.rows) + format.end())
}

function textColumn(name: string): ResultColumn {
  return { name, type: 'VARCHAR', nullable: true, source: undefined }
}
