import type { ByteReader } from '../bytes/byte-reader.ts'
import { type Codec, invalidValue, type WireValue } from './codec.ts'

/** text, varchar, bpchar, name, unknown: the same bytes in both formats. */
export const textCodec: Codec = {
  toText,
  fromText: (text) => text,
  writeBinary: (writer, value) => writer.text(toText(value)),
  readBinary: (reader) => reader.text(reader.remaining),
}

/** JSON text, which has to be JSON. Its spaces and the order of its keys stay. */
export const jsonCodec: Codec = {
  toText: (value) => toText(value),
  fromText: (text) => checkJson('json', text),
  writeBinary: (writer, value) => writer.text(toText(value)),
  readBinary: (reader) => checkJson('json', reader.text(reader.remaining)),
}

const jsonbVersion = 1

/** As json, with a version before it in the binary format. */
export const jsonbCodec: Codec = {
  toText: (value) => toText(value),
  fromText: (text) => checkJson('jsonb', text),
  writeBinary: (writer, value) => {
    writer.uint8(jsonbVersion)
    writer.text(toText(value))
  },
  readBinary: (reader) => {
    const version = reader.uint8()
    if (version !== jsonbVersion) throw invalidValue('jsonb', `version ${version}`)
    return checkJson('jsonb', reader.text(reader.remaining))
  },
}

/** The type `"char"`: one ASCII character, or none. */
export const charCodec: Codec = {
  toText: toCharacter,
  fromText: toCharacter,
  writeBinary: (writer, value) => writer.uint8(toCharacter(value).charCodeAt(0) || 0),
  readBinary: readCharacter,
}

/** The type void: nothing to read. */
export const voidCodec: Codec = {
  toText: () => '',
  fromText: () => '',
  writeBinary: () => {},
  readBinary: (reader) => reader.text(reader.remaining),
}

function toText(value: WireValue): string {
  if (typeof value === 'string') return value
  throw invalidValue('text', value)
}

function checkJson(type: string, text: string): string {
  try {
    JSON.parse(text)
  } catch {
    throw invalidValue(type, text)
  }
  return text
}

/** PostgreSQL, too, keeps the first character and drops the rest. */
function toCharacter(value: WireValue): string {
  const text = toText(value)
  if (text.charCodeAt(0) > 0x7f) throw invalidValue('"char"', value)
  return text.charAt(0).replace('\0', '')
}

function readCharacter(reader: ByteReader): string {
  const code = reader.uint8()
  if (code > 0x7f) throw invalidValue('"char"', `byte ${code}`)
  return code === 0 ? '' : String.fromCharCode(code)
}
