import type { Tree } from '@devopsql/schema'
import { valueAt } from './raw-page.ts'
import { ownHoles, type ReadAgain } from './read-again.ts'

interface Held {
  readonly row: unknown
  readonly holder: unknown
}

export interface FlatTree {
  readonly rows: readonly unknown[]
  /** The row that holds each row; undefined for those of the list itself. */
  readonly holders: readonly unknown[]
}

/** Each row before the rows that it holds, level by level to the last. */
export async function flattenTree(
  rows: readonly unknown[],
  tree: Tree,
  readAgain: ReadAgain,
): Promise<FlatTree> {
  const flat: unknown[] = []
  const holders: unknown[] = []
  // A list of its own, because a tree may be deeper than the call stack.
  const waiting = rows.toReversed().map((row): Held => ({ row, holder: undefined }))
  for (;;) {
    const next = waiting.pop()
    if (next === undefined) return { rows: flat, holders }
    const { row, holder } = next
    flat.push(row)
    holders.push(holder)
    const children = childrenOf(row, tree) ?? (await missingChildren(row, tree, readAgain))
    for (const child of children.toReversed()) waiting.push({ row: child, holder: row })
  }
}

function childrenOf(row: unknown, { children }: Tree): readonly unknown[] | undefined {
  const held = valueAt(row, [children])
  return Array.isArray(held) ? held : undefined
}

async function missingChildren(
  row: unknown,
  tree: Tree,
  readAgain: ReadAgain,
): Promise<readonly unknown[]> {
  if (tree.more === undefined || valueAt(row, [tree.more.flag]) !== true) return []
  const again = await readAgain(tree.more.path, ownHoles(row))
  return childrenOf(again, tree) ?? []
}
