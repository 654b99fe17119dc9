import type { ResultColumn } from 'devopsql'

export type Values = readonly unknown[]

/** Turns rows into text piece by piece: `begin` once, `rows` per batch, `end` once. It may hold back a bounded number of rows. */
export interface RowFormat {
  begin(columns: readonly ResultColumn[]): string
  rows(batch: readonly Values[]): string
  end(): string
}
