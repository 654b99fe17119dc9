import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { quoteName, quoteText } from './column-type.ts'
import type { ExportFile } from './export-file.ts'
import { execute } from './statements.ts'

export type ExportFormat = 'parquet' | 'csv' | 'ndjson'

export interface ExportTarget {
  /** The file to write; it appears, or is replaced, when it is whole. */
  readonly file: string
  readonly format: ExportFormat
}

/** A connection of the unlocked instance for this export alone, and a folder for parts of files. */
export interface ExportPlace {
  readonly connection: DuckDBConnection
  readonly folder: string
}

/**
 * Takes the rows of its table to a file, a part at a time, so that memory doesn't grow with their number.
 * Whoever fills the table says how many rows came.
 */
export interface Export {
  added(rows: number, signal: AbortSignal | undefined): Promise<void>
  /** Gives the number of rows in the file, which has its name now. */
  finish(signal: AbortSignal | undefined): Promise<number>
  /** Removes whatever was written; nothing after `finish`. */
  discard(): Promise<void>
}

/** The temporary table that an export takes its rows from. */
export const exportTable = 'devopsql export'

// Rows in a part and in a row group of Parquet. Both are held in memory: docs/decisions/0002 has the measurements.
const partRows = 20_480

/** A file that waits for its content. */
export interface OpenTarget {
  readonly file: ExportFile
  readonly format: ExportFormat
}

/** Makes the export's table with these column definitions. */
export async function openExport(
  place: ExportPlace,
  { file, format }: OpenTarget,
  definitions: readonly string[],
): Promise<Export> {
  const { connection } = place
  const parts: string[] = []
  let waiting = 0
  let total = 0
  let over = false

  const end = async (): Promise<void> => {
    over = true
    connection.closeSync()
    await Promise.all(parts.map(async (part) => await rm(part, { force: true })))
  }
  const discard = async (): Promise<void> => {
    if (over) return
    await end()
    await file.discard()
  }
  const write = writers[format]({ ...place, file, parts })
  const writePart = async (signal: AbortSignal | undefined): Promise<void> => {
    await write.part(signal)
    await execute(connection, { sql: `TRUNCATE ${quoteName(exportTable)}`, signal })
    waiting = 0
  }
  try {
    const sql = `CREATE TEMP TABLE ${quoteName(exportTable)} (${definitions.join(', ')})`
    await execute(connection, { sql })
  } catch (error) {
    await discard()
    throw error
  }
  return {
    added: async (rows, signal) => {
      total += rows
      waiting += rows
      if (waiting >= partRows) await writePart(signal)
    },
    finish: async (signal) => {
      if (waiting > 0 || total === 0) await writePart(signal)
      await write.whole(signal)
      await end()
      await file.keep()
      return total
    },
    discard,
  }
}

interface WriterParts extends ExportPlace {
  readonly file: ExportFile
  readonly parts: string[]
}

interface Writer {
  /** Writes what is in the table. */
  part(signal: AbortSignal | undefined): Promise<void>
  /** Completes the temporary file. */
  whole(signal: AbortSignal | undefined): Promise<void>
}

// Parquet files can't be joined end to end, so the parts are read again, one at a time and in order.
function parquetWriter({ connection, folder, file, parts }: WriterParts): Writer {
  const options = `FORMAT parquet, ROW_GROUP_SIZE ${partRows}, USE_TMP_FILE false`
  return {
    part: async (signal) => {
      const path = newPart(folder, parts)
      const into = `${quoteText(path)} (${options}, COMPRESSION snappy)`
      await execute(connection, { sql: `COPY ${quoteName(exportTable)} TO ${into}`, signal })
    },
    whole: async (signal) => {
      const source = `FROM read_parquet([${parts.map(quoteText).join(', ')}])`
      const into = `${quoteText(file.temporaryPath)} (${options}, COMPRESSION zstd)`
      await execute(connection, { sql: `COPY (${source}) TO ${into}`, signal })
    },
  }
}

function textWriter(options: (first: boolean) => string): (parts: WriterParts) => Writer {
  return ({ connection, folder, file, parts }) => ({
    part: async (signal) => {
      const first = parts.length === 0
      const path = newPart(folder, parts)
      const into = `${quoteText(path)} (${options(first)}, USE_TMP_FILE false)`
      await execute(connection, { sql: `COPY ${quoteName(exportTable)} TO ${into}`, signal })
      await file.addFrom(path)
      await rm(path)
    },
    whole: async () => {},
  })
}

function newPart(folder: string, parts: string[]): string {
  const path = join(folder, `part-${randomUUID()}`)
  parts.push(path)
  return path
}

const writers: Readonly<Record<ExportFormat, (parts: WriterParts) => Writer>> = {
  parquet: parquetWriter,
  csv: textWriter((first) => `FORMAT csv, HEADER ${first}`),
  ndjson: textWriter(() => 'FORMAT json'),
}
