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

/** An unlocked instance for one export alone, and a folder for parts of its file. */
export interface ExportPlace {
  readonly connection: DuckDBConnection
  readonly folder: string
  readonly close: () => void
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

/** The table that an export takes its rows from. */
export const exportTable = 'devopsql export'

// What a part may hold, and a row group of Parquet with it: docs/decisions/0002-export-memory.md has the measurements.
const partRows = 20_480
const partBytes = 32_000_000
/** After how many rows the memory that they take is looked at. */
export const rowsBetweenChecks = 2048

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
  const parts: Part[] = []
  let waiting = 0
  let unchecked = 0
  let total = 0
  let over = false

  const end = async (): Promise<void> => {
    over = true
    place.close()
    await Promise.all(parts.map(async (part) => await rm(part.path, { force: true })))
  }
  const discard = async (): Promise<void> => {
    if (over) return
    await end()
    await file.discard()
  }
  const writer = writers[format]({ ...place, file })
  const writePart = async (signal: AbortSignal | undefined): Promise<void> => {
    const part = { path: join(place.folder, `part-${randomUUID()}`), rows: waiting }
    parts.push(part)
    await writer.part(part, { first: parts.length === 1, signal })
    // Without CHECKPOINT the memory of removed rows comes back only at the limit.
    await execute(connection, { sql: `TRUNCATE ${quoteName(exportTable)}`, signal })
    await execute(connection, { sql: 'CHECKPOINT', signal })
    waiting = 0
  }
  const isFull = async (): Promise<boolean> => {
    if (waiting >= partRows) return true
    if (unchecked < rowsBetweenChecks) return false
    unchecked = 0
    return (await heldBytes(connection)) >= partBytes
  }
  try {
    const sql = `CREATE TABLE ${quoteName(exportTable)} (${definitions.join(', ')})`
    await execute(connection, { sql })
  } catch (error) {
    await discard()
    throw error
  }
  return {
    added: async (rows, signal) => {
      total += rows
      waiting += rows
      unchecked += rows
      if (await isFull()) await writePart(signal)
    },
    finish: async (signal) => {
      if (waiting > 0 || total === 0) await writePart(signal)
      await writer.whole(parts, signal)
      await end()
      await file.keep()
      return total
    },
    discard,
  }
}

async function heldBytes(connection: DuckDBConnection): Promise<number> {
  const sum = 'sum(memory_usage_bytes) + sum(temporary_storage_bytes)'
  return await execute(connection, { sql: `SELECT ${sum} FROM duckdb_memory()` })
}

interface Part {
  readonly path: string
  readonly rows: number
}

interface PartOptions {
  readonly first: boolean
  readonly signal: AbortSignal | undefined
}

interface WriterParts extends ExportPlace {
  readonly file: ExportFile
}

interface Writer {
  /** Writes what is in the table. */
  part(part: Part, options: PartOptions): Promise<void>
  /** Completes the temporary file. */
  whole(parts: readonly Part[], signal: AbortSignal | undefined): Promise<void>
}

// Parquet files can't be joined end to end, so the parts are read again, in order and a row group at a time.
function parquetWriter({ connection, file }: WriterParts): Writer {
  const options = 'FORMAT parquet, USE_TMP_FILE false'
  return {
    part: async ({ path, rows }, { signal }) => {
      const groups = `ROW_GROUP_SIZE ${Math.max(rows, rowsBetweenChecks)}, COMPRESSION snappy`
      const into = `${quoteText(path)} (${options}, ${groups})`
      await execute(connection, { sql: `COPY ${quoteName(exportTable)} TO ${into}`, signal })
    },
    whole: async (parts, signal) => {
      const paths = parts.map((part) => quoteText(part.path)).join(', ')
      const groups = `ROW_GROUP_SIZE ${smallestPart(parts)}, COMPRESSION zstd`
      const into = `${quoteText(file.temporaryPath)} (${options}, ${groups})`
      await execute(connection, { sql: `COPY (FROM read_parquet([${paths}])) TO ${into}`, signal })
    },
  }
}

// Wide rows make small parts; putting several of those into one row group would need the memory that they saved.
function smallestPart(parts: readonly Part[]): number {
  const full = parts.slice(0, -1).map((part) => part.rows)
  return Math.max(rowsBetweenChecks, Math.min(partRows, ...full))
}

function textWriter(options: (first: boolean) => string): (parts: WriterParts) => Writer {
  return ({ connection, file }) => ({
    part: async ({ path }, { first, signal }) => {
      const into = `${quoteText(path)} (${options(first)}, USE_TMP_FILE false)`
      await execute(connection, { sql: `COPY ${quoteName(exportTable)} TO ${into}`, signal })
      await file.addFrom(path)
      await rm(path)
    },
    whole: async () => {},
  })
}

const writers: Readonly<Record<ExportFormat, (parts: WriterParts) => Writer>> = {
  parquet: parquetWriter,
  csv: textWriter((first) => `FORMAT csv, HEADER ${first}`),
  ndjson: textWriter(() => 'FORMAT json'),
}
