import { DevopsqlError } from '@devopsql/errors'
import type { ParentPlan, ParentRow, ScanPlan } from '@devopsql/planner'
import { type RequestPath, requestPaths } from './request-paths.ts'
import type { ScanRun } from './scan-context.ts'

/** More requests than this for the rows of a parent are hardly meant where nobody has said so. */
const mostUnasked = 10_000

/**
 * The requests of a list, for each parent row and each combination of path values. More than the query may send are
 * refused before the first of them, as soon as so many parents are known. Where the query stops after some rows, each
 * page of parents is a group of its own, and refused is only what comes after as many as are allowed.
 */
export async function* fanOut(
  plan: ScanPlan,
  parents: AsyncIterable<readonly ParentRow[]>,
  run: ScanRun,
): AsyncGenerator<readonly RequestPath[]> {
  const values = pathValues(plan)
  const all: ParentRow[] = []
  let known = 0
  for await (const rows of parents) {
    known += rows.length
    if (plan.limit === undefined) {
      checkFanOut(plan, known, run)
      all.push(...rows)
      continue
    }
    // With `maxRequests` the client counts what is really sent.
    const most =
      run.maxRequests === undefined ? Math.floor(mostUnasked / requestsEach(plan)) : known
    const tooMany = Math.max(0, known - most)
    yield requestPaths(plan.access, values, rows.slice(0, Math.max(0, rows.length - tooMany)))
    if (tooMany > 0) checkFanOut(plan, known, run)
  }
  if (all.length > 0) yield requestPaths(plan.access, values, all)
}

/** Throws where so many parent rows, though there may be more, take more requests than the query may send. */
export function checkFanOut(
  plan: ScanPlan,
  parents: number,
  { maxRequests, meter }: Pick<ScanRun, 'maxRequests' | 'meter'>,
): void {
  const requests = parents * requestsEach(plan)
  const maximum = maxRequests ?? mostUnasked
  const sent = maxRequests === undefined ? 0 : meter.requests
  if (sent + requests <= maximum) return
  throw new DevopsqlError(
    `${plan.resolved.table.name} would take at least ${grouped(requests)} requests${forEach(plan.parent)}, and a query may send ${grouped(maximum)}`,
    {
      code: 'DEVOPSQL_LIMIT_EXCEEDED',
      hint: 'Narrow the parents with WHERE or a join (EXPLAIN shows them), or raise MaxRequests.',
    },
  )
}

function pathValues({ fetch }: ScanPlan): Readonly<Record<string, readonly string[]>> {
  return fetch.kind === 'list' ? fetch.path : {}
}

function requestsEach(plan: ScanPlan): number {
  return Object.values(pathValues(plan)).reduce((product, values) => product * values.length, 1)
}

function forEach(parent: ParentPlan | undefined): string {
  switch (parent?.kind) {
    case 'scan':
      return ` for the rows of ${parent.scan.resolved.table.name}`
    case 'rows-of':
      return ` for the rows of ${parent.scan}`
    case 'known':
    case undefined:
      return ''
  }
}

function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
