import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api'
import type { DuckModule } from './duck-module.ts'
import type { ReadValue } from './read-value.ts'
import { type ValueOptions, valueReader } from './values.ts'

/** Rows of JavaScript values, in the order of the result's columns. */
export type RowBatch = unknown[][]

/** How a chunk of this result becomes rows. */
export function chunkReader(
  duckdb: DuckModule,
  result: DuckDBResult,
  options: ValueOptions,
): (chunk: DuckDBDataChunk) => RowBatch {
  const readers = result.columnTypes().map((type) => valueReader(duckdb, type, options))
  return (chunk) => {
    const rows: RowBatch = Array.from(
      { length: chunk.rowCount },
      () => new Array<unknown>(readers.length),
    )
    readers.forEach((read, column) => {
      fillColumn(rows, { chunk, column, read })
    })
    return rows
  }
}

interface SourceColumn {
  readonly chunk: DuckDBDataChunk
  readonly column: number
  readonly read: ReadValue
}

function fillColumn(rows: RowBatch, source: SourceColumn): void {
  const { column, read } = source
  const vector = source.chunk.getColumnVector(column)
  let index = 0
  for (const row of rows) {
    const value = vector.getItem(index++)
    row[column] = value === null || read === undefined ? value : read(value)
  }
}
