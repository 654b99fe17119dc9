import type { Access } from '@devopsql/schema'
import { completeRows, type DetailReader } from './complete-rows.ts'
import type { ReadAgain } from './read-again.ts'
import { flattenTree } from './read-tree.ts'

export interface Readers {
  /** With the parameters of the list. */
  readonly again: ReadAgain
  /** The details of rows. */
  readonly details: DetailReader
}

export interface WholeRows {
  readonly rows: readonly unknown[]
  /** For rows of a tree: the row that holds each. */
  readonly holders: readonly unknown[] | undefined
}

/** The rows of a page with what the answer left out. */
export async function wholeRows(
  rows: readonly unknown[],
  { tree, partial }: Pick<Access, 'tree' | 'partial'>,
  { again, details }: Readers,
): Promise<WholeRows> {
  const { rows: flat, holders } = tree
    ? await flattenTree(rows, tree, again)
    : { rows, holders: undefined }
  return { rows: partial ? await completeRows(flat, partial, details) : flat, holders }
}
