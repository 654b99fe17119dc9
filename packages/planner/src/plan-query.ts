import type { Table } from '@devopsql/schema'
import { bindQuery } from './bind/bind-query.ts'
import type { BindOptions } from './bind/binding.ts'
import { cheapestColumn, loadedColumns } from './bind/loaded-columns.ts'
import { type Source, sourceColumn } from './bind/relation.ts'
import { translateFunctions } from './dialect/translate-functions.ts'
import { chooseKeys } from './logical/choose-keys.ts'
import type { FoldContext } from './logical/fold.ts'
import { isCostlyToPlan } from './logical/is-costly.ts'
import { type Placement, placePredicates } from './logical/placement.ts'
import { type Predicate, predicateKey } from './logical/predicate.ts'
import { readSimpleQuery, type SimpleQuery } from './logical/simple-query.ts'
import { outputColumns } from './output-columns.ts'
import type { QueryPlan, Residual } from './query-plan.ts'
import { planScan } from './requests/plan-scan.ts'
import type { ScanKey, ScanNeed, ScanPlan } from './requests/scan-plan.ts'
import { scopePredicates } from './requests/scope-predicates.ts'
import { shareNeeds } from './requests/share-needs.ts'
import {
  bindParameters,
  type ParameterTypes,
  type ParameterValues,
} from './rules/bind-parameters.ts'
import { countFromZero } from './rules/count-from-zero.ts'
import { foldNow } from './rules/fold-now.ts'
import { followCollations } from './rules/follow-collations.ts'
import { inlineParameters } from './rules/inline-parameters.ts'
import { readableMoments } from './rules/readable-moments.ts'
import type { Query } from './syntax/ast.ts'
import { formatSql } from './syntax/format-sql.ts'
import { withinStack } from './syntax/within-stack.ts'

export interface PlanOptions extends BindOptions, FoldContext {
  readonly parameters: ParameterValues
  /** What is known of their types; the others have those of their values. */
  readonly parameterTypes?: ParameterTypes | undefined
  /** The text that the query was read from: EXPLAIN and stats show conditions in its words. */
  readonly sql: string | undefined
  /** A table of the data model by name: parents are found with it. */
  readonly findTable: (name: string) => Table | undefined
  /** False: nothing is sent that a request doesn't need (`Pushdown=off`). */
  readonly pushdown: boolean
}

/** Plans a query: what each source is asked for, and the SQL that makes the result of what comes back. */
export function planQuery(query: Query, options: PlanOptions): QueryPlan {
  return withinStack(
    () => plan(query, options),
    () => query.span?.start ?? 0,
  )
}

function plan(query: Query, options: PlanOptions): QueryPlan {
  const given = bindParameters(query, options.parameters, options.parameterTypes)
  const bound = bindQuery(foldNow(translateFunctions(given, options), options), options)
  const placement = placePredicates(bound, options)
  const keys = chooseKeys(bound.sources, placement, options)
  const simple = readSimpleQuery(bound, options)
  const wanted = columnsForKeys(bound.sources, keys)
  const needs = bound.sources.map((source) =>
    needOf(source, { placement, keys, simple, wanted, pushdown: options.pushdown }),
  )
  const scans = shareNeeds(needs).map((need) => planScan(need, options))
  const inlined = inlineParameters(bound.query, bound.relations, scans)
  const counted = countFromZero(inlined, bound.relations)
  const residualQuery = followCollations(readableMoments(counted, bound.relations), bound.relations)
  const sql = formatSql(residualQuery)
  const residual = residualOf(simple, scans, { sql, query: residualQuery })
  return {
    // As they arrive, rows need no table.
    scans: residual.kind === 'direct' ? scans : scans.map(withoutParameters),
    residual,
    output: outputColumns(bound),
    sql,
    query: residualQuery,
  }
}

interface NeedInput {
  readonly placement: Placement
  readonly keys: ReadonlyMap<string, readonly ScanKey[]>
  readonly simple: SimpleQuery | undefined
  readonly wanted: ReadonlyMap<string, ReadonlySet<string>>
  readonly pushdown: boolean
}

function needOf(
  source: Source,
  { placement, keys, simple, wanted, pushdown }: NeedInput,
): ScanNeed {
  const names = new Set([...source.used, ...(wanted.get(source.id) ?? [])])
  const { table } = source.resolved
  const columns = table.columns.filter((column) => names.has(column.name))
  const limit =
    pushdown && simple?.limit !== undefined && simple.order !== undefined
      ? simple.limit + simple.offset
      : undefined
  return {
    id: source.id,
    resolved: source.resolved,
    columns: columns.length > 0 ? columns : [cheapestColumn(table)],
    conjuncts: unique(placement.predicates.get(source.id) ?? []),
    keys: keys.get(source.id) ?? [],
    limit,
    order: limit === undefined ? [] : (simple?.order ?? []),
  }
}

/** The scan with what can be loaded. */
function withoutParameters(scan: ScanPlan): ScanPlan {
  return { ...scan, columns: loadedColumns(scan.columns, scan.resolved.table) }
}

function unique(predicates: readonly Predicate[]): readonly Predicate[] {
  const seen = new Set<string>()
  return predicates.filter((predicate) => {
    const key = predicateKey(predicate)
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

/** Columns that other scans take from the rows of a source: join keys, and what parent rows are asked for. */
function columnsForKeys(
  sources: readonly Source[],
  keys: ReadonlyMap<string, readonly ScanKey[]>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>(sources.map((source) => [source.id, new Set()]))
  for (const source of sources) {
    for (const key of keys.get(source.id) ?? []) {
      const names = wanted.get(key.from)
      names?.add(key.fromColumn.name)
      if (!key.isWholeKey) continue
      const links = source.resolved.table.access.flatMap((access) =>
        access.parent?.table === key.fromTable ? Object.values(access.parent.parameters) : [],
      )
      const own = [...source.used].flatMap((name) => {
        const column = sourceColumn(source, name)
        return column?.source.kind === 'parent' ? [column.source.column] : []
      })
      const checked = scopePredicates(source.resolved).flatMap(({ column }) =>
        column.source.kind === 'parent' ? [column.source.column] : [],
      )
      for (const name of [...links, ...own, ...checked]) names?.add(name)
    }
  }
  return wanted
}

interface ResidualText {
  readonly sql: string
  readonly query: Query
}

function residualOf(
  simple: SimpleQuery | undefined,
  scans: readonly ScanPlan[],
  { sql, query }: ResidualText,
): Residual {
  const [scan] = scans
  if (simple === undefined || scan === undefined) return { kind: 'load', sql, stopWhen: undefined }
  const { limit, offset } = simple
  if (query.orderBy.length > 0)
    return {
      kind: 'load',
      sql,
      stopWhen:
        scan.limit === undefined || !scan.isOrdered ? undefined : stopWhen(query, scan.limit),
    }
  const isExact = scan.outcomes.every((outcome) => outcome.fidelity === 'exact')
  // Work items may change between the query that finds them and the batch that reads them, so they are checked again.
  const isStable = simple.select.where === undefined || scan.fetch.kind !== 'work-items'
  // Where nothing is requested no condition was ever understood, so the engine must say whether it is SQL at all.
  const isUnderstood = scan.fetch.kind !== 'nothing'
  if (simple.columns !== undefined && isExact && isStable && isUnderstood)
    return { kind: 'direct', columns: withAskedValues(simple.columns, scan), limit, offset }
  if (limit === undefined && isCostlyToPlan(query))
    return { kind: 'load', sql, stopWhen: undefined }
  return {
    kind: 'pages',
    sql: formatSql({ ...query, limit: undefined, offset: undefined }),
    limit,
    offset,
  }
}

/** The columns as the scan has them: request parameters with the values that are asked for. */
function withAskedValues(
  columns: NonNullable<SimpleQuery['columns']>,
  scan: ScanPlan,
): NonNullable<SimpleQuery['columns']> {
  const read = new Map(scan.columns.map((column) => [column.name, column]))
  return columns.map(({ name, column }) => ({ name, column: read.get(column.name) ?? column }))
}

/** Counts the rows that pass, so that a scan in the query's order can stop. */
function stopWhen(
  query: Query,
  rows: number,
): { readonly countSql: string; readonly rows: number } {
  const counted: Query = { ...query, orderBy: [], limit: undefined, offset: undefined }
  return { countSql: `SELECT count(*) FROM (${formatSql(counted)})`, rows }
}
