import type { DuckDBType } from '@duckdb/node-api'
import { clockText, dateText, decimalText, timestampText } from '../exact-text.ts'
import type { DuckModule } from './duck-module.ts'
import type { ReadValue } from './read-value.ts'

/**
 * How the values of a type come where JavaScript's own can't hold them: bigint, bytes, and for the others the text that
 * SQL has for them. Undefined for the types that are made of others.
 */
export function exactReader(
  duckdb: DuckModule,
  type: DuckDBType,
): { readonly read: ReadValue } | undefined {
  const id = duckdb.DuckDBTypeId
  switch (type.typeId) {
    case id.LIST:
    case id.ARRAY:
    case id.STRUCT:
    case id.MAP:
    case id.UNION:
    case id.VARIANT:
      return undefined
    case id.DECIMAL:
      return {
        read: (value) =>
          value instanceof duckdb.DuckDBDecimalValue
            ? decimalText(value.value, value.scale)
            : value,
      }
    case id.DATE:
      return {
        read: (value) => (value instanceof duckdb.DuckDBDateValue ? dateText(value.days) : value),
      }
    case id.TIME:
      return {
        read: (value) =>
          value instanceof duckdb.DuckDBTimeValue ? clockText(Number(value.micros)) : value,
      }
    case id.TIMESTAMP:
      return {
        read: (value) =>
          value instanceof duckdb.DuckDBTimestampValue ? timestampText(value.micros, '') : value,
      }
    case id.TIMESTAMP_TZ:
      return {
        read: (value) =>
          value instanceof duckdb.DuckDBTimestampTZValue
            ? timestampText(value.micros, '+00')
            : value,
      }
    case id.BLOB:
      return {
        // The bytes are DuckDB's own memory, which goes with the chunk.
        read: (value) =>
          value instanceof duckdb.DuckDBBlobValue ? Uint8Array.from(value.bytes) : value,
      }
    case id.TIMESTAMP_S:
    case id.TIMESTAMP_MS:
    case id.TIMESTAMP_NS:
    case id.TIME_NS:
    case id.TIME_TZ:
    case id.INTERVAL:
    case id.UUID:
    case id.BIT:
    case id.GEOMETRY:
    case id.ANY:
    case id.STRING_LITERAL:
    case id.INTEGER_LITERAL:
      return { read: String }
    default:
      return { read: undefined }
  }
}
