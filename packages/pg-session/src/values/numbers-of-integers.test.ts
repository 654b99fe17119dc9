import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numbersOfIntegers } from './numbers-of-integers.ts'

const safe = BigInt(Number.MAX_SAFE_INTEGER)

it('gives the same integers as numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -safe, max: safe })), (integers) => {
      const numbers = numbersOfIntegers(BigInt64Array.from(integers))
      expect(Array.from(numbers, BigInt)).toEqual(integers)
      expect(numbers).toBeInstanceOf(Float64Array)
    }),
  )
})

it.each([2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n])(
  'keeps integers beside one that no number holds: %s',
  (large) => {
    const integers = BigInt64Array.of(1n, large)
    expect(numbersOfIntegers(integers)).toBe(integers)
  },
)

it('reads a part of a larger buffer', () => {
  const integers = BigInt64Array.of(1n, 2n, -3n).subarray(1)
  expect(numbersOfIntegers(integers)).toEqual(Float64Array.of(2, -3))
})
