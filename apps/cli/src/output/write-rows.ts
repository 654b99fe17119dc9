import type { RowFormat } from '@devopsql/formats'
import type { QueryResult } from 'devopsql'
import type { TextSink } from './text-sink.ts'

/** Writes a result as it arrives. Stops the query, quietly, when nobody reads any more: gives false then. */
export async function writeRows(
  result: QueryResult,
  format: RowFormat,
  sink: TextSink,
): Promise<boolean> {
  if (!(await sink.write(format.begin(result.columns)))) return false
  for await (const batch of result.batches()) {
    if (!(await sink.write(format.rows(batch)))) return false
  }
  return sink.write(format.end())
}
