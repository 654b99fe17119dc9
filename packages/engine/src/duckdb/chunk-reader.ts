import type { DuckDBDataChunk, DuckDBResult, DuckDBType, DuckDBVector } from '@duckdb/node-api'
import { dateText, timestampText } from '../exact-text.ts'
import type { ColumnValues, ResultBatch } from '../result-batch.ts'
import type { DuckModule } from './duck-module.ts'
import { readTexts } from './texts.ts'
import { readInteger, type ValueOptions, valueReader } from './values.ts'
import { type Numbers, nullsOf, numbersOf } from './vector-parts.ts'

/** How a chunk of this result becomes JavaScript values. */
export function chunkReader(
  duckdb: DuckModule,
  result: DuckDBResult,
  options: ValueOptions,
): (chunk: DuckDBDataChunk) => ResultBatch {
  const readers = result.columnTypes().map((type) => vectorReader(duckdb, type, options))
  return (chunk) => ({
    rowCount: chunk.rowCount,
    columns: readers.map((read, column) => read(chunk.getColumnVector(column))),
  })
}

/** Gives copies: what a vector holds is DuckDB's own memory, which goes with the chunk. */
type ReadVector = (vector: DuckDBVector) => ColumnValues

function vectorReader(duckdb: DuckModule, type: DuckDBType, options: ValueOptions): ReadVector {
  const id = duckdb.DuckDBTypeId
  const isExact = options.exact === true
  switch (type.typeId) {
    case id.TINYINT:
    case id.SMALLINT:
    case id.INTEGER:
    case id.UTINYINT:
    case id.USMALLINT:
    case id.UINTEGER:
    case id.FLOAT:
    case id.DOUBLE:
      return readNumbers
    case id.BIGINT:
    case id.UBIGINT:
      return isExact || options.bigint ? readNumbers : eachNumber(readInteger)
    case id.VARCHAR:
      return eachText(duckdb, type, options)
    case id.DATE:
      if (isExact) return eachNumber((days) => dateText(Number(days)))
      break
    case id.TIMESTAMP:
      if (isExact) return eachNumber((microseconds) => timestampText(microseconds, ''))
      break
    case id.TIMESTAMP_TZ:
      if (isExact) return eachNumber((microseconds) => timestampText(microseconds, '+00'))
      break
    default:
  }
  return eachValue(duckdb, type, options)
}

function readNumbers(vector: DuckDBVector): ColumnValues {
  const numbers = numbersOf(vector)
  return nullsOf(vector) === undefined ? numbers.slice() : eachNumber((value) => value)(vector)
}

function eachNumber(read: (value: number | bigint) => unknown): ReadVector {
  return (vector) => {
    const numbers: Numbers = numbersOf(vector)
    const isNull = nullsOf(vector)
    const values = new Array<unknown>(numbers.length)
    for (let index = 0; index < numbers.length; index++) {
      values[index] = isNull?.(index) === true ? null : read(numbers[index] ?? 0)
    }
    return values
  }
}

function eachText(duckdb: DuckModule, type: DuckDBType, options: ValueOptions): ReadVector {
  const read = valueReader(duckdb, type, options)
  const isBrief = options.exact === true
  return (vector) => {
    const texts = readTexts(duckdb, vector, isBrief)
    return read === undefined ? texts : texts.map((text) => (text === null ? null : read(text)))
  }
}

/** By DuckDB's own package, which makes a value of each. */
function eachValue(duckdb: DuckModule, type: DuckDBType, options: ValueOptions): ReadVector {
  const read = valueReader(duckdb, type, options)
  return (vector) => {
    const values = new Array<unknown>(vector.itemCount)
    for (let index = 0; index < values.length; index++) {
      const value = vector.getItem(index)
      values[index] = value === null || read === undefined ? value : read(value)
    }
    return values
  }
}
