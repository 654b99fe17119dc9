import type { Tree } from '@devopsql/schema'
import { valueAt } from './raw-page.ts'
import { ownHoles, type ReadAgain } from './read-again.ts'

/** Each row before the rows that it holds, level by level to the last. */
export async function flattenTree(
  rows: readonly unknown[],
  tree: Tree,
  readAgain: ReadAgain,
): Promise<readonly unknown[]> {
  const flat: unknown[] = []
  // A list of its own, because a tree may be deeper than the call stack.
  const waiting = rows.toReversed()
  for (;;) {
    const row = waiting.pop()
    if (row === undefined) return flat
    flat.push(row)
    const children = childrenOf(row, tree) ?? (await missingChildren(row, tree, readAgain))
    for (const child of children.toReversed()) waiting.push(child)
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
