import { type Codec, invalidValue, type WireValue } from './codec.ts'
import { oidCodec } from './integer.ts'

/**
 * regclass, regtype and the like: an object identifier that is written as a name. Which name is for the session to
 * say: a string is written as it is, a number as digits. Only numbers have a binary form.
 */
export const objectNameCodec: Codec = {
  toText: (value) => (typeof value === 'string' ? value : oidCodec.toText(value)),
  fromText: (text) => (isOid(text) ? oidCodec.fromText(text) : text),
  writeBinary: (writer, value) => {
    if (typeof value === 'string' && !isOid(value)) throw invalidValue('regclass in binary', value)
    oidCodec.writeBinary(writer, value)
  },
  readBinary: (reader) => oidCodec.readBinary(reader),
}

function isOid(value: WireValue): boolean {
  return typeof value === 'string' && /^\d{1,10}$/.test(value)
}
