import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aColumn } from '../testing/a-column.ts'
import { arrowStream } from './arrow-stream.ts'
import { clockMicrosecondsOf, daysOf, microsecondsOf } from './exact-times.ts'

function written(type: string, ...batches: readonly (readonly unknown[])[]): Uint8Array {
  const format = arrowStream()
  const pieces = [format.begin([aColumn('a', type)])]
  for (const values of batches) pieces.push(format.rows(values.map((value) => [value])))
  return Buffer.concat([...pieces, format.end()])
}

function readBack(type: string, values: readonly unknown[]): { type: string; values: unknown } {
  const table = tableFromIPC(written(type, values))
  const column = table.getChild('a')
  const plain = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'toArray' in value
      ? Array.from(value as unknown as Iterable<unknown>, plain)
      : value
  return { type: String(column?.type), values: [...(column ?? [])].map(plain) }
}

it.each<[string, string, readonly unknown[]]>([
  ['BOOLEAN', 'Bool', [true, null, false, true, true, true, true, true, false, true]],
  ['TINYINT', 'Int8', [-128, null, 127]],
  ['INTEGER', 'Int32', [-2_147_483_648, null, 2_147_483_647]],
  ['UINTEGER', 'Uint32', [4_294_967_295, null]],
  ['BIGINT', 'Int64', [9_223_372_036_854_775_807n, null, -1n]],
  ['UBIGINT', 'Uint64', [18_446_744_073_709_551_615n, null]],
  ['DOUBLE', 'Float64', [1.5, null, Number.NaN, Number.POSITIVE_INFINITY]],
  ['VARCHAR', 'Utf8', ['é😀', null, '', '\ud800', 'a\u0000b']],
  ['JSON', 'Utf8', ['{"a": 1.0}', null]],
  ['UUID', 'Utf8', ['550e8400-e29b-41d4-a716-446655440000']],
  ['INTERVAL', 'Utf8', ['1 year 00:00:01.5', null]],
  ['INTEGER[]', 'List<Int32>', [[1, null, 3], null, []]],
  ['VARCHAR[][]', 'List<List<Utf8>>', [[['a'], null], [[]], null]],
])('holds %s as %s', (type, arrowType, values) => {
  const kept = values.map((value) => (value === '\ud800' ? '\ufffd' : value))
  expect(readBack(type, values)).toEqual({ type: arrowType, values: kept })
})

it.each([
  [
    'TIMESTAMP WITH TIME ZONE',
    'Timestamp<MICROSECOND, UTC>',
    '2024-02-29 12:00:00.123456+00',
    1_709_208_000_123.456,
  ],
  ['TIMESTAMP', 'Timestamp<MICROSECOND>', '1969-12-31 23:59:59.9', -100],
  ['DATE', 'Date32<DAY>', '2024-02-29', Date.UTC(2024, 1, 29)],
])('holds %s as %s', (...[type, arrowType, text, milliseconds]) => {
  expect(readBack(type, [text, null])).toEqual({ type: arrowType, values: [milliseconds, null] })
})

it('keeps batches, and is whole without rows', () => {
  const table = tableFromIPC(written('INTEGER', [1, 2], [], [3]))
  expect([...(table.getChild('a') ?? [])]).toEqual([1, 2, 3])
  expect(table.batches).toHaveLength(2)
  expect(tableFromIPC(written('INTEGER')).schema.fields.map(String)).toEqual(['a: Int32'])
})

it.each([
  ['2024-01-01 00:00:00.000001+00', 1_704_067_200_000_001n],
  ['1970-01-01', 0n],
  ['1969-12-31 23:59:59.999999', -1n],
  ['0001-01-01 00:00:00', -62_135_596_800_000_000n],
  ['0001-12-31 00:00:00+00 BC', -62_135_683_200_000_000n],
  ['12024-01-01 00:00:00', 317_273_587_200_000_000n],
])('reads %s as %i microseconds', (text, microseconds) => {
  expect(microsecondsOf(text)).toBe(microseconds)
})

it('reads every time of our era', () => {
  const instant = fc.date({ min: new Date(0), max: new Date(8e12), noInvalidDate: true })
  fc.assert(
    fc.property(instant, fc.integer({ min: 0, max: 999 }), (date, micros) => {
      const digits = String(micros).padStart(3, '0')
      const text = date.toISOString().replace('T', ' ').replace('Z', `${digits}+00`)
      expect(microsecondsOf(text)).toBe(BigInt(date.getTime()) * 1000n + BigInt(micros))
    }),
  )
  expect(daysOf('1969-12-31')).toBe(-1)
  expect(clockMicrosecondsOf('23:59:59.000001')).toBe(86_399_000_001n)
})

it('says what Arrow has no place for', () => {
  expect(() => written('DATE', ['infinity'])).toThrow('infinity has no place in an Arrow column')
})

it('keeps decimals to the last digit', () => {
  const values = ['-0.05', null, '12345678901234567890.12', '-99999999999999999999999999999999.99']
  const words = tableFromIPC(written('DECIMAL(38,2)', values)).getChild('a')?.data[0]
    ?.values as Uint32Array
  const numbers = values.map((_, index) =>
    BigInt.asIntN(
      128,
      [3, 2, 1, 0].reduce((sum, at) => (sum << 32n) | BigInt(words[index * 4 + at] ?? 0), 0n),
    ),
  )
  expect(numbers).toEqual([
    -5n,
    0n,
    1_234_567_890_123_456_789_012n,
    -9_999_999_999_999_999_999_999_999_999_999_999n,
  ])
})
