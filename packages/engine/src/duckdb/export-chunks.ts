import type { DuckDBDataChunk } from '@duckdb/node-api'
import { quoteName } from './column-type.ts'
import { duckError } from './duck-errors.ts'
import {
  type Export,
  type ExportPlace,
  type ExportTarget,
  exportTable,
  openExport,
} from './export.ts'
import { createExportFile } from './export-file.ts'
import type { ResultColumn } from './result.ts'

export interface Chunks {
  readonly columns: readonly ResultColumn[]
  readonly chunks: AsyncIterable<DuckDBDataChunk>
}

export interface ChunkSource {
  /** Runs the query; called when the file can be written. */
  readonly start: () => Promise<Chunks>
  readonly signal: AbortSignal | undefined
  /** Told of the rows that are about to be written; what it throws ends the export. */
  readonly beforeRows?: ((count: number) => void) | undefined
}

/** Writes chunks of another instance to a file as they are, no value of them becoming a JavaScript value. */
export async function exportChunks(
  openPlace: () => Promise<ExportPlace>,
  target: ExportTarget,
  source: ChunkSource,
): Promise<number> {
  const { start, signal, beforeRows } = source
  const file = await createExportFile(target.file)
  let output: Export | undefined
  try {
    const { columns, chunks } = await start()
    const definitions = columns.map((column) => `${quoteName(column.name)} ${column.type}`)
    const place = await openPlace()
    output = await openExport(place, { file, format: target.format }, definitions)
    const appender = await place.connection.createAppender(exportTable)
    for await (const chunk of chunks) {
      beforeRows?.(chunk.rowCount)
      appender.appendDataChunk(chunk)
      appender.flushSync()
      await output.added(chunk.rowCount, signal)
    }
    return await output.finish(signal)
  } catch (error) {
    await (output ?? file).discard()
    throw duckError(error)
  }
}
