import { type CandidateIds, candidateIds } from './candidate-ids.ts'
import { compileCondition, type Predicate } from './compile-condition.ts'
import type { FieldInfo, WorkItemStore } from './contract.ts'
import { familyOf } from './field-family.ts'
import { parseWiql } from './parse-wiql.ts'
import { findField, type QueryScope, type WiqlVariants } from './query-scope.ts'
import { type SortColumn, sortIds } from './sort-ids.ts'
import { parseWiqlDate } from './wiql-dates.ts'
import { refusal, refusalOfQuery, WiqlError } from './wiql-error.ts'
import type { WiqlQuery } from './wiql-syntax.ts'

export interface WiqlOptions {
  readonly top?: number | undefined
  readonly timePrecision?: boolean | undefined
  /** Id or name of the project in the URL: what `@project` stands for. It filters nothing. */
  readonly project?: string | undefined
  /** Who asks: `Display Name <unique@name>`. */
  readonly me?: string | undefined
  readonly now: Date
  readonly variants: WiqlVariants
}

export type WiqlResult =
  | {
      readonly kind: 'ids'
      readonly ids: readonly number[]
      readonly columns: readonly FieldInfo[]
      readonly sortColumns: readonly SortColumn[]
      readonly asOf: Date
    }
  | {
      readonly kind: 'error'
      readonly status: number
      readonly typeKey: string
      readonly message: string
      readonly eventId: number
    }

/** The longest query, in characters. (wiql-syntax.md, "Query language overview") */
const longest = 32_000
/** The most results. (docs/organizations/settings/work/object-limits.md) */
const limit = 20_000

/** Runs a query as the service would: the ids that match, in order, or the refusal. */
export function runWiql(store: WorkItemStore, text: string, options: WiqlOptions): WiqlResult {
  try {
    return run(store, text, options)
  } catch (error) {
    if (!(error instanceof WiqlError)) throw error
    const { status, typeKey, message, eventId } = error
    return { kind: 'error', status, typeKey, message, eventId }
  }
}

function run(store: WorkItemStore, text: string, options: WiqlOptions): WiqlResult {
  // Words assumed.
  if (text.length > longest)
    throw refusalOfQuery(`The query text exceeds the limit of ${longest} characters.`)
  const query = parseWiql(text)
  // The store knows no links and no history.
  if (query.from === 'workitemlinks')
    throw refusalOfQuery('Queries of work item links are not supported.')
  if (query.mode !== undefined) throw refusal('Expecting end of string.', `MODE (${query.mode})`)
  const scope = scopeOf(store, options)
  const columns = query.columns.map((column) => findField(scope, column))
  const sortColumns = query.orderBy.map((column) => sortColumn(column, scope))
  const asOf = asOfDate(query, options.now)
  const matches = query.where === undefined ? () => true : compileCondition(query.where, scope)
  const candidates = candidateIds(store, query.where)
  const ids = collect({ candidates, matches, sortColumns }, scope, options)
  return { kind: 'ids', ids, columns, sortColumns, asOf }
}

function scopeOf(store: WorkItemStore, options: WiqlOptions): QueryScope {
  const { now, variants, me, timePrecision = false } = options
  const wanted = options.project?.toLowerCase()
  const project = store.projects.find(
    ({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
  )
  return { store, variants, now, me, timePrecision, project: project?.name }
}

function sortColumn(
  { field: name, descending }: WiqlQuery['orderBy'][number],
  scope: QueryScope,
): SortColumn {
  const field = findField(scope, name)
  const family = familyOf(field)
  // Words assumed.
  if (!field.canSortBy || family === 'long-text' || family === 'tags') {
    throw refusal('The field cannot be used to sort a query.', name.text)
  }
  return { field, descending }
}

/** ASOF changes the date of the answer, not its rows: the store has no history. (a limit of the emulator) */
function asOfDate({ asOf }: WiqlQuery, now: Date): Date {
  if (asOf === undefined) return now
  const instant = parseWiqlDate(asOf.value)
  if (instant === undefined) throw refusal('Expecting DateTime value.', asOf.text)
  return new Date(instant)
}

interface Matching {
  readonly candidates: CandidateIds
  readonly matches: Predicate
  readonly sortColumns: readonly SortColumn[]
}

function collect(matching: Matching, scope: QueryScope, options: WiqlOptions): readonly number[] {
  const { top = Number.POSITIVE_INFINITY } = options
  // Whether $top avoids the error is not known for certain; public clients send 19,999.
  const capped = options.variants.wiqlLimit === 'always' || top >= limit
  const [first, ...others] = matching.sortColumns
  const byId =
    first === undefined || (first.field.referenceName === 'System.Id' && others.length === 0)
  const most = capped ? limit + 1 : byId ? top : Number.POSITIVE_INFINITY
  const found = take(matching, { most, backwards: byId && first?.descending === true })
  if (capped && found.length > limit) throw tooMany()
  const sorted = byId ? found : sortIds(found, matching.sortColumns, scope)
  return sorted.slice(0, top)
}

function take(
  { candidates, matches }: Matching,
  { most, backwards }: { readonly most: number; readonly backwards: boolean },
): readonly number[] {
  const ids: number[] = []
  for (let index = 0; index < candidates.length && ids.length < most; index++) {
    const id = candidates.at(backwards ? candidates.length - 1 - index : index)
    if (matches(id)) ids.push(id)
  }
  return ids
}

function tooMany(): WiqlError {
  return new WiqlError(
    `VS402337: The number of work items returned exceeds the size limit of ${limit}. Change the query to return fewer items.`,
    { typeKey: 'WorkItemTrackingQueryResultSizeLimitExceededException', eventId: 3200 },
  )
}
