import { type ColumnBatch, openLoader } from './append.ts'
import { columnDefinition, type TableColumn } from './column-type.ts'
import type { DuckModule } from './duck-module.ts'
import {
  type ExportPlace,
  type ExportTarget,
  exportTable,
  openExport,
  rowsBetweenChecks,
} from './export.ts'
import { createExportFile } from './export-file.ts'

interface WriteOptions {
  readonly signal?: AbortSignal | undefined
}

/**
 * Writes rows to a file as they arrive, in memory that doesn't grow with their number.
 * The file appears when `finish` has succeeded; whatever fails before that removes all that was written.
 */
export interface ExportWriter extends AsyncDisposable {
  append(batch: ColumnBatch, options?: WriteOptions): Promise<void>
  /** Gives the number of rows in the file. */
  finish(options?: WriteOptions): Promise<number>
  /** Removes what was written, unless it is finished. */
  discard(): Promise<void>
}

export interface ExportWriterParts {
  readonly duckdb: DuckModule
  /** Asked for when the file can be written. */
  readonly place: () => Promise<ExportPlace>
}

/** Opens a writer for batches of decoded values. */
export async function openExportWriter(
  { duckdb, place: openPlace }: ExportWriterParts,
  target: ExportTarget,
  columns: readonly TableColumn[],
): Promise<ExportWriter> {
  const file = await createExportFile(target.file)
  const place = await openPlace().catch(async (error: unknown) => {
    await file.discard()
    throw error
  })
  const opened = { file, format: target.format }
  const output = await openExport(place, opened, columns.map(columnDefinition))
  const whole = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      await output.discard()
      throw error
    }
  }
  const loader = await whole(
    async () => await openLoader(duckdb, place.connection, { table: exportTable, columns }),
  )
  let waiting = 0
  // A flush costs as much for a page of 200 rows as for ten of them.
  const flush = async (signal: AbortSignal | undefined): Promise<void> => {
    loader.flush()
    const rows = waiting
    waiting = 0
    await output.added(rows, signal)
  }
  return {
    append: async (batch, { signal } = {}) => {
      await whole(async () => {
        loader.append(batch)
        waiting += batch.rowCount
        if (waiting >= rowsBetweenChecks) await flush(signal)
      })
    },
    finish: async ({ signal } = {}) =>
      await whole(async () => {
        await flush(signal)
        return await output.finish(signal)
      }),
    discard: output.discard,
    [Symbol.asyncDispose]: output.discard,
  }
}
