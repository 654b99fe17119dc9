import { DevopsqlError } from '@devopsql/errors'
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api'
import type { DuckModule } from './duck-module.ts'
import { exactReader } from './exact-reader.ts'
import type { ReadValue } from './read-value.ts'

export interface ValueOptions {
  /** Whether integers of 64 bits and more come as bigint. */
  readonly bigint: boolean
  /** Whether what JavaScript's own values can't hold comes as bigint, as bytes, or as the text that SQL has for it. */
  readonly exact?: boolean | undefined
}

/**
 * How values of a result column become JavaScript values.
 *
 * Integers are numbers (bigint for 64 bits and more where asked for), decimals strings, points in time Dates, JSON its
 * parsed value, blobs base64 text; lists are arrays, structs and maps plain objects; everything else is its SQL text. With `exact`
 * all that is exact, `exactReader` says how.
 */
export function valueReader(
  duckdb: DuckModule,
  type: DuckDBType,
  options: ValueOptions,
): ReadValue {
  const exact = options.exact === true ? exactReader(duckdb, type) : undefined
  if (exact !== undefined) return exact.read
  const id = duckdb.DuckDBTypeId
  const nested = (inner: DuckDBType): ReadItem => itemReader(valueReader(duckdb, inner, options))
  switch (type.typeId) {
    case id.BOOLEAN:
    case id.TINYINT:
    case id.SMALLINT:
    case id.INTEGER:
    case id.UTINYINT:
    case id.USMALLINT:
    case id.UINTEGER:
    case id.FLOAT:
    case id.DOUBLE:
    case id.ENUM:
    case id.SQLNULL:
      return undefined
    case id.VARCHAR:
      return type.alias === 'JSON' ? readJson : undefined
    case id.BIGINT:
    case id.UBIGINT:
    case id.HUGEINT:
    case id.UHUGEINT:
    case id.BIGNUM:
      return options.bigint ? undefined : readInteger
    case id.TIMESTAMP:
    case id.TIMESTAMP_TZ:
    case id.TIMESTAMP_S:
    case id.TIMESTAMP_MS:
    case id.TIMESTAMP_NS:
      return (value) => readPoint(duckdb, value)
    case id.BLOB:
      return (value) =>
        value instanceof duckdb.DuckDBBlobValue
          ? Buffer.from(value.bytes).toString('base64')
          : value
    case id.LIST:
    case id.ARRAY:
      return readList(duckdb, nested(type.valueType))
    case id.STRUCT:
      return readStruct(
        duckdb,
        new Map(type.entryNames.map((name, index) => [name, nested(at(type.entryTypes, index))])),
      )
    case id.MAP:
      return readMap(duckdb, nested(type.keyType), nested(type.valueType))
    case id.UNION: {
      const members = type.memberTags.map((tag, index): [string, ReadItem] => [
        tag,
        nested(at(type.memberTypes, index)),
      ])
      return readUnion(duckdb, new Map(members))
    }
    case id.VARIANT:
      return (value) => readVariant(duckdb, value, options)
    case id.DECIMAL:
    case id.DATE:
    case id.TIME:
    case id.TIME_NS:
    case id.TIME_TZ:
    case id.INTERVAL:
    case id.UUID:
    case id.BIT:
    case id.GEOMETRY:
    case id.ANY:
    case id.STRING_LITERAL:
    case id.INTEGER_LITERAL:
      return String
  }
}

/** The same for items of a nested type, which may be null. */
type ReadItem = (value: DuckDBValue) => unknown

function itemReader(read: ReadValue): ReadItem {
  if (read === undefined) return (value) => value
  return (value) => (value === null ? null : read(value))
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined)
    throw new DevopsqlError('a DuckDB type lacks a member', { code: 'DEVOPSQL_INTERNAL' })
  return item
}

function readJson(value: DuckDBValue): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value
}

/** The number that an integer is, where JavaScript can hold it. */
export function readInteger(value: DuckDBValue): unknown {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  throw new DevopsqlError(`${String(value)} is beyond what a JavaScript number holds exactly`, {
    code: 'DEVOPSQL_VALUE_OUT_OF_RANGE',
    hint: 'Ask for bigint values with the option `bigint: true`, or CAST the column to VARCHAR.',
  })
}

function readPoint(duckdb: DuckModule, value: DuckDBValue): Date {
  const date = new Date(milliseconds(duckdb, value))
  if (!Number.isNaN(date.getTime())) return date
  throw new DevopsqlError(`${String(value)} is beyond what a JavaScript Date holds`, {
    code: 'DEVOPSQL_VALUE_OUT_OF_RANGE',
    hint: 'CAST the column to VARCHAR.',
  })
}

function milliseconds(duckdb: DuckModule, value: DuckDBValue): number {
  if (
    value instanceof duckdb.DuckDBTimestampTZValue ||
    value instanceof duckdb.DuckDBTimestampValue
  ) {
    return floorDivide(value.micros, 1000)
  }
  if (value instanceof duckdb.DuckDBTimestampSecondsValue) return Number(value.seconds) * 1000
  if (value instanceof duckdb.DuckDBTimestampMillisecondsValue) return Number(value.millis)
  if (value instanceof duckdb.DuckDBTimestampNanosecondsValue) {
    return floorDivide(value.nanos, 1_000_000)
  }
  return Number.NaN
}

// Down, as a clock shows it before 1970 too. The year 9999 in microseconds is beyond what a number holds exactly.
function floorDivide(dividend: bigint, divisor: number): number {
  const number = Number(dividend)
  if (Number.isSafeInteger(number)) return Math.floor(number / divisor)
  const step = BigInt(divisor)
  return Number((dividend - (((dividend % step) + step) % step)) / step)
}

function readList(duckdb: DuckModule, read: ReadItem): ReadValue {
  return (value) =>
    value instanceof duckdb.DuckDBListValue || value instanceof duckdb.DuckDBArrayValue
      ? value.items.map(read)
      : value
}

// Object.fromEntries makes own properties of every name, `__proto__` too.
function readStruct(duckdb: DuckModule, fields: ReadonlyMap<string, ReadItem>): ReadValue {
  return (value) =>
    value instanceof duckdb.DuckDBStructValue
      ? Object.fromEntries(
          Object.entries(value.entries).map(([name, field]) => [name, fields.get(name)?.(field)]),
        )
      : value
}

function readMap(duckdb: DuckModule, readKey: ReadItem, read: ReadItem): ReadValue {
  return (value) =>
    value instanceof duckdb.DuckDBMapValue
      ? Object.fromEntries(
          value.entries.map((entry) => [keyText(readKey(entry.key)), read(entry.value)]),
        )
      : value
}

function keyText(key: unknown): string {
  if (key instanceof Date) return key.toISOString()
  return typeof key === 'object' ? JSON.stringify(key) : String(key)
}

function readUnion(duckdb: DuckModule, members: ReadonlyMap<string, ReadItem>): ReadValue {
  return (value) =>
    value instanceof duckdb.DuckDBUnionValue ? members.get(value.tag)?.(value.value) : value
}

function readVariant(duckdb: DuckModule, value: DuckDBValue, options: ValueOptions): unknown {
  if (!(value instanceof duckdb.DuckDBVariantValue)) return value
  if (value.value === null) return null
  if (value.type === undefined) return String(value.value)
  return itemReader(valueReader(duckdb, value.type, options))(value.value)
}
