/** A time as TIMESTAMP columns hold it. */
export function microseconds(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds)) * 1000n
}
