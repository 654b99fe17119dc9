import { textComparison } from './compare-text.ts'
import type { FieldInfo, FieldValue } from './contract.ts'
import { numberOf } from './leaf-test.ts'
import type { QueryScope } from './query-scope.ts'

export interface SortColumn {
  readonly field: FieldInfo
  readonly descending: boolean
  /** In queries of links: the end whose rows the column sorts; both if absent. */
  readonly end?: 'source' | 'target'
}

/** The ids in the order of ORDER BY; ties by id. (assumed) */
export function sortIds(
  ids: readonly number[],
  columns: readonly SortColumn[],
  scope: QueryScope,
): readonly number[] {
  const keys = columns.map((column) => ({
    ranks: ranksOf(ids, column.field, scope),
    sign: column.descending ? -1 : 1,
  }))
  const order = ids.map((_, index) => index)
  order.sort((a, b) => {
    for (const { ranks, sign } of keys) {
      const [left, right] = [ranks[a] ?? 0, ranks[b] ?? 0]
      if (left !== right) return left < right ? -sign : sign
    }
    return (ids[a] ?? 0) - (ids[b] ?? 0)
  })
  return order.map((index) => ids[index] ?? 0)
}

/** A number for each id that sorts as the value does: texts are compared once for each different text. */
function ranksOf(ids: readonly number[], field: FieldInfo, scope: QueryScope): Float64Array {
  const { store, variants } = scope
  const empty =
    variants.emptyOrder === 'first' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const read = (id: number): FieldValue =>
    field.referenceName === 'System.Id' ? id : store.value(id, field.referenceName)
  const values = ids.map(read)
  const ranks = textRanks(values, scope)
  return Float64Array.from(values, (value) => {
    if (value === undefined || value === '') return empty
    return typeof value === 'string' ? (ranks.get(value) ?? 0) : numberOf(value)
  })
}

function textRanks(
  values: readonly FieldValue[],
  { variants }: QueryScope,
): ReadonlyMap<string, number> {
  const texts = textComparison(variants)
  const distinct = [...new Set(values.filter((value) => typeof value === 'string'))]
  distinct.sort(texts.collate)
  const ranks = new Map<string, number>()
  let rank = 0
  for (const [index, text] of distinct.entries()) {
    const previous = distinct[index - 1]
    if (previous !== undefined && texts.order(previous, text) !== 0) rank++
    ranks.set(text, rank)
  }
  return ranks
}
