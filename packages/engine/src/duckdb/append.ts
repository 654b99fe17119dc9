import { DevopsqlError } from '@devopsql/errors'
import type { DuckDBAppender, DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import type { ColumnType, TableColumn } from './column-type.ts'
import { decimalColumn } from './column-type.ts'
import { duckError } from './duck-errors.ts'
import type { DuckModule } from './duck-module.ts'
import { columnEncoder, type Encode } from './encode.ts'

/**
 * Rows by column, as decoded from JSON; null and undefined are NULL.
 *
 * | type | value |
 * |---|---|
 * | boolean | boolean |
 * | integer, double | number |
 * | bigint | bigint or a safe integer |
 * | varchar, uuid, date, time, decimal | string |
 * | json | text that is valid JSON: it isn't checked here |
 * | integer[], bigint[], varchar[] | array of these |
 * | timestamptz | bigint microseconds since 1970 (fastest, and keeps microseconds), or a Date |
 */
export interface ColumnBatch {
  readonly rowCount: number
  readonly columns: ReadonlyArray<ReadonlyArray<unknown>>
}

/** Loads batches into one table. Rows are there for queries after `flush`. */
export interface TableLoader {
  append(batch: ColumnBatch): void
  flush(): void
  close(): void
}

// Pages are gathered into chunks of this size: a chunk of 200 rows takes the same native memory, and about the same time.
const chunkRows = 2048
// Rows in the appender's own buffer are outside memory_limit, so they go to the table often.
const flushRows = 16_384

export interface LoadTarget {
  readonly table: string
  readonly columns: readonly TableColumn[]
}

/** Opens a loader on a table that exists on this connection. */
export async function openLoader(
  duckdb: DuckModule,
  connection: DuckDBConnection,
  target: LoadTarget,
): Promise<TableLoader> {
  const types = target.columns.map((column) => duckType(duckdb, column.type))
  const encoders = target.columns.map((column) => columnEncoder(duckdb, column))
  const appender = await connection.createAppender(target.table)
  const emptyColumns = (): DuckDBValue[][] => encoders.map(() => [])
  let columns = emptyColumns()
  let gathered = 0
  let waiting = 0
  const appendGathered = (): void => {
    if (gathered === 0) return
    const chunk = { types, columns }
    columns = emptyColumns()
    gathered = 0
    guarded(() => appendChunk(duckdb, appender, chunk))
  }
  const flush = (): void => {
    if (waiting === 0) return
    waiting = 0
    appendGathered()
    guarded(() => appender.flushSync())
  }
  return {
    append: (batch) => {
      const encoded = encodeBatch(batch, encoders)
      for (let start = 0; start < batch.rowCount; ) {
        const end = Math.min(start + chunkRows - gathered, batch.rowCount)
        for (const [index, values] of encoded.entries()) {
          const column = columns[index]
          for (let row = start; row < end; row++) column?.push(values[row] ?? null)
        }
        gathered += end - start
        waiting += end - start
        start = end
        if (gathered === chunkRows) appendGathered()
        if (waiting >= flushRows) flush()
      }
    },
    flush,
    close: () => appender.closeSync(),
  }
}

// All columns before any row is taken, so that a value that doesn't fit leaves no half of its batch behind.
function encodeBatch(
  batch: ColumnBatch,
  encoders: readonly Encode[],
): readonly (readonly DuckDBValue[])[] {
  if (batch.columns.length !== encoders.length || batch.columns.some(hasOtherLength(batch))) {
    throw new DevopsqlError(
      `a batch of ${batch.columns.length} columns and ${batch.rowCount} rows does not fit its table`,
      { code: 'DEVOPSQL_INTERNAL' },
    )
  }
  return encoders.map((encode, index) => encode(batch.columns[index] ?? []))
}

function hasOtherLength(batch: ColumnBatch): (column: ReadonlyArray<unknown>) => boolean {
  return (column) => column.length !== batch.rowCount
}

interface EncodedChunk {
  readonly types: readonly DuckDBType[]
  readonly columns: readonly (readonly DuckDBValue[])[]
}

// setColumns checks counts and ranges; writing into a chunk's memory directly corrupts it when anything is off.
function appendChunk(duckdb: DuckModule, appender: DuckDBAppender, encoded: EncodedChunk): void {
  const chunk = duckdb.DuckDBDataChunk.create(encoded.types)
  chunk.setColumns(encoded.columns)
  appender.appendDataChunk(chunk)
}

function guarded(write: () => void): void {
  try {
    write()
  } catch (error) {
    throw duckError(error)
  }
}

function duckType(duckdb: DuckModule, type: ColumnType): DuckDBType {
  switch (type) {
    case 'boolean':
      return duckdb.BOOLEAN
    case 'integer':
      return duckdb.INTEGER
    case 'bigint':
      return duckdb.BIGINT
    case 'double':
      return duckdb.DOUBLE
    case 'decimal':
      return duckdb.DECIMAL(decimalColumn.width, decimalColumn.scale)
    case 'varchar':
    case 'json':
      return duckdb.VARCHAR
    case 'uuid':
      return duckdb.UUID
    case 'date':
      return duckdb.DATE
    case 'time':
      return duckdb.TIME
    case 'timestamptz':
      return duckdb.TIMESTAMPTZ
    case 'integer[]':
      return duckdb.LIST(duckdb.INTEGER)
    case 'bigint[]':
      return duckdb.LIST(duckdb.BIGINT)
    case 'varchar[]':
      return duckdb.LIST(duckdb.VARCHAR)
  }
}
