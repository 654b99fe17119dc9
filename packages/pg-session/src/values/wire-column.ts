import {
  type Codec,
  type DataColumn,
  type Format,
  isoIntervalCodec,
  type PostgresType,
  valueWriter,
  type WireValue,
  type WriteValue,
} from '@devopsql/pgwire'
import type { OutputColumn } from '../session/prepared.ts'
import type { RowRange } from '../session/row-stream.ts'
import type { SessionSettings } from '../settings/session-settings.ts'
import { functionNameCodec } from './function-name.ts'
import { numbersOfIntegers } from './numbers-of-integers.ts'
import { zonedTimestampCodec } from './zoned-timestamp.ts'

/** A column ready to be written: a type whose codec takes the values that the engine gives. */
export interface WireColumn {
  readonly type: PostgresType
  readonly format: Format
  readonly write: WriteValue
}

/** The columns of a result for the formats that a client asked for: none, one for all, or one for each. */
export function wireColumns(
  columns: readonly OutputColumn[],
  formats: readonly Format[],
  settings: Pick<SessionSettings, 'get'>,
): readonly WireColumn[] {
  return columns.map(({ type: own }, index) => {
    const type = { ...own, codec: engineCodec(own, settings) }
    const format = (formats.length === 1 ? formats[0] : formats[index]) ?? 'text'
    return { type, format, write: valueWriter(type, format) }
  })
}

/** The columns with the values of some rows. */
export function dataColumns(
  columns: readonly WireColumn[],
  range: RowRange,
): readonly DataColumn[] {
  return columns.map(({ format, write }, place) => ({
    write,
    values: wireValues(range.columns[place] ?? [], format),
  }))
}

function wireValues(values: ArrayLike<unknown>, format: Format): DataColumn['values'] {
  if (format === 'text' && values instanceof BigInt64Array) return numbersOfIntegers(values)
  // The codecs take what the engine gives.
  return values as DataColumn['values']
}

/** What is text in the engine and has the form of PostgreSQL is passed on as it is. */
function engineCodec(type: PostgresType, settings: Pick<SessionSettings, 'get'>): Codec {
  const { codec } = type
  switch (type.name) {
    case 'text':
    case 'varchar':
    case 'json':
      return {
        ...codec,
        toText: plainText,
        writeBinary: (writer, value) => writer.text(plainText(value)),
      }
    case 'uuid':
    case 'numeric':
      return {
        ...codec,
        toText: (value) => (typeof value === 'string' ? value : codec.toText(value)),
      }
    case 'date':
      return { ...codec, toText: (value) => (hasLength(value, 10) ? value : codec.toText(value)) }
    case 'time':
      return { ...codec, toText: (value) => (hasLength(value, 8) ? value : codec.toText(value)) }
    case 'timestamp':
      return { ...codec, toText: (value) => (hasLength(value, 19) ? value : codec.toText(value)) }
    case 'timestamptz':
      return zonedTimestampCodec(settings.get('TimeZone'))
    case 'interval':
      return settings.get('IntervalStyle') === 'iso_8601' ? isoIntervalCodec : codec
    case 'regproc':
      return functionNameCodec
    default:
      return codec
  }
}

function hasLength(value: WireValue, length: number): value is string {
  return typeof value === 'string' && value.length === length
}

/** Text, or JSON of what has no other form: structures, and numbers in a column of JSON. */
function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? String(part) : part,
  )
}
