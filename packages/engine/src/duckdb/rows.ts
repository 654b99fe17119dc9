import type { DuckDBDataChunk, DuckDBResult, DuckDBValue, DuckDBVector } from '@duckdb/node-api'
import type { DuckModule } from './duck-module.ts'
import type { ReadValue } from './read-value.ts'
import { readTexts } from './texts.ts'
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
  const texts = new Set<number>()
  result.columnTypes().forEach((type, column) => {
    if (type.typeId === duckdb.DuckDBTypeId.VARCHAR) texts.add(column)
  })
  const isBrief = options.exact === true
  const valuesOf = (vector: DuckDBVector, column: number): ColumnValues => {
    if (!texts.has(column)) return (index) => vector.getItem(index)
    const values = readTexts(duckdb, vector, isBrief)
    return (index) => values[index] ?? null
  }
  return (chunk) => {
    const rows: RowBatch = Array.from(
      { length: chunk.rowCount },
      () => new Array<unknown>(readers.length),
    )
    readers.forEach((read, column) => {
      const values = valuesOf(chunk.getColumnVector(column), column)
      fillColumn(rows, { column, values, read })
    })
    return rows
  }
}

type ColumnValues = (index: number) => DuckDBValue

interface SourceColumn {
  readonly column: number
  readonly values: ColumnValues
  readonly read: ReadValue
}

function fillColumn(rows: RowBatch, { column, values, read }: SourceColumn): void {
  let index = 0
  for (const row of rows) {
    const value = values(index++)
    row[column] = value === null || read === undefined ? value : read(value)
  }
}
