import type { Tree } from '@devopsql/schema'
import type { Holes } from './fill-template.ts'
import { valueAt } from './raw-page.ts'

/** Reads what is at a path whose holes are those of the request and these. */
export type ReadAgain = (template: string, holes: Holes) => Promise<unknown>

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

/** The texts and numbers of a row, as holes named `$property`. */
function ownHoles(row: unknown): Holes {
  const holes = new Map<string, string>()
  for (const [name, value] of Object.entries(Object(row) as Readonly<Record<string, unknown>>)) {
    if (typeof value === 'string' || typeof value === 'number') holes.set(`$${name}`, String(value))
  }
  return holes
}
