import { isInStar } from '@devopsql/schema'
import { predicateKey } from '../logical/predicate.ts'
import type { ScanNeed } from './scan-plan.ts'

/**
 * Needs that ask for the same rows are met by one scan, which reads the columns of all of them: that of the first. Those
 * that wait for keys, that others wait for, or that may stop early, each keep a scan of their own.
 */
export function shareNeeds(needs: readonly ScanNeed[]): readonly ScanNeed[] {
  const waitedFor = new Set(needs.flatMap(({ keys }) => keys.map(({ from }) => from)))
  const groups = new Map<string, ScanNeed[]>()
  for (const need of needs) {
    if (need.keys.length > 0 || need.limit !== undefined || waitedFor.has(need.id)) continue
    const key = keyOf(need)
    groups.set(key, [...(groups.get(key) ?? []), need])
  }
  const shared = new Map([...groups.values()].flatMap((group) => share(group)))
  return needs.map((need) => shared.get(need.id) ?? need)
}

function keyOf({ resolved, conjuncts }: ScanNeed): string {
  const { catalog, schema, table } = resolved
  return JSON.stringify([catalog, schema, table.name, ...conjuncts.map(predicateKey).toSorted()])
}

function share(group: readonly ScanNeed[]): readonly (readonly [string, ScanNeed])[] {
  const [first] = group
  if (first === undefined || group.length === 1) return []
  const names = new Set(group.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const columns = first.resolved.table.columns.filter(({ name }) => names.has(name))
  // A column that `*` does not stand for would show in the `*` of a source that doesn't name it.
  const isSame = group.every((need) => need.columns.length === columns.length)
  if (!isSame && !columns.every(isInStar)) return []
  return group.map((need) => {
    const isFirst = need.id === first.id
    return [need.id, { ...need, columns, ...(!isFirst && { sharedWith: first.id }) }]
  })
}
