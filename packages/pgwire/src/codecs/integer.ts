import { type Codec, invalidValue, outOfRange, type WireValue } from './codec.ts'

export const int2Codec: Codec = {
  toText: (value) => String(toNumber('smallint', value, int2)),
  fromText: (text) => toNumber('smallint', text, int2),
  writeBinary: (writer, value) => writer.int16(toNumber('smallint', value, int2)),
  readBinary: (reader) => reader.int16(),
}

export const int4Codec: Codec = {
  toText: (value) => String(toNumber('integer', value, int4)),
  writeText: (writer, value) => writer.integer(toNumber('integer', value, int4)),
  fromText: (text) => toNumber('integer', text, int4),
  writeBinary: (writer, value) => writer.int32(toNumber('integer', value, int4)),
  readBinary: (reader) => reader.int32(),
}

export const int8Codec: Codec = {
  toText: (value) =>
    typeof value === 'number' && Number.isSafeInteger(value)
      ? String(value)
      : String(toInt8(value)),
  writeText: (writer, value) => {
    const number = typeof value === 'bigint' ? Number(value) : value
    if (typeof number === 'number' && Number.isSafeInteger(number)) writer.integer(number)
    else writer.text(String(toInt8(value)))
  },
  fromText: toInt8,
  writeBinary: (writer, value) => writer.int64(toInt8(value)),
  readBinary: (reader) => reader.int64(),
}

export const oidCodec: Codec = {
  toText: (value) => String(toOid(value)),
  fromText: toOid,
  writeBinary: (writer, value) => writer.int32(toOid(value)),
  readBinary: (reader) => reader.uint32(),
}

interface Range {
  readonly least: number
  readonly most: number
}
const int2: Range = { least: -0x8000, most: 0x7fff }
const int4: Range = { least: -0x8000_0000, most: 0x7fff_ffff }
const signedOid: Range = { least: -0x8000_0000, most: 0xffff_ffff }

/** PostgreSQL reads an oid with a sign, too: -1 is the largest one. */
function toOid(value: WireValue): number {
  return toNumber('oid', value, signedOid) >>> 0
}

function toNumber(type: string, value: WireValue, { least, most }: Range): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) {
    // Without the sum a negative zero would be written as -0.
    return value + 0
  }
  const integer = toBigInt(type, value)
  if (integer < least || integer > most) throw outOfRange(type, value)
  return Number(integer)
}

function toInt8(value: WireValue): bigint {
  const integer = toBigInt('bigint', value)
  if (BigInt.asIntN(64, integer) !== integer) throw outOfRange('bigint', value)
  return integer
}

function toBigInt(type: string, value: WireValue): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) throw invalidValue(type, String(value))
    return BigInt(value)
  }
  if (typeof value !== 'string' || !/^\s*[+-]?\d+\s*$/.test(value)) throw invalidValue(type, value)
  const digits = value.trim()
  // Long texts of digits cost time that grows faster than they do.
  if (digits.length > 40 && digits.replace(/^[+-]?0*/, '').length > 20) {
    throw outOfRange(type, value)
  }
  return BigInt(digits.replace(/^\+/, ''))
}
