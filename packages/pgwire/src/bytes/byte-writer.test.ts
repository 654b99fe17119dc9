import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scalar } from '../types/type-table.ts'
import { ByteWriter } from './byte-writer.ts'

function written(write: (writer: ByteWriter) => void): string {
  const writer = new ByteWriter()
  write(writer)
  return new TextDecoder().decode(writer.take())
}

it.each([
  0,
  -0,
  9,
  10,
  -10,
  999_999_999,
  1_000_000_000,
  -1_000_000_001,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
])('writes the digits of %d', (value) => {
  expect(written((writer) => writer.integer(value))).toBe(String(value))
})

it('writes every safe integer as JavaScript does', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fc.maxSafeInteger()), (value) => {
      expect(written((writer) => writer.integer(value))).toBe(String(value))
    }),
  )
})

const shortDecimal = fc
  .tuple(fc.integer(), fc.integer({ min: 0, max: 5 }))
  .map(([digits, places]) => digits / 10 ** places)

it.each([
  { name: 'int4', value: fc.integer() },
  { name: 'int8', value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) },
  { name: 'float8', value: fc.oneof(fc.double(), shortDecimal) },
] as const)('writes $name as its text is', ({ name, value }) => {
  const { codec } = scalar(name)
  fc.assert(
    fc.property<[number | bigint]>(value, (some) => {
      expect(written((writer) => codec.writeText?.(writer, some))).toBe(codec.toText(some))
    }),
    { numRuns: 1000 },
  )
})

it('leaves what was taken as it is, whatever is written next', () => {
  const writer = new ByteWriter()
  const first = 'a'.repeat(100_000)
  writer.text(first)
  const taken = writer.take()
  writer.text('b'.repeat(100_000))
  writer.take()
  expect(new TextDecoder().decode(taken)).toBe(first)
})
