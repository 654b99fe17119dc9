import type { Access, PartialRows } from '@devopsql/schema'
import type { Fetch, ParentPlan, ScanPlan } from './scan-plan.ts'

/**
 * How many requests something takes, as far as a plan can tell: what depends on rows that only the service knows is
 * left out of the number and named.
 */
export interface RequestEstimate {
  readonly least: number
  /** What there are more requests for; empty: `least` is the number. */
  readonly more: readonly string[]
}

// What one request of workitemsbatch takes.
const batchSize = 200

const rangesOfIds = 'more for ranges of ids where WIQL finds over 20000'

/** The requests of one source; those of its parents and of the tables that it looks columns up in are among them. */
export function estimateScan(scan: ScanPlan): RequestEstimate {
  const { fetch } = scan
  if (fetch.kind === 'nothing' || scan.need.sharedWith !== undefined) return { least: 0, more: [] }
  if (fetch.kind === 'local')
    return { least: 0, more: ['what this connection has not yet asked for of projects and fields'] }
  const own = fetch.kind === 'list' ? estimateList(scan, fetch) : estimateItems(scan, fetch)
  const all = sum([own, ...lookupTables(scan).map(estimateLookup)])
  // Where no row of the other source comes, nothing is asked.
  return scan.keys.length === 0 ? all : { least: 0, more: afterKeys(scan, all) }
}

/** The requests of all sources of a query. */
export function estimateQuery(scans: readonly ScanPlan[]): RequestEstimate {
  return sum(scans.map(estimateScan))
}

/** In words: a number alone is exact. */
export function formatEstimate({ least, more }: RequestEstimate): string {
  return more.length === 0 ? String(least) : `at least ${least}, and ${more.join(', ')}`
}

function sum(estimates: readonly RequestEstimate[]): RequestEstimate {
  return {
    least: estimates.reduce((total, { least }) => total + least, 0),
    more: [...new Set(estimates.flatMap(({ more }) => more))],
  }
}

function estimateItems(
  { limit }: ScanPlan,
  { ids, conditions, top, idsOnly }: Extract<Fetch, { kind: 'work-items' }>,
): RequestEstimate {
  if (ids !== undefined) return untilEnough(Math.ceil(ids.length / batchSize), limit)
  if (idsOnly) return { least: limit === undefined ? conditions.length : 1, more: [rangesOfIds] }
  const found = `1 for each ${batchSize} work items found`
  return {
    least: limit === undefined ? conditions.length : 1,
    more: [top === undefined ? found : `${found} (${top} at most)`],
  }
}

function estimateList(
  scan: ScanPlan,
  { path, query }: Extract<Fetch, { kind: 'list' }>,
): RequestEstimate {
  const { access, parent, limit } = scan
  const each = Object.values(path).reduce((product, values) => product * values.length, 1)
  const pages = morePages(access, query)
  if (parent === undefined || parent.kind === 'known') {
    const { least, more } = untilEnough(each * (parent?.rows.length ?? 1), limit)
    return { least, more: [...more, ...pages] }
  }
  const forRows = `${each} for each row of ${parentName(parent)}`
  if (parent.kind === 'rows-of') return { least: 0, more: [forRows, ...pages] }
  const parents = estimateScan(parent.scan)
  return { least: parents.least, more: [...parents.more, forRows, ...pages] }
}

/** Known requests, of which the first may do where the query stops after some rows. */
function untilEnough(requests: number, limit: number | undefined): RequestEstimate {
  return limit === undefined || requests <= 1
    ? { least: requests, more: [] }
    : { least: 1, more: [`up to ${requests - 1} until there are ${limit} rows`] }
}

function morePages(
  { name, request, paging, tree, partial }: Access,
  query: Readonly<Record<string, string>>,
): readonly string[] {
  const asked = 'top' in paging ? query[paging.top ?? ''] : undefined
  const size = 'pageSize' in paging ? ` of ${asked ?? paging.pageSize}` : ''
  const pages = paging.kind === 'single' ? [] : [`1 for each further page${size} (${name})`]
  return [
    ...(request.also ?? []).map((path) => `1 for each different ${path}`),
    ...pages,
    ...(tree?.more === undefined ? [] : ['1 for each row whose rows below are left out']),
    ...(partial === undefined ? [] : [`1 for each ${partialRows(partial)}`]),
  ]
}

function partialRows({ only, batch }: PartialRows): string {
  if (batch !== undefined) return `${batch.size} rows`
  return only === undefined ? 'row that the list gives in part' : `row with ${only.property}`
}

function parentName(parent: Exclude<ParentPlan, { kind: 'known' }>): string {
  return parent.kind === 'scan' ? parent.scan.resolved.table.name : parent.scan
}

function lookupTables({ columns }: ScanPlan): readonly string[] {
  const named = columns.flatMap(({ source }) =>
    source.kind === 'lookup' ? [`${source.table}.${source.match}`] : [],
  )
  return [...new Set(named)].map((name) => name.slice(0, name.indexOf('.')))
}

function estimateLookup(table: string): RequestEstimate {
  return { least: 1, more: [`1 for each further page of ${table}`] }
}

function afterKeys(
  { keys, parent }: ScanPlan,
  { least, more }: RequestEstimate,
): readonly string[] {
  if (parent?.kind === 'rows-of') return more
  const names = keys.map((key) => key.from).join(' and ')
  return [`what the rows of ${names} ask for (${formatEstimate({ least, more })} without them)`]
}
