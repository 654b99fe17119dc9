import {
  AsyncByteQueue,
  Field,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
} from 'apache-arrow'
import type { ResultColumn } from 'devopsql'
import type { RowFormat } from '../text/row-format.ts'
import { arrowColumn } from './arrow-column.ts'

/** The Arrow IPC stream of exact values (`QueryOptions.exact`): a record batch for each batch of rows. */
export function arrowStream(): RowFormat<Uint8Array> {
  const sink = new Pieces()
  const writer = new RecordBatchStreamWriter()
  let rowsOf: (batch: readonly (readonly unknown[])[]) => RecordBatch | undefined = () => undefined
  return {
    begin: (columns) => {
      const arrow = columns.map(({ type }) => arrowColumn(type))
      const schema = new Schema(columns.map((column, index) => fieldOf(column, arrow[index])))
      writer.reset(sink, schema)
      rowsOf = (batch) => {
        const children = arrow.map((column, index) => column.data(batch.map((row) => row[index])))
        const type = new Struct(schema.fields)
        const { length } = batch
        return new RecordBatch(schema, makeData({ type, length, nullCount: 0, children }))
      }
      return sink.take()
    },
    rows: (batch) => {
      const made = batch.length === 0 ? undefined : rowsOf(batch)
      if (made !== undefined) writer.write(made)
      return sink.take()
    },
    end: () => {
      writer.finish()
      return sink.take()
    },
  }
}

function fieldOf(
  { name, nullable, type: sqlType }: ResultColumn,
  column = arrowColumn(sqlType),
): Field {
  // A reader from elsewhere is told what the SQL type was: JSON and UUID are text in Arrow.
  return new Field(name, column.type, nullable, new Map([['sql.type', sqlType]]))
}

/** Keeps what the writer writes until it is taken. */
class Pieces extends AsyncByteQueue {
  private pieces: Uint8Array[] = []

  override write(chunk: ArrayBufferView): void {
    this.pieces.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
  }

  take(): Uint8Array {
    const { pieces } = this
    this.pieces = []
    return Buffer.concat(pieces)
  }
}
