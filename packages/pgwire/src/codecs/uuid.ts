import type { ByteReader } from '../bytes/byte-reader.ts'
import { type Codec, invalidValue, type WireValue } from './codec.ts'

/** Lower-case text with four hyphens. Reads braces, other letter case and other hyphens as PostgreSQL does. */
export const uuidCodec: Codec = {
  toText: toUuid,
  fromText: toUuid,
  writeBinary: (writer, value) => {
    const digits = toUuid(value).replaceAll('-', '')
    for (let at = 0; at < 32; at += 8) writer.int32(Number.parseInt(digits.slice(at, at + 8), 16))
  },
  readBinary: readUuid,
}

const canonical = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/
const loose = /^(?:[\da-f]{4}-?){7}[\da-f]{4}$/

function toUuid(value: WireValue): string {
  if (typeof value !== 'string') throw invalidValue('uuid', value)
  if (canonical.test(value)) return value
  const text = value.trim().toLowerCase()
  const bare = text.startsWith('{') && text.endsWith('}') ? text.slice(1, -1) : text
  if (!loose.test(bare)) throw invalidValue('uuid', value)
  return hyphenate(bare.replaceAll('-', ''))
}

function readUuid(reader: ByteReader): string {
  let digits = ''
  for (let part = 0; part < 4; part++) digits += reader.uint32().toString(16).padStart(8, '0')
  return hyphenate(digits)
}

function hyphenate(digits: string): string {
  const parts = [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
  return parts.map(([start, end]) => digits.slice(start, end)).join('-')
}
