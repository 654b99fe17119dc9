import type { ByteWriter } from '../bytes/byte-writer.ts'

/** The messages of a type and nothing else. */
export type PlainMessage =
  | 'empty-query-response'
  | 'parse-complete'
  | 'bind-complete'
  | 'close-complete'
  | 'no-data'
  | 'portal-suspended'
  | 'copy-done'

const plainCodes: Readonly<Record<PlainMessage, number>> = {
  'empty-query-response': 0x49,
  'parse-complete': 0x31,
  'bind-complete': 0x32,
  'close-complete': 0x33,
  'no-data': 0x6e,
  'portal-suspended': 0x73,
  'copy-done': 0x63,
}
const commandComplete = 0x43

/** Writes a message that has no body. */
export function writePlainMessage(writer: ByteWriter, message: PlainMessage): void {
  writer.endMessage(writer.beginMessage(plainCodes[message]))
}

/** The tag says what was done, with its rows where it has some: `SELECT 5`, `INSERT 0 1`, `SET`. */
export function writeCommandComplete(writer: ByteWriter, tag: string): void {
  const mark = writer.beginMessage(commandComplete)
  writer.cString(tag)
  writer.endMessage(mark)
}
