import { type Codec, invalidValue, type WireValue } from './codec.ts'

const hexPairs: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
)
const utf8 = new TextEncoder()

/** Bytes; as text `\x` and hexadecimal digits. Reads the older escape form (`\000`, `\\`), too. */
export const byteaCodec: Codec = {
  toText: (value) => {
    const digits: string[] = ['\\x']
    for (const byte of toBytes(value)) digits.push(hexPairs[byte] ?? '')
    return digits.join('')
  },
  fromText: (text) => toBytes(text),
  writeBinary: (writer, value) => writer.bytes(toBytes(value)),
  readBinary: (reader) => reader.copy(reader.remaining),
}

function toBytes(value: WireValue): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value !== 'string') throw invalidValue('bytea', value)
  return value.startsWith('\\x') ? fromHex(value) : fromEscapes(value)
}

function fromHex(text: string): Uint8Array {
  const digits = text.slice(2).replace(/\s+/g, '')
  if (digits.length % 2 !== 0 || /[^\da-f]/i.test(digits)) throw invalidValue('bytea', text)
  const bytes = new Uint8Array(digits.length / 2)
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16)
  }
  return bytes
}

function fromEscapes(text: string): Uint8Array {
  const source = utf8.encode(text)
  const bytes = new Uint8Array(source.length)
  let length = 0
  for (let at = 0; at < source.length; length++) {
    const byte = source[at] ?? 0
    if (byte !== 0x5c) {
      bytes[length] = byte
      at++
    } else if (source[at + 1] === 0x5c) {
      bytes[length] = byte
      at += 2
    } else {
      const octal = String.fromCharCode(...source.subarray(at + 1, at + 4))
      if (!/^[0-3][0-7]{2}$/.test(octal)) throw invalidValue('bytea', text)
      bytes[length] = Number.parseInt(octal, 8)
      at += 4
    }
  }
  return bytes.slice(0, length)
}
