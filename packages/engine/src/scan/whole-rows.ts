import type { Access } from '@devopsql/schema'
import { completeRows } from './complete-rows.ts'
import type { ReadAgain } from './read-again.ts'
import { flattenTree } from './read-tree.ts'

export interface Readers {
  /** With the parameters of the list. */
  readonly again: ReadAgain
  /** One row, which takes no parameters. */
  readonly alone: ReadAgain
}

/** The rows of a page with what the answer left out. */
export async function wholeRows(
  rows: readonly unknown[],
  { tree, partial }: Pick<Access, 'tree' | 'partial'>,
  { again, alone }: Readers,
): Promise<readonly unknown[]> {
  const flat = tree ? await flattenTree(rows, tree, again) : rows
  return partial ? await completeRows(flat, partial, alone) : flat
}
