import { type CandidateIds, candidateIds } from './candidate-ids.ts'
import { compileCondition, type Predicate } from './compile-condition.ts'
import type { FieldInfo, WorkItemStore } from './contract.ts'
import { familyOf } from './field-family.ts'
import { parseWiql } from './parse-wiql.ts'
import { findField, type QueryScope, type WiqlVariants } from './query-scope.ts'
import { type LinkRow, runLinkQuery } from './run-link-query.ts'
import { type SortColumn, sortIds } from './sort-ids.ts'
import { parseWiqlDate } from './wiql-dates.ts'
import { mostResults, refusal, refusalOfQuery, tooMany, tooSlow, WiqlError } from './wiql-error.ts'
import type { FieldName, WiqlQuery } from './wiql-syntax.ts'

export interface WiqlOptions {
  readonly top?: number | undefined
  readonly timePrecision?: boolean | undefined
  /** Id or name of the project in the URL: what `@project` stands for. It filters nothing. */
  readonly project?: string | undefined
  /** The team in the URL. */
  readonly team?: string | undefined
  /** Who asks: `Display Name <unique@name>`. */
  readonly me?: string | undefined
  readonly now: Date
  readonly variants: WiqlVariants
  /** Whether the query has run for too long. */
  readonly isOutOfTime?: () => boolean
}

interface Answered {
  readonly columns: readonly FieldInfo[]
  readonly sortColumns: readonly SortColumn[]
  readonly asOf: Date
}

export type WiqlResult =
  | (Answered & { readonly kind: 'ids'; readonly ids: readonly number[] })
  | (Answered & {
      readonly kind: 'links'
      readonly queryType: 'oneHop' | 'tree'
      readonly rows: readonly LinkRow[]
    })
  | {
      readonly kind: 'error'
      readonly status: number
      readonly typeKey: string
      readonly message: string
      readonly eventId: number
    }

/** The longest query, in characters. (wiql-syntax.md, "Query language overview") */
const longest = 32_000

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
  const asOf = asOfDate(query, options)
  const scope = scopeOf(store, { ...options, asOf })
  const columns = query.columns.map((column) => fieldOfEither(scope, column))
  const sortColumns = query.orderBy.map((column) => sortColumn(column, scope))
  const answered = { columns, sortColumns, asOf: asOf ?? options.now }
  if (query.from === 'workitemlinks') {
    const rows = runLinkQuery({ query, scope, sortColumns, limits: options })
    const isTree = query.mode?.startsWith('recursive') === true
    return { kind: 'links', queryType: isTree ? 'tree' : 'oneHop', rows, ...answered }
  }
  if (query.mode !== undefined) throw refusal('Expecting end of string.', `MODE (${query.mode})`)
  const matches = query.where === undefined ? () => true : compileCondition(query.where, scope)
  const candidates = candidateIds(scope.store, query.where)
  const ids = collect({ candidates, matches, sortColumns }, scope, options)
  return { kind: 'ids', ids, ...answered }
}

interface ScopeOptions extends WiqlOptions {
  readonly asOf: Date | undefined
}

function scopeOf(store: WorkItemStore, options: ScopeOptions): QueryScope {
  const { now, variants, me, team, asOf, timePrecision = false } = options
  const wanted = options.project?.toLowerCase()
  const project = store.projects.find(
    ({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
  )
  return {
    store: asOf === undefined ? store : store.asOf(asOf.getTime()),
    variants,
    now,
    me,
    timePrecision,
    project: project?.name,
    team,
    isPast: asOf !== undefined,
  }
}

// Columns and the order may name the field of either end of a link.
function fieldOfEither(scope: QueryScope, { name, text }: FieldName): FieldInfo {
  return findField(scope, { name, text })
}

function sortColumn(
  { field: name, descending }: WiqlQuery['orderBy'][number],
  scope: QueryScope,
): SortColumn {
  const field = fieldOfEither(scope, name)
  const family = familyOf(field)
  // Words assumed.
  if (!field.canSortBy || family === 'long-text' || family === 'tags') {
    throw refusal('The field cannot be used to sort a query.', name.text)
  }
  return name.end === undefined ? { field, descending } : { field, descending, end: name.end }
}

function asOfDate({ asOf }: WiqlQuery, { variants }: WiqlOptions): Date | undefined {
  if (asOf === undefined) return undefined
  const instant = parseWiqlDate(asOf.value, variants.profileOffsetMinutes)
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
  const capped = options.variants.wiqlLimit === 'always' || top >= mostResults
  const [first, ...others] = matching.sortColumns
  const byId =
    first === undefined || (first.field.referenceName === 'System.Id' && others.length === 0)
  const most = capped ? mostResults + 1 : byId ? top : Number.POSITIVE_INFINITY
  const backwards = byId && first?.descending === true
  const found = take(matching, { most, backwards, isOutOfTime: options.isOutOfTime })
  if (capped && found.length > mostResults) throw tooMany()
  const sorted = byId ? found : sortIds(found, matching.sortColumns, scope)
  return sorted.slice(0, top)
}

interface Taking {
  readonly most: number
  readonly backwards: boolean
  readonly isOutOfTime: (() => boolean) | undefined
}

function take(
  { candidates, matches }: Matching,
  { most, backwards, isOutOfTime = () => false }: Taking,
): readonly number[] {
  const ids: number[] = []
  for (let index = 0; index < candidates.length && ids.length < most; index++) {
    if (index % 1_024 === 0 && isOutOfTime()) throw tooSlow()
    const id = candidates.at(backwards ? candidates.length - 1 - index : index)
    if (matches(id)) ids.push(id)
  }
  return ids
}
