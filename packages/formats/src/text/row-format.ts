import type { ResultColumn } from 'devopsql'

export type Values = readonly unknown[]

/** Turns rows into pieces of text or bytes: `begin` once, `rows` per batch, `end` once. It may hold back a bounded number of rows. */
export interface RowFormat<Piece = string> {
  begin(columns: readonly ResultColumn[]): Piece
  rows(batch: readonly Values[]): Piece
  end(): Piece
}

/** How values come. */
export interface ValueForm {
  /** As `QueryOptions.exact` gives them, instead of JavaScript's own. */
  readonly exact?: boolean
}
