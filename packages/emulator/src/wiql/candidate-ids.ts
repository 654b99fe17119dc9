import type { WorkItemStore } from './contract.ts'
import type { Condition, FieldName, Operand } from './wiql-syntax.ts'

/** The ids that can satisfy a query, in ascending order: a stretch of all ids, or some of them. */
export interface CandidateIds {
  readonly length: number
  at(index: number): number
}

interface Bounds {
  readonly from: number
  readonly to: number
}

/** Narrows all ids by the conditions on the id, so that a query for some of them doesn't visit all. */
export function candidateIds(store: WorkItemStore, where: Condition | undefined): CandidateIds {
  const conjuncts = where === undefined ? [] : conjunctsOf(where)
  const lists = conjuncts.map(listOf).filter((list) => list !== undefined)
  const bounds = boundsOf(conjuncts)
  const shortest = lists.toSorted((a, b) => a.length - b.length)[0]
  if (shortest !== undefined) {
    const ids = [...new Set(shortest)].filter(
      (id) => id >= bounds.from && id <= bounds.to && store.has(id),
    )
    ids.sort((a, b) => a - b)
    return { length: ids.length, at: (index) => ids[index] ?? 0 }
  }
  const first = lowerBound(store.ids, bounds.from)
  const end = lowerBound(store.ids, bounds.to + 1)
  return { length: Math.max(0, end - first), at: (index) => store.ids[first + index] ?? 0 }
}

/** The conditions that must all hold. */
export function conjunctsOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'and' ? condition.items.flatMap(conjunctsOf) : [condition]
}

/** The ids that a condition lists: `=`, IN, or an OR of those. */
function listOf(condition: Condition): readonly number[] | undefined {
  if (condition.kind === 'comparison' && condition.operator === '=') {
    return isId(condition.field) ? integers([condition.value]) : undefined
  }
  if (condition.kind === 'in') return isId(condition.field) ? integers(condition.values) : undefined
  if (condition.kind !== 'or') return undefined
  const lists = condition.items.map(listOf).filter((list) => list !== undefined)
  return lists.length === condition.items.length ? lists.flat() : undefined
}

function boundsOf(conjuncts: readonly Condition[]): Bounds {
  let from = Number.NEGATIVE_INFINITY
  let to = Number.POSITIVE_INFINITY
  for (const condition of conjuncts) {
    if (condition.kind !== 'comparison' || !isId(condition.field)) continue
    const value = integers([condition.value])?.[0]
    if (value === undefined) continue
    if (condition.operator === '>' || condition.operator === '>=') {
      from = Math.max(from, condition.operator === '>' ? value + 1 : value)
    }
    if (condition.operator === '<' || condition.operator === '<=') {
      to = Math.min(to, condition.operator === '<' ? value - 1 : value)
    }
  }
  return { from, to }
}

function isId(field: FieldName): boolean {
  const name = field.name.toLowerCase()
  return name === 'system.id' || name === 'id'
}

function integers(operands: readonly Operand[]): readonly number[] | undefined {
  const values = operands.map((operand) =>
    operand.kind === 'number' || (operand.kind === 'string' && operand.value !== '')
      ? Number(operand.value)
      : Number.NaN,
  )
  return values.every(Number.isInteger) ? values : undefined
}

/** The index of the first id that is not below a value. */
function lowerBound(ids: ArrayLike<number>, value: number): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ids[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
