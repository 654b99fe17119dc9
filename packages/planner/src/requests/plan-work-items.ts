import type { Access, Column } from '@devopsql/schema'
import type { Constant } from '../logical/constant.ts'
import { columnsOf, equalityConstants, type Predicate } from '../logical/predicate.ts'
import type { Outcome } from './outcome.ts'
import type { Fetch, ScanNeed } from './scan-plan.ts'
import { writeWiql } from './wiql.ts'

export interface WorkItemsInput {
  readonly access: Access
  readonly need: ScanNeed
  readonly conjuncts: readonly Predicate[]
  readonly implicit: readonly Predicate[]
  readonly pushdown: boolean
}

export interface WorkItemsPlan {
  readonly fetch: Fetch
  readonly fetchWithoutTop: Fetch
  readonly outcomes: ReadonlyMap<Predicate, Outcome>
  readonly isOrdered: boolean
}

// "The length of the WIQL query must not exceed 32,000 characters": docs/boards/queries/wiql-syntax.md.
// The rest is for SELECT, ORDER BY and the Id range that a split adds.
const longestCondition = 30_000

/** Plans a read of work items: ids that are known go straight to batches, everything else becomes WIQL. */
export function planWorkItems(input: WorkItemsInput): WorkItemsPlan {
  const { need, conjuncts, implicit } = input
  const byId = conjuncts.find(
    (predicate) => equalityConstants(predicate)?.column.field?.referenceName === 'System.Id',
  )
  const known = byId && idsOf(equalityConstants(byId)?.values ?? [])
  const base = {
    kind: 'work-items',
    ...readOf(input.access, need, implicit),
    idsOnly: false,
    project: need.resolved.scope.project,
  } as const
  if (byId !== undefined && known !== undefined) {
    const outcomes = new Map<Predicate, Outcome>(
      [...implicit, ...conjuncts].map((predicate) => [
        predicate,
        predicate === byId ? idsOutcome(byId, known) : afterIds(predicate),
      ]),
    )
    const fetch: Fetch = { ...base, conditions: [], ids: known, orderBy: undefined, top: undefined }
    return { fetch, fetchWithoutTop: fetch, outcomes, isOrdered: false }
  }
  return planWiql(input, base)
}

type ReadParts = Pick<
  Extract<Fetch, { kind: 'work-items' }>,
  'kind' | 'fields' | 'relations' | 'idsOnly' | 'project'
>

function planWiql(
  { access, need, conjuncts, implicit }: WorkItemsInput,
  base: ReadParts,
): WorkItemsPlan {
  const outcomes = new Map<Predicate, Outcome>()
  let alternatives: readonly string[] = [access.where ?? '']
  for (const predicate of [...implicit, ...conjuncts]) {
    const written = writeWiql(predicate)
    if ('refused' in written) {
      outcomes.set(predicate, {
        fidelity: 'unsupported',
        text: predicate.text,
        reason: written.refused,
      })
      continue
    }
    const chunked = addCondition(alternatives, predicate, written.text)
    if (chunked === undefined) {
      outcomes.set(predicate, {
        fidelity: 'unsupported',
        text: predicate.text,
        reason: 'the WIQL text would pass 32,000 characters',
      })
      continue
    }
    alternatives = chunked
    const sent = written.text.length > 400 ? `${written.text.slice(0, 400)}…` : written.text
    outcomes.set(
      predicate,
      written.inexact === undefined
        ? { fidelity: 'exact', text: predicate.text, sent }
        : { fidelity: 'inexact', text: predicate.text, sent, reason: written.inexact },
    )
  }
  const orderBy = orderOf(need)
  const isOrdered = orderBy !== undefined && alternatives.length === 1
  const canStop =
    need.limit !== undefined &&
    need.limit < 19_999 &&
    access.each === undefined &&
    (need.order.length === 0 || isOrdered)
  const fetch: Fetch = {
    ...base,
    conditions: alternatives,
    ids: undefined,
    orderBy: isOrdered ? orderBy : undefined,
    top: canStop && alternatives.length === 1 ? need.limit : undefined,
  }
  return { fetch, fetchWithoutTop: { ...fetch, top: undefined }, outcomes, isOrdered }
}

/** Each alternative AND the condition; a long IN or OR is cut into several alternatives whose ids are united. */
function addCondition(
  alternatives: readonly string[],
  predicate: Predicate,
  text: string,
): readonly string[] | undefined {
  const joined = alternatives.map((alternative) => and(alternative, text))
  if (joined.every((alternative) => alternative.length <= longestCondition)) return joined
  if (alternatives.length > 1 || predicate.kind !== 'in') return undefined
  const half = Math.ceil(predicate.values.length / 2)
  if (half === predicate.values.length) return undefined
  const halves = [predicate.values.slice(0, half), predicate.values.slice(half)].map(
    (values): Predicate => ({ ...predicate, values }),
  )
  const parts = halves.map((part) => {
    const written = writeWiql(part)
    return 'text' in written ? addCondition(alternatives, part, written.text) : undefined
  })
  const known = parts.filter((part): part is readonly string[] => part !== undefined)
  return known.length === parts.length ? known.flat() : undefined
}

function and(left: string, right: string): string {
  return left === '' ? right : `${left} AND ${right}`
}

/** The fields of the columns that are read, and of those that tell the place of the table; and whether relations are. */
function readOf(
  { each }: Access,
  need: ScanNeed,
  implicit: readonly Predicate[],
): {
  readonly fields: readonly string[]
  readonly relations: boolean
} {
  const columns = [...need.columns, ...implicit.flatMap(columnsOf)]
  const paths = columns.flatMap(({ source }) =>
    source.kind === 'row' || source.kind === 'outer' || source.kind === 'lookup'
      ? [source.path]
      : [],
  )
  const named = new Set(
    paths.flatMap(([first, name]) => (first === 'fields' && name !== undefined ? [name] : [])),
  )
  return {
    fields: named.size === 0 ? ['System.Id'] : [...named],
    relations: each === 'relations' || paths.some(([first]) => first === 'relations'),
  }
}

function idsOf(values: readonly Constant[]): readonly number[] | undefined {
  const ids = new Set<number>()
  for (const value of values) {
    if (value.kind === 'null') continue
    if (value.kind !== 'number') return undefined
    // A number that can't be an id matches nothing, so asking for it would only cost a request.
    if (Number.isInteger(value.value) && value.value > 0 && value.value <= 2_147_483_647)
      ids.add(value.value)
  }
  return [...ids]
}

function idsOutcome(predicate: Predicate, ids: readonly number[]): Outcome {
  const shown =
    ids.length > 5 ? `${ids.slice(0, 5).join(', ')} … (${ids.length} ids)` : ids.join(', ')
  return { fidelity: 'exact', text: predicate.text, sent: `ids: ${shown}` }
}

function afterIds(predicate: Predicate): Outcome {
  return {
    fidelity: 'unsupported',
    text: predicate.text,
    reason: 'the ids are known, so the batches are read and checked here',
  }
}

/** WIQL ORDER BY for orders that both sides agree upon: numbers and dates that are never empty. */
function orderOf(need: ScanNeed): string | undefined {
  if (need.order.length === 0 || need.limit === undefined) return undefined
  const parts = need.order.map(({ column, descending }) => {
    const isComparable =
      isAlwaysThere(column) && (column.type === 'integer' || column.type === 'timestamptz')
    return column.field?.canSortBy === true && isComparable
      ? `[${column.field.referenceName}]${descending ? ' DESC' : ''}`
      : undefined
  })
  const known = parts.filter((part): part is string => part !== undefined)
  return known.length === parts.length ? known.join(', ') : undefined
}

function isAlwaysThere(column: Column): boolean {
  return !column.nullable
}
