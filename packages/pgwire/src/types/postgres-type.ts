import type { Codec } from '../codecs/codec.ts'

/** A type as clients know it: what `pg_type` says of it, and how its values are written. */
export interface PostgresType {
  readonly oid: number
  readonly name: string
  /** Bytes of the binary form; -1 where they vary, -2 for text with an end. */
  readonly size: number
  /** As in `pg_type.typcategory`: A array, B boolean, D date or time, N number, P pseudo-type, S text, T interval ... */
  readonly category: string
  /** The type of the elements of an array or vector. */
  readonly element: PostgresType | undefined
  /** The object identifier of the arrays of it; 0 where there are none. */
  readonly arrayOid: number
  readonly codec: Codec
}
