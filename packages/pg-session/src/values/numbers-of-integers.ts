// Up to here a number holds every integer: two to the power of 53, of which the lower word has 32.
const mostOfUpperWord = 2 ** 21
const lowerWord = 2 ** 32

/** The same integers as numbers, where these hold all of them: each bigint would be an object of its own. */
export function numbersOfIntegers(integers: BigInt64Array): BigInt64Array | Float64Array {
  const { buffer, byteOffset, length } = integers
  const upper = new Int32Array(buffer, byteOffset, length * 2)
  const lower = new Uint32Array(buffer, byteOffset, length * 2)
  const numbers = new Float64Array(length)
  for (let index = 0; index < length; index++) {
    const high = upper[index * 2 + 1] ?? 0
    if (high >= mostOfUpperWord || high < -mostOfUpperWord) return integers
    numbers[index] = high * lowerWord + (lower[index * 2] ?? 0)
  }
  return numbers
}
