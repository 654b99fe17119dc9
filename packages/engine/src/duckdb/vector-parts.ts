import type { DuckDBVector } from '@duckdb/node-api'

/** Which values of a vector are not NULL, a bit for each; the declarations of DuckDB's package keep it private. */
interface Validity {
  readonly data: BigUint64Array | null
  readonly offset: number
}

/** Whether the value at a place is NULL. */
export type IsNull = (index: number) => boolean

/** Undefined where nothing is NULL. DuckDB's own package makes big integers of the bits for each value. */
export function nullsOf(vector: DuckDBVector): IsNull | undefined {
  const { data, offset } = (vector as unknown as { readonly validity: Validity }).validity
  if (data === null) return undefined
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return (index) => {
    const bit = offset + index
    return ((bytes[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0
  }
}

/** The numbers that a vector of a type of fixed size is made of, in DuckDB's own memory. */
export type Numbers =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array

/** They are in the unit of the type: for dates days, for times and timestamps microseconds. */
export function numbersOf(vector: DuckDBVector): Numbers {
  return (vector as unknown as { readonly items: Numbers }).items
}
