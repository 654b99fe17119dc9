interface Validity {
  readonly length: number
  readonly nullCount: number
  readonly nullBitmap: Uint8Array
}

/** Which values there are, a bit each. */
export function validityOf(values: readonly unknown[]): Validity {
  const { length } = values
  const nullBitmap = new Uint8Array((length + 7) >> 3)
  let nullCount = 0
  for (let index = 0; index < length; index++) {
    const value = values[index]
    if (value === null || value === undefined) nullCount += 1
    else nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7))
  }
  return { length, nullCount, nullBitmap }
}
