import { DevopsqlError } from '@devopsql/errors'
import type { ByteReader } from '../bytes/byte-reader.ts'
import type { ByteWriter } from '../bytes/byte-writer.ts'

/**
 * A value on its way to or from the wire. What is read is the first of what is taken:
 *
 * | type                         | read as            | also taken                          |
 * | ---------------------------- | ------------------ | ----------------------------------- |
 * | bool                         | boolean            | text of PostgreSQL                  |
 * | int2, int4, oid              | number             | bigint, text of PostgreSQL          |
 * | int8                         | bigint             | number, text of PostgreSQL          |
 * | float4, float8               | number             | bigint, text of PostgreSQL          |
 * | numeric                      | string             | number, bigint                      |
 * | date, timestamp, timestamptz | string             | Date; bigint: microseconds from 1970 |
 * | bytea                        | Uint8Array         | text of PostgreSQL                  |
 * | arrays                       | array, with nulls  |                                     |
 * | all others                   | string             |                                     |
 */
export type WireValue =
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | readonly (WireValue | null)[]

/** How values of a type are written and read, in both formats. Values of other types are errors. */
export interface Codec {
  /** As PostgreSQL writes it. */
  toText(value: WireValue): string
  /** The same, written at once; only where that is quicker. */
  readonly writeText?: ((writer: ByteWriter, value: WireValue) => void) | undefined
  /** All that PostgreSQL reads, but for forms that depend on a clock or a locale (`now`, `5 May`). */
  fromText(text: string): WireValue
  writeBinary(writer: ByteWriter, value: WireValue): void
  /** Reads from a reader that holds the value and nothing else. */
  readBinary(reader: ByteReader): WireValue
}

/** The error for a value that is none of its type; SQLSTATE 22P02. Long texts are cut. */
export function invalidValue(type: string, value: unknown): DevopsqlError {
  const shown = typeof value === 'string' ? `"${shorten(value)}"` : `of type ${nameOf(value)}`
  return new DevopsqlError(`invalid input for type ${type}: ${shown}`, {
    code: 'DEVOPSQL_INVALID_VALUE',
  })
}

/** The error for a value that its type can't hold; SQLSTATE 22003. */
export function outOfRange(type: string, value: unknown): DevopsqlError {
  return new DevopsqlError(`value ${shorten(String(value))} is out of range for type ${type}`, {
    code: 'DEVOPSQL_VALUE_OUT_OF_RANGE',
  })
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return value instanceof Uint8Array ? 'bytes' : typeof value
}
