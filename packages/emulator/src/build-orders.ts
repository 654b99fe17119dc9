import type { Call } from './call.ts'
import type { Ticks } from './data/instants.ts'
import type { Organization } from './data/organization.ts'
import { enumName, enums } from './enum-values.ts'

/** A column that builds can be ordered by, which is also the one that minTime and maxTime restrict. */
type BuildTime = 'finishTime' | 'queueTime' | 'startTime'

export interface BuildOrder {
  readonly column: BuildTime
  readonly isDescending: boolean
  /** What deletedFilter says, in lower case. */
  readonly deleted: string
}

/** Builds of a project in one order: first those that have the time, then those that don't have it yet. */
export interface OrderedBuilds {
  readonly rows: Uint32Array
  readonly times: Float64Array
  /** Rows of builds without the time, newest first. */
  readonly unfinished: Uint32Array
}

const orders: Readonly<Record<string, Omit<BuildOrder, 'deleted'>>> = {
  finishtimeascending: { column: 'finishTime', isDescending: false },
  queuetimeascending: { column: 'queueTime', isDescending: false },
  queuetimedescending: { column: 'queueTime', isDescending: true },
  starttimeascending: { column: 'startTime', isDescending: false },
  starttimedescending: { column: 'startTime', isDescending: true },
}

// Without an order builds come by finish time, the newest first. (assumed)
export function readBuildOrder({ query }: Call): BuildOrder {
  const name = enumName(query.text('queryOrder'), enums.buildOrder) ?? ''
  const deleted = enumName(query.text('deletedFilter'), enums.queryDeleted) ?? 'excludedeleted'
  return { ...(orders[name] ?? { column: 'finishTime', isDescending: true }), deleted }
}

function rowsOf({ builds }: Organization, project: number, deleted: string): Uint32Array {
  const rows = builds.byProject.rowsOf(project)
  switch (deleted) {
    case 'onlydeleted':
      return Uint32Array.from(builds.deletedOf(project))
    case 'includedeleted':
      return Uint32Array.from([...rows, ...builds.deletedOf(project)])
    default:
      return rows
  }
}

function timeOf({ builds }: Organization, column: BuildTime): (row: number) => Ticks | undefined {
  switch (column) {
    case 'finishTime':
      return builds.finishedOf
    case 'queueTime':
      return builds.queuedOf
    case 'startTime':
      return builds.startedOf
  }
}

interface Kept {
  readonly version: number
  readonly ordered: OrderedBuilds
}
const kept = new WeakMap<Organization, Map<string, Kept>>()

function sort(
  organization: Organization,
  project: number,
  { column, isDescending, deleted }: BuildOrder,
): OrderedBuilds {
  const rows = rowsOf(organization, project, deleted)
  const time = timeOf(organization, column)
  const all = Float64Array.from(rows, (row) => time(row) ?? Number.NaN)
  const positions = Uint32Array.from(rows.keys()).filter(
    (position) => !Number.isNaN(all[position] ?? 0),
  )
  const sign = isDescending ? -1 : 1
  positions.sort((one, other) => sign * ((all[one] ?? 0) - (all[other] ?? 0)))
  return {
    rows: positions.map((position) => rows[position] ?? 0),
    times: Float64Array.from(positions, (position) => all[position] ?? 0),
    unfinished: rows.filter((_, position) => Number.isNaN(all[position])).reverse(),
  }
}

/** Sorts on first use and again after every change. */
export function orderedBuilds(
  organization: Organization,
  project: number,
  order: BuildOrder,
): OrderedBuilds {
  const known = kept.get(organization) ?? new Map<string, Kept>()
  kept.set(organization, known)
  const key = `${project} ${order.column} ${order.isDescending} ${order.deleted}`
  const found = known.get(key)
  const { version } = organization.builds.rows
  if (found?.version === version) return found.ordered
  const ordered = sort(organization, project, order)
  known.set(key, { version, ordered })
  return ordered
}

/** The first position whose time is not before `time` in the order. */
export function positionOf(
  { times }: OrderedBuilds,
  time: Ticks,
  { isDescending }: BuildOrder,
): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const isBefore = isDescending ? (times[middle] ?? 0) > time : (times[middle] ?? 0) < time
    if (isBefore) low = middle + 1
    else high = middle
  }
  return low
}
