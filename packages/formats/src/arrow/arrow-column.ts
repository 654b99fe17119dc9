import {
  Binary,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Field,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  List,
  makeData,
  TimeMicrosecond,
  TimestampMicrosecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from 'apache-arrow'
import { jsonText } from '../text/json-text.ts'
import { bytesData, textData } from './bytes-data.ts'
import { clockMicrosecondsOf, daysOf, microsecondsOf } from './exact-times.ts'
import { validityOf } from './validity.ts'

/** How the exact values of a SQL type stand in an Arrow array. */
export interface ArrowColumn {
  readonly type: DataType
  data(values: readonly unknown[]): Data
}

/** The Arrow column of a SQL type as DuckDB writes it. What Arrow has no type for is text. */
export function arrowColumn(sqlType: string): ArrowColumn {
  const [, item] = /^(.*)\[\d*\]$/s.exec(sqlType) ?? []
  if (item !== undefined) return listColumn(arrowColumn(item))
  const [, precision, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(sqlType) ?? []
  if (precision !== undefined) return decimalColumn(Number(precision), Number(scale))
  return columns[sqlType]?.() ?? textColumn
}

const columns: Readonly<Record<string, () => ArrowColumn>> = {
  BOOLEAN: () => booleanColumn,
  TINYINT: () => numberColumn(new Int8(), Int8Array),
  SMALLINT: () => numberColumn(new Int16(), Int16Array),
  INTEGER: () => numberColumn(new Int32(), Int32Array),
  UTINYINT: () => numberColumn(new Uint8(), Uint8Array),
  USMALLINT: () => numberColumn(new Uint16(), Uint16Array),
  UINTEGER: () => numberColumn(new Uint32(), Uint32Array),
  FLOAT: () => numberColumn(new Float32(), Float32Array),
  DOUBLE: () => numberColumn(new Float64(), Float64Array),
  BIGINT: () => bigintColumn(new Int64(), BigInt64Array),
  UBIGINT: () => bigintColumn(new Uint64(), BigUint64Array),
  // As DuckDB's own Arrow has them.
  HUGEINT: () => decimalColumn(38, 0),
  UHUGEINT: () => decimalColumn(38, 0),
  DATE: () => dateColumn,
  TIME: () => textTimeColumn(new TimeMicrosecond(), clockMicrosecondsOf),
  TIMESTAMP: () => textTimeColumn(new TimestampMicrosecond(), microsecondsOf),
  TIMESTAMP_S: () => textTimeColumn(new TimestampMicrosecond(), microsecondsOf),
  TIMESTAMP_MS: () => textTimeColumn(new TimestampMicrosecond(), microsecondsOf),
  'TIMESTAMP WITH TIME ZONE': () => textTimeColumn(new TimestampMicrosecond('UTC'), microsecondsOf),
  BLOB: () => ({
    type: new Binary(),
    data: (values) =>
      bytesData(new Binary(), values, (value) =>
        value instanceof Uint8Array ? value : new Uint8Array(),
      ),
  }),
}

const textColumn: ArrowColumn = {
  type: new Utf8(),
  data: (values) =>
    textData(values, (value) => (typeof value === 'string' ? value : jsonText(value))),
}

type NumberArray = new (
  length: number,
) =>
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Float32Array
  | Float64Array

function numberColumn(type: DataType, ArrayType: NumberArray): ArrowColumn {
  return {
    type,
    data: (values) => {
      const data = new ArrayType(values.length)
      for (let index = 0; index < values.length; index++) data[index] = Number(values[index] ?? 0)
      return fixedData(type, values, data)
    },
  }
}

function bigintColumn(
  type: DataType,
  ArrayType: new (length: number) => BigInt64Array | BigUint64Array,
): ArrowColumn {
  return {
    type,
    data: (values) => {
      const data = new ArrayType(values.length)
      values.forEach((value, index) => {
        if (typeof value === 'bigint') data[index] = value
        else if (typeof value === 'number') data[index] = BigInt(value)
      })
      return fixedData(type, values, data)
    },
  }
}

function textTimeColumn(type: DataType, read: (text: string) => bigint): ArrowColumn {
  return {
    type,
    data: (values) => {
      const data = new BigInt64Array(values.length)
      values.forEach((value, index) => {
        if (typeof value === 'string') data[index] = read(value)
      })
      return fixedData(type, values, data)
    },
  }
}

const dateColumn: ArrowColumn = {
  type: new DateDay(),
  data: (values) => {
    const data = new Int32Array(values.length)
    values.forEach((value, index) => {
      if (typeof value === 'string') data[index] = daysOf(value)
    })
    return fixedData(new DateDay(), values, data)
  },
}

const booleanColumn: ArrowColumn = {
  type: new Bool(),
  data: (values) => {
    const data = new Uint8Array((values.length + 7) >> 3)
    values.forEach((value, index) => {
      if (value === true) data[index >> 3] = (data[index >> 3] ?? 0) | (1 << (index & 7))
    })
    return fixedData(new Bool(), values, data)
  },
}

function decimalColumn(precision: number, scale: number): ArrowColumn {
  const type = new Decimal(scale, precision, 128)
  return {
    type,
    data: (values) => {
      const data = new BigUint64Array(values.length * 2)
      values.forEach((value, index) => {
        if (value === null || value === undefined) return
        // The digits of SQL's text are the number, scaled; both halves in two's complement.
        const unscaled = BigInt.asUintN(128, BigInt(String(value).replace('.', '')))
        data[index * 2] = BigInt.asUintN(64, unscaled)
        data[index * 2 + 1] = unscaled >> 64n
      })
      return fixedData(type, values, new Uint32Array(data.buffer))
    },
  }
}

function listColumn(item: ArrowColumn): ArrowColumn {
  const type = new List(new Field('item', item.type, true))
  return {
    type,
    data: (values) => {
      const valueOffsets = new Int32Array(values.length + 1)
      const items: unknown[] = []
      values.forEach((value, index) => {
        if (Array.isArray(value)) for (const each of value as readonly unknown[]) items.push(each)
        valueOffsets[index + 1] = items.length
      })
      return makeData({ type, ...validityOf(values), valueOffsets, child: item.data(items) })
    },
  }
}

function fixedData(type: DataType, values: readonly unknown[], data: ArrayBufferView): Data {
  // `makeData` has a signature for each type; which of them this is, is known only by `type`.
  return makeData({ type, ...validityOf(values), data } as unknown as Parameters<
    typeof makeData
  >[0])
}
