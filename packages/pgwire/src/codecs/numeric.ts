import type { ByteReader } from '../bytes/byte-reader.ts'
import type { ByteWriter } from '../bytes/byte-writer.ts'
import { protocolViolation } from '../protocol-violation.ts'
import { type Codec, invalidValue, outOfRange, type WireValue } from './codec.ts'

// As many digits as PostgreSQL lets a column declare. Without a bound 10 bytes could ask for 100,000 digits.
const mostDigits = 1000
const base = 10_000
const sign = { positive: 0, negative: 0x4000, nan: 0xc000, infinity: 0xd000, minusInfinity: 0xf000 }
const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,9}))?$/i
const specialTexts: Readonly<Record<string, string>> = {
  nan: 'NaN',
  infinity: 'Infinity',
  '+infinity': 'Infinity',
  '-infinity': '-Infinity',
  inf: 'Infinity',
  '+inf': 'Infinity',
  '-inf': '-Infinity',
}

/** Decimal text with as many digits behind the point as were given: `1.50` stays `1.50`. */
export const numericCodec: Codec = {
  toText: toDecimal,
  fromText: toDecimal,
  writeBinary: (writer, value) => writeDecimal(writer, toDecimal(value)),
  readBinary: readDecimal,
}

function toDecimal(value: WireValue): string {
  if (typeof value === 'bigint') return toDecimal(value.toString())
  if (typeof value === 'number') return toDecimal(String(value))
  if (typeof value !== 'string') throw invalidValue('numeric', value)
  const text = value.trim()
  const special = specialTexts[text.toLowerCase()]
  if (special !== undefined) return special
  const [, minus = '', whole = '', fraction = '', power = '0'] = decimal.exec(text) ?? []
  if (whole === '' && fraction === '') throw invalidValue('numeric', value)
  return shiftPoint({ minus, whole, fraction }, Number(power), value)
}

function shiftPoint(
  parts: { readonly minus: string; readonly whole: string; readonly fraction: string },
  power: number,
  value: WireValue,
): string {
  if (Math.abs(power) > 2 * mostDigits) throw outOfRange('numeric', value)
  let { whole, fraction } = parts
  if (power > 0) {
    whole += fraction.slice(0, power).padEnd(power, '0')
    fraction = fraction.slice(power)
  } else if (power < 0) {
    const padded = whole.padStart(-power, '0')
    fraction = padded.slice(padded.length + power) + fraction
    whole = padded.slice(0, padded.length + power)
  }
  whole = whole.replace(/^0+/, '')
  if (whole.length > mostDigits || fraction.length > mostDigits) throw outOfRange('numeric', value)
  const isZero = whole === '' && !/[1-9]/.test(fraction)
  const minus = parts.minus === '-' && !isZero ? '-' : ''
  const integer = `${minus}${whole === '' ? '0' : whole}`
  return fraction === '' ? integer : `${integer}.${fraction}`
}

/** Groups of four decimal digits, aligned to the point, without groups of zeros at either end. */
function writeDecimal(writer: ByteWriter, text: string): void {
  const special = specialSign(text)
  if (special !== undefined) {
    for (const field of [0, 0, special, 0]) writer.int16(field)
    return
  }
  const isNegative = text.startsWith('-')
  const [whole = '', fraction = ''] = (isNegative ? text.slice(1) : text).split('.')
  const padded =
    whole.padStart(roundUp(whole.length), '0') + fraction.padEnd(roundUp(fraction.length), '0')
  const groups: number[] = []
  for (let at = 0; at < padded.length; at += 4) groups.push(Number(padded.slice(at, at + 4)))
  const first = groups.findIndex((group) => group !== 0)
  const last = groups.findLastIndex((group) => group !== 0)
  const kept = first === -1 ? [] : groups.slice(first, last + 1)
  writer.int16(kept.length)
  writer.int16(first === -1 ? 0 : roundUp(whole.length) / 4 - 1 - first)
  writer.int16(isNegative ? sign.negative : sign.positive)
  writer.int16(fraction.length)
  for (const group of kept) writer.int16(group)
}

function specialSign(text: string): number | undefined {
  switch (text) {
    case 'NaN':
      return sign.nan
    case 'Infinity':
      return sign.infinity
    case '-Infinity':
      return sign.minusInfinity
    default:
      return undefined
  }
}

function roundUp(length: number): number {
  return Math.ceil(length / 4) * 4
}

function readDecimal(reader: ByteReader): string {
  const count = reader.uint16()
  const weight = reader.int16()
  const kind = reader.uint16()
  const scale = reader.uint16()
  const groups: string[] = []
  for (let index = 0; index < count; index++) groups.push(readGroup(reader))
  if (kind === sign.nan) return 'NaN'
  if (kind === sign.infinity) return 'Infinity'
  if (kind === sign.minusInfinity) return '-Infinity'
  if (kind !== sign.positive && kind !== sign.negative) {
    throw protocolViolation(`numeric value has the sign ${kind}`)
  }
  const digits = groups.join('')
  const wholeDigits = digits === '' ? 0 : (weight + 1) * 4
  if (Math.abs(wholeDigits) > mostDigits + 4 || scale > mostDigits) {
    throw outOfRange('numeric', 'of many digits')
  }
  return assemble({ digits, wholeDigits, scale, minus: kind === sign.negative ? '-' : '' })
}

function assemble(value: {
  readonly digits: string
  readonly wholeDigits: number
  readonly scale: number
  readonly minus: string
}): string {
  const { digits, wholeDigits, scale, minus } = value
  const whole = wholeDigits > 0 ? digits.slice(0, wholeDigits).padEnd(wholeDigits, '0') : ''
  const behind = wholeDigits > 0 ? digits.slice(wholeDigits) : '0'.repeat(-wholeDigits) + digits
  // The scale rules: PostgreSQL, too, cuts digits of the last group beyond it.
  const fraction = behind.slice(0, scale).padEnd(scale, '0')
  return toDecimal(`${minus}${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`)
}

function readGroup(reader: ByteReader): string {
  const group = reader.uint16()
  if (group >= base) throw protocolViolation(`numeric value has the digit ${group}`)
  return String(group).padStart(4, '0')
}
