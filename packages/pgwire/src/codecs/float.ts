import type { ByteWriter } from '../bytes/byte-writer.ts'
import { type Codec, invalidValue, outOfRange, type WireValue } from './codec.ts'

export const float8Codec: Codec = {
  toText: formatFloat8,
  writeText: (writer, value) => {
    const float = toFloat8(value)
    if (!writeShortDecimal(writer, float)) writer.text(formatFloat8(float))
  },
  fromText: toFloat8,
  writeBinary: (writer, value) => writer.float64(toFloat8(value)),
  readBinary: (reader) => reader.float64(),
}

export const float4Codec: Codec = {
  toText: (value) => formatFloat(toFloat4(value), shortestFloat4, 6),
  fromText: toFloat4,
  writeBinary: (writer, value) => writer.float32(toFloat4(value)),
  readBinary: (reader) => reader.float32(),
}

const specialNumbers: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  '+infinity': Number.POSITIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
  inf: Number.POSITIVE_INFINITY,
  '+inf': Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
}
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/

function toFloat4(value: WireValue): number {
  const exact = toNumber('real', value)
  const rounded = Math.fround(exact)
  if (Number.isFinite(exact) && !Number.isFinite(rounded)) throw outOfRange('real', value)
  if (exact !== 0 && rounded === 0) throw outOfRange('real', value)
  return rounded
}

function toFloat8(value: WireValue): number {
  return toNumber('double precision', value)
}

function toNumber(type: string, value: WireValue): number {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'string') throw invalidValue(type, value)
  const text = value.trim().toLowerCase()
  const special = Object.hasOwn(specialNumbers, text) ? specialNumbers[text] : undefined
  if (special !== undefined) return special
  if (!decimal.test(text)) throw invalidValue(type, value)
  const number = Number(text)
  const vanished = number === 0 && /[1-9]/.test(text.replace(/e.*/, ''))
  if (!Number.isFinite(number) || vanished) throw outOfRange(type, value)
  return number
}

/** Between these bounds JavaScript writes numbers as PostgreSQL does, and quicker. */
function formatFloat8(value: WireValue): string {
  const float = toFloat8(value)
  const size = Math.abs(float)
  if (size >= 1e-4 && size < 1e15) return String(float)
  return formatFloat(float, shortestFloat8, 15)
}

// A decimal of fewer digits than these is the only one of so few that is read as its double, so it is the shortest.
const mostDecimal = 1e15
const decimalPlaces = 3

/** Writes a number that has few digits, as most have, without making a text of it; false where it has more. */
function writeShortDecimal(writer: ByteWriter, float: number): boolean {
  if (Object.is(float, -0)) return false
  let scale = 1
  for (let places = 0; places <= decimalPlaces; places++) {
    const scaled = Math.round(float * scale)
    if (Math.abs(scaled) >= mostDecimal) return false
    if (scaled / scale === float) {
      writer.decimal(scaled, places)
      return true
    }
    scale *= 10
  }
  return false
}

/** Digits and exponent as in `d.ddde+dd`, the fewest that read back as the same number. */
type Shortest = (value: number) => string

const shortestFloat8: Shortest = (value) => value.toExponential()

const shortestFloat4: Shortest = (value) => {
  for (let digits = 0; digits < 8; digits++) {
    const text = value.toExponential(digits)
    if (Math.fround(Number(text)) === value) return text
  }
  return value.toExponential(8)
}

/** As PostgreSQL writes it: with an exponent of two digits where that is below -4 or from `scientific` on. */
function formatFloat(value: number, shortest: Shortest, scientific: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [mantissa = '', power = '0'] = shortest(value).split('e')
  const exponent = Number(power)
  if (exponent < -4 || exponent >= scientific) {
    const sign = exponent < 0 ? '-' : '+'
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  return placePoint(mantissa, exponent)
}

function placePoint(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : ''
  const digits = mantissa.replace(/[-.]/g, '')
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = digits.slice(exponent + 1)
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`
}
