import type { Format, PostgresType } from '@devopsql/pgwire'
import type { CopyFormat } from '../copy/copy-format.ts'
import type { RowStream } from './row-stream.ts'

/** A column as a client is told of it. */
export interface OutputColumn {
  readonly name: string
  readonly type: PostgresType
  readonly modifier: number
  /** Where it is from, if it shows a column of a relation. */
  readonly tableOid?: number
  readonly columnNumber?: number
}

/** What a statement has come to. */
export type Outcome =
  | { readonly kind: 'empty' }
  | { readonly kind: 'done'; readonly tag: string }
  | {
      readonly kind: 'rows'
      readonly columns: readonly OutputColumn[]
      readonly rows: RowStream
      readonly tag: (count: number) => string
    }
  | {
      readonly kind: 'copy'
      readonly columns: readonly OutputColumn[]
      readonly rows: RowStream
      readonly format: CopyFormat
    }

export interface RunOptions {
  readonly signal: AbortSignal
}

/** A statement that has been read: what it takes, what it gives, and how it is run. */
export interface Prepared {
  readonly parameterTypes: readonly PostgresType[]
  /** Undefined where it gives no rows. */
  readonly columns: readonly OutputColumn[] | undefined
  /** Formats that its own columns come in, whatever a client asks for: those of a binary cursor. */
  readonly formats?: readonly Format[]
  /** Whether it is all that a failed transaction still takes. */
  readonly endsTransaction: boolean
  /** Values in the order of the parameters. */
  run(values: readonly unknown[], options: RunOptions): Promise<Outcome>
}
