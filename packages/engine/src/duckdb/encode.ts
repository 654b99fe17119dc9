import { DevopsqlError } from '@devopsql/errors'
import type { DuckDBValue } from '@duckdb/node-api'
import { decimalColumn, type TableColumn } from './column-type.ts'
import type { DuckModule } from './duck-module.ts'

/** A slice of one column's JavaScript values as DuckDB's chunk takes them. */
export type Encode = (values: readonly unknown[]) => DuckDBValue[]

/** Undefined stands for a value that the column can't hold. */
type EncodeValue = (value: unknown) => DuckDBValue | undefined

/** How values of this column are checked and turned into DuckDB's own. */
export function columnEncoder(duckdb: DuckModule, column: TableColumn): Encode {
  const encodeValue = valueEncoder(duckdb, column)
  return (values) => {
    const encoded = new Array<DuckDBValue>(values.length)
    for (let index = 0; index < values.length; index++) {
      const value = values[index]
      if (value === null || value === undefined) {
        encoded[index] = null
        continue
      }
      const item = encodeValue(value)
      if (item === undefined) throw unfit(column, value)
      encoded[index] = item
    }
    return encoded
  }
}

function unfit(column: TableColumn, value: unknown): DevopsqlError {
  const shown = typeof value === 'string' ? `"${value.slice(0, 60)}"` : String(value).slice(0, 60)
  return new DevopsqlError(`column ${column.name} of type ${column.type} can not hold ${shown}`, {
    code: typeof value === 'number' ? 'DEVOPSQL_VALUE_OUT_OF_RANGE' : 'DEVOPSQL_INVALID_RESPONSE',
    hint: 'Leave the column out of the query, and report the value as a fault of devopsql.',
  })
}

function valueEncoder(duckdb: DuckModule, column: TableColumn): EncodeValue {
  switch (column.type) {
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : undefined)
    case 'integer':
      return (value) => (typeof value === 'number' && (value | 0) === value ? value : undefined)
    case 'double':
      return (value) => (typeof value === 'number' ? value : undefined)
    case 'bigint':
      return encodeBigint
    case 'varchar':
    case 'json':
      return (value) => (typeof value === 'string' ? value : undefined)
    case 'decimal':
      return (value) => encodeDecimal(duckdb, value)
    case 'uuid':
      return (value) => encodeUuid(duckdb, value)
    case 'date':
      return (value) => encodeDate(duckdb, value)
    case 'time':
      return (value) => encodeTime(duckdb, value)
    case 'timestamptz':
      return (value) => encodeTimestamp(duckdb, value)
    case 'integer[]':
      return listEncoder(duckdb, { ...column, type: 'integer' })
    case 'bigint[]':
      return listEncoder(duckdb, { ...column, type: 'bigint' })
    case 'varchar[]':
      return listEncoder(duckdb, { ...column, type: 'varchar' })
  }
}

function listEncoder(duckdb: DuckModule, element: TableColumn): EncodeValue {
  const encode = columnEncoder(duckdb, element)
  return (value) => (Array.isArray(value) ? new duckdb.DuckDBListValue(encode(value)) : undefined)
}

function encodeBigint(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? value : undefined
  return Number.isSafeInteger(value) && typeof value === 'number' ? BigInt(value) : undefined
}

const decimalText = new RegExp(`^([+-]?)(\\d+)(?:\\.(\\d{1,${decimalColumn.scale}})0*)?$`)

function encodeDecimal(duckdb: DuckModule, value: unknown): DuckDBValue | undefined {
  const match = typeof value === 'string' ? decimalText.exec(value) : null
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  if (whole.length > decimalColumn.width - decimalColumn.scale) return undefined
  const scaled = BigInt(whole + fraction.padEnd(decimalColumn.scale, '0'))
  const { width, scale } = decimalColumn
  return new duckdb.DuckDBDecimalValue(sign === '-' ? -scaled : scaled, width, scale)
}

const uuidText = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

function encodeUuid(duckdb: DuckModule, value: unknown): DuckDBValue | undefined {
  if (typeof value !== 'string' || !uuidText.test(value)) return undefined
  return duckdb.DuckDBUUIDValue.fromUint128(BigInt(`0x${value.replaceAll('-', '')}`))
}

const dateText = /^\d{4}-\d{2}-\d{2}$/
const dayMilliseconds = 86_400_000

function encodeDate(duckdb: DuckModule, value: unknown): DuckDBValue | undefined {
  if (typeof value !== 'string' || !dateText.test(value)) return undefined
  const milliseconds = Date.parse(`${value}T00:00:00Z`)
  // Date.parse takes 30 February for 1 March.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== value) {
    return undefined
  }
  return new duckdb.DuckDBDateValue(milliseconds / dayMilliseconds)
}

const timeText = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,6})\d*)?$/

function encodeTime(duckdb: DuckModule, value: unknown): DuckDBValue | undefined {
  const match = typeof value === 'string' ? timeText.exec(value) : null
  if (match === null) return undefined
  const [, hours, minutes, seconds, fraction = ''] = match
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  return new duckdb.DuckDBTimeValue(BigInt(whole * 1_000_000 + Number(fraction.padEnd(6, '0'))))
}

function encodeTimestamp(duckdb: DuckModule, value: unknown): DuckDBValue | undefined {
  if (typeof value === 'bigint') {
    if (BigInt.asIntN(64, value) !== value) return undefined
    return new duckdb.DuckDBTimestampTZValue(value)
  }
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return undefined
  return new duckdb.DuckDBTimestampTZValue(BigInt(value.getTime()) * 1000n)
}
