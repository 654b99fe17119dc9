import type { ByteWriter } from '../bytes/byte-writer.ts'
import type { WireValue } from '../codecs/codec.ts'
import type { Format } from '../frontend/frontend-message.ts'
import { protocolViolation } from '../protocol-violation.ts'
import type { PostgresType } from '../types/postgres-type.ts'

/** A column as RowDescription tells of it. */
export interface ColumnDescription {
  readonly name: string
  readonly type: PostgresType
  readonly format: Format
  /** Length or precision of the type as PostgreSQL packs it; -1, the default, for none. */
  readonly modifier?: number | undefined
  /** The table that it is a plain column of; 0, the default, for none. */
  readonly tableOid?: number | undefined
  /** Its number in that table, from 1; 0, the default, for none. */
  readonly columnNumber?: number | undefined
}

/** A column of rows that are there. */
export interface DataColumn {
  readonly write: WriteValue
  /** One for each row; null and undefined are NULL. */
  readonly values: ArrayLike<WireValue | null | undefined>
}

/** Writes one value without its length. */
export type WriteValue = (writer: ByteWriter, value: WireValue) => void

const code = {
  rowDescription: 0x54,
  dataRow: 0x44,
  parameterDescription: 0x74,
  copyOutResponse: 0x48,
  copyData: 0x64,
}
const mostColumns = 0xffff

/** Describes the columns of the rows that follow, or of those that a statement or portal would give. */
export function writeRowDescription(
  writer: ByteWriter,
  columns: readonly ColumnDescription[],
): void {
  checkCount(columns.length)
  const mark = writer.beginMessage(code.rowDescription)
  writer.int16(columns.length)
  for (const column of columns) {
    writer.cString(column.name)
    writer.int32(column.tableOid ?? 0)
    writer.int16(column.columnNumber ?? 0)
    writer.int32(column.type.oid)
    writer.int16(column.type.size)
    writer.int32(column.modifier ?? -1)
    writer.int16(formatCode(column.format))
  }
  writer.endMessage(mark)
}

/** How values of a type are written in a format. */
export function valueWriter({ codec }: PostgresType, format: Format): WriteValue {
  if (format === 'binary') return (writer, value) => codec.writeBinary(writer, value)
  if (codec.writeText !== undefined) return codec.writeText
  return (writer, value) => writer.text(codec.toText(value))
}

/**
 * Writes one row: the values that the columns have at `index`. Where a value doesn't fit its type the error goes to the
 * caller and nothing of the row stays written.
 */
export function writeDataRow(
  writer: ByteWriter,
  columns: readonly DataColumn[],
  index: number,
): void {
  checkCount(columns.length)
  const start = writer.length
  try {
    const mark = writer.beginMessage(code.dataRow)
    writeTuple(writer, columns, index)
    writer.endMessage(mark)
  } catch (error) {
    writer.truncate(start)
    throw error
  }
}

/** Writes the number of the columns and the values that they have at `index`: the body of a DataRow, and a row of a binary COPY. */
export function writeTuple(
  writer: ByteWriter,
  columns: readonly DataColumn[],
  index: number,
): void {
  writer.int16(columns.length)
  for (const { write, values } of columns) writeValue(writer, write, values[index])
}

/** The types of the parameters of a statement, by their object identifiers. */
export function writeParameterDescription(writer: ByteWriter, types: readonly number[]): void {
  checkCount(types.length)
  const mark = writer.beginMessage(code.parameterDescription)
  writer.int16(types.length)
  for (const oid of types) writer.int32(oid)
  writer.endMessage(mark)
}

/** Begins a COPY to the client of that many columns, all in the same format. */
export function writeCopyOutResponse(writer: ByteWriter, format: Format, columns: number): void {
  checkCount(columns)
  const mark = writer.beginMessage(code.copyOutResponse)
  writer.uint8(formatCode(format))
  writer.int16(columns)
  for (let index = 0; index < columns; index++) writer.int16(formatCode(format))
  writer.endMessage(mark)
}

/** A piece of a COPY: text, or bytes. Clients expect a row in each, with its end of line. */
export function writeCopyData(writer: ByteWriter, data: Uint8Array | string): void {
  const mark = writer.beginMessage(code.copyData)
  if (typeof data === 'string') writer.text(data)
  else writer.bytes(data)
  writer.endMessage(mark)
}

function writeValue(
  writer: ByteWriter,
  write: WriteValue,
  value: WireValue | null | undefined,
): void {
  if (value === null || value === undefined) {
    writer.int32(-1)
    return
  }
  const mark = writer.beginValue()
  write(writer, value)
  writer.endValue(mark)
}

function formatCode(format: Format): number {
  return format === 'binary' ? 1 : 0
}

function checkCount(count: number): void {
  if (count > mostColumns) throw protocolViolation(`${count} columns are more than 65535`)
}
