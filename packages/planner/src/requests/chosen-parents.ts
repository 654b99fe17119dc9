import type { Access } from '@devopsql/schema'
import { equalityConstants, type Predicate } from '../logical/predicate.ts'

/** The predicates that choose the parent rows; undefined where none does, though the access is never used for all. */
export function chosenParents(
  { parent }: Access,
  conjuncts: readonly Predicate[],
  { keyed = [] }: { readonly keyed?: readonly string[] },
): readonly Predicate[] | undefined {
  const { chosenBy } = parent ?? {}
  if (chosenBy === undefined) return []
  const choosing = conjuncts.filter((predicate) =>
    chosenBy.includes(equalityConstants(predicate)?.column.name ?? ''),
  )
  const isKeyed = chosenBy.some((name) => keyed.includes(name))
  return choosing.length > 0 || isKeyed ? choosing : undefined
}
