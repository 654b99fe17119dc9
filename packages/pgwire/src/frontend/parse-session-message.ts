import { ByteReader } from '../bytes/byte-reader.ts'
import { protocolViolation } from '../protocol-violation.ts'
import type { BoundParameter, Format, SessionMessage } from './frontend-message.ts'

interface MessageType {
  /** Its name in errors. */
  readonly name: string
  /** Whether it carries what a user writes, and so may be long. */
  readonly isLong: boolean
  readonly parse: (reader: ByteReader) => SessionMessage
}

const types: ReadonlyMap<number, MessageType> = new Map(
  Object.entries({
    Q: long('query', (reader) => ({ kind: 'query', sql: reader.cString() })),
    P: long('parse', parseParse),
    B: long('bind', parseBind),
    F: long('function call', parseFunctionCall),
    d: long('copy data', (reader) => ({ kind: 'copy-data', data: reader.copy(reader.remaining) })),
    D: short('describe', (reader) => ({ kind: 'describe', ...parseTarget(reader) })),
    C: short('close', (reader) => ({ kind: 'close', ...parseTarget(reader) })),
    E: short('execute', parseExecute),
    S: short('sync', () => ({ kind: 'sync' })),
    H: short('flush', () => ({ kind: 'flush' })),
    X: short('terminate', () => ({ kind: 'terminate' })),
    c: short('copy done', () => ({ kind: 'copy-done' })),
    f: short('copy fail', (reader) => ({ kind: 'copy-fail', reason: reader.cString() })),
  }).map(([letter, type]) => [letter.charCodeAt(0), type]),
)

/** What is known of a message by its first byte; undefined for a byte that begins none. */
export function sessionMessageType(code: number): MessageType | undefined {
  return types.get(code)
}

/** The message of these bytes, which are those behind its length. Throws for what is malformed. */
export function parseSessionMessage(type: MessageType, body: Uint8Array): SessionMessage {
  const reader = new ByteReader(body, `${type.name} message`)
  const message = type.parse(reader)
  reader.end()
  return message
}

function long(name: string, parse: MessageType['parse']): MessageType {
  return { name, isLong: true, parse }
}

function short(name: string, parse: MessageType['parse']): MessageType {
  return { name, isLong: false, parse }
}

function parseParse(reader: ByteReader): SessionMessage {
  const statement = reader.cString()
  const sql = reader.cString()
  return { kind: 'parse', statement, sql, parameterTypes: readList(reader, () => reader.uint32()) }
}

function parseBind(reader: ByteReader): SessionMessage {
  const portal = reader.cString()
  const statement = reader.cString()
  const parameters = readParameters(reader, 'bind message')
  const resultFormats = readList(reader, () => readFormat(reader))
  return { kind: 'bind', portal, statement, parameters, resultFormats }
}

function parseExecute(reader: ByteReader): SessionMessage {
  const portal = reader.cString()
  return { kind: 'execute', portal, maxRows: Math.max(0, reader.int32()) }
}

function parseFunctionCall(reader: ByteReader): SessionMessage {
  const functionOid = reader.uint32()
  const parameters = readParameters(reader, 'function call message')
  return { kind: 'function-call', functionOid, parameters, resultFormat: readFormat(reader) }
}

function parseTarget(reader: ByteReader): { target: 'statement' | 'portal'; name: string } {
  const code = String.fromCharCode(reader.uint8())
  if (code !== 'S' && code !== 'P') {
    throw protocolViolation(`${JSON.stringify(code)} names neither a statement nor a portal`)
  }
  return { target: code === 'S' ? 'statement' : 'portal', name: reader.cString() }
}

/** Formats for none, all or each of the parameters, then the parameters. */
function readParameters(reader: ByteReader, what: string): BoundParameter[] {
  const formats = readList(reader, () => readFormat(reader))
  let index = 0
  const parameters = readList(reader, () => {
    const format = (formats.length === 1 ? formats[0] : formats[index]) ?? 'text'
    index++
    const length = reader.int32()
    return { format, bytes: length === -1 ? undefined : reader.copy(length) }
  })
  if (formats.length > 1 && formats.length !== parameters.length) {
    throw protocolViolation(
      `${what} has ${formats.length} formats for ${parameters.length} parameters`,
    )
  }
  return parameters
}

function readFormat(reader: ByteReader): Format {
  const code = reader.int16()
  if (code === 0) return 'text'
  if (code === 1) return 'binary'
  throw protocolViolation(`unsupported format code ${code}`)
}

/** A count of 16 bits, then that many items. The bytes bound the work: each item reads some or throws. */
function readList<T>(reader: ByteReader, readItem: () => T): T[] {
  const count = reader.uint16()
  const items: T[] = []
  for (let index = 0; index < count; index++) items.push(readItem())
  return items
}
