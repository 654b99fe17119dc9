import { type Codec, invalidValue, type WireValue } from './codec.ts'

const words: readonly (readonly [string, boolean])[] = [
  ['true', true],
  ['false', false],
  ['yes', true],
  ['no', false],
]

export const booleanCodec: Codec = {
  toText: (value) => (toBoolean(value) ? 't' : 'f'),
  fromText: toBoolean,
  writeBinary: (writer, value) => writer.uint8(toBoolean(value) ? 1 : 0),
  readBinary: (reader) => reader.uint8() !== 0,
}

function toBoolean(value: WireValue): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') throw invalidValue('boolean', value)
  const text = value.trim().toLowerCase()
  if (text === '1' || text === 'on') return true
  if (text === '0' || text === 'of' || text === 'off') return false
  // Any beginning of a word is enough.
  const word = text === '' ? undefined : words.find(([whole]) => whole.startsWith(text))
  if (word === undefined) throw invalidValue('boolean', value)
  return word[1]
}
