import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ByteWriter } from './bytes/byte-writer.ts'
import type { WireValue } from './codecs/codec.ts'
import { decodeValue } from './types/decode-value.ts'
import type { PostgresType } from './types/postgres-type.ts'
import { postgresTypes, typeOfOid } from './types/type-table.ts'

const integer = (least: number, most: number) => fc.integer({ min: least, max: most })
const oid = integer(0, 4_294_967_295)
const text = fc.string({ unit: 'binary' })
// From 4714 BC to the end of 294276, which PostgreSQL has as its limits.
const microseconds = fc.bigInt({
  min: -211_813_488_000_000_000n,
  max: 9_223_371_331_199_999_999n,
})

/** Values as they are read, of every type: what is written of them must be read as the same. */
const values: Readonly<Record<string, fc.Arbitrary<WireValue>>> = {
  bool: fc.boolean(),
  bytea: fc.uint8Array(),
  char: fc.constantFrom('', 'r', '~'),
  int2: integer(-0x8000, 0x7fff),
  int4: integer(-0x8000_0000, 0x7fff_ffff),
  int8: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  oid,
  xid: oid,
  float4: fc.float(),
  float8: fc.double(),
  numeric: fc.oneof(
    fc
      .tuple(fc.boolean(), fc.bigInt({ min: 1n, max: 10n ** 60n }), integer(0, 40), integer(0, 9))
      .map(
        ([minus, whole, zeros, digit]) =>
          `${minus ? '-' : ''}${whole}.${'0'.repeat(zeros)}${digit}`,
      ),
    fc.constantFrom('NaN', 'Infinity', '-Infinity', '0', '0.000', '0.00001000'),
  ),
  json: fc.json(),
  jsonb: fc.json(),
  date: integer(-2_451_545, 2_145_031_948).map((days) => readDate(days)),
  time: integer(0, 86_400_000_000).map((microseconds) => readTime(BigInt(microseconds))),
  timestamp: microseconds.map((value) => readTimestamp('timestamp', value)),
  timestamptz: microseconds.map((value) => readTimestamp('timestamptz', value)),
  interval: fc
    .tuple(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), fc.integer(), fc.integer())
    .map(readInterval),
  uuid: fc.uuid(),
  void: fc.constant(''),
}

function valuesOf(type: PostgresType): fc.Arbitrary<WireValue> {
  if (type.element === undefined) {
    return values[type.name] ?? (type.name.startsWith('reg') ? oid : text)
  }
  const element = valuesOf(type.element)
  if (type.category === 'A' && !type.name.startsWith('_')) return fc.array(element)
  const flat = fc.array(fc.option(element))
  return fc.oneof(flat, fc.array(fc.tuple(fc.option(element), fc.option(element))))
}

function inBinary(type: PostgresType, value: WireValue): WireValue | null {
  const writer = new ByteWriter()
  type.codec.writeBinary(writer, value)
  return decodeValue(type, { format: 'binary', bytes: writer.take() })
}

it.each(postgresTypes.map((type) => ({ name: type.name, type })))(
  '$name is read as it was written, as text and in binary',
  ({ type }) => {
    fc.assert(
      fc.property(valuesOf(type), (value) => {
        const bytes = new TextEncoder().encode(type.codec.toText(value))
        expect(decodeValue(type, { format: 'text', bytes })).toEqual(value)
        expect(inBinary(type, value)).toEqual(value)
      }),
    )
  },
)

function fromFields(oid: number, write: (view: DataView) => void): WireValue {
  const type = typeOfOid(oid)
  if (type === undefined) throw new Error(`no type ${oid}`)
  const bytes = new Uint8Array(type.size)
  write(new DataView(bytes.buffer))
  return decodeValue(type, { format: 'binary', bytes }) ?? ''
}

function readDate(days: number): WireValue {
  return fromFields(1082, (view) => view.setInt32(0, days))
}

function readTime(microseconds: bigint): WireValue {
  return fromFields(1083, (view) => view.setBigInt64(0, microseconds))
}

function readTimestamp(name: 'timestamp' | 'timestamptz', microseconds: bigint): WireValue {
  return fromFields(name === 'timestamp' ? 1114 : 1184, (view) => view.setBigInt64(0, microseconds))
}

function readInterval([microseconds, days, months]: [bigint, number, number]): WireValue {
  return fromFields(1186, (view) => {
    view.setBigInt64(0, microseconds)
    view.setInt32(8, days)
    view.setInt32(12, months)
  })
}

it('knows the calendar as JavaScript does', () => {
  fc.assert(
    fc.property(
      fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }),
      (date) => {
        const days = Math.floor(date.getTime() / 86_400_000) - 10_957
        expect(readDate(days)).toBe(date.toISOString().slice(0, 10))
      },
    ),
  )
})
