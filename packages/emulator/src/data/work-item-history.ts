import { below, type Dice, unit, zipf } from './random.ts'
import { revisionDate, type SeededEnd, stateSteps } from './revision-path.ts'
import type { Moment } from './work-item-moment.ts'
import type { WorkItemRows } from './work-item-rows.ts'

/** All revisions of the work items. Those that the seed gives are computed when they are asked for. */
export interface WorkItemHistory {
  /** Oldest first; never empty. */
  momentsOf(row: number): readonly Moment[]
  /** Those that the seed gives. */
  seededMoments(row: number): readonly Moment[]
  /** How many of those there are. */
  seededCount(row: number): number
  /** The revision that was the latest at an instant; undefined before the creation. */
  at(row: number, milliseconds: number): Moment | undefined
  /** Undefined if there is no such revision. */
  revision(row: number, number: number): Moment | undefined
}

export function createHistory(rows: WorkItemRows, users: number): WorkItemHistory {
  const { dice, edits } = rows
  const momentsOf = (row: number): readonly Moment[] => {
    const moments = [
      ...seededMoments({ dice, rows, users }, row),
      ...edits.of(row).map(({ moment }) => moment),
    ]
    return moments.map((moment, index) => {
      const next = moments[index + 1]
      return next === undefined ? moment : { ...moment, revised: next.date }
    })
  }
  return {
    momentsOf,
    seededMoments: (row) => seededMoments({ dice, rows, users }, row),
    seededCount: (row) => rows.seededEnd(row)?.revision ?? 0,
    at: (row, milliseconds) => momentsOf(row).findLast(({ date }) => date <= milliseconds),
    revision: (row, number) => momentsOf(row).find(({ revision }) => revision === number),
  }
}

interface Seeded {
  readonly dice: Dice
  readonly rows: WorkItemRows
  readonly users: number
}

function seededMoments({ dice, rows, users }: Seeded, row: number): readonly Moment[] {
  const last = rows.seededEnd(row)
  if (last === undefined) return []
  const end: SeededEnd = {
    type: rows.type[row] ?? 0,
    created: rows.created[row] ?? 0,
    state: last.state,
    changed: last.date,
    revision: last.revision,
  }
  const steps = stateSteps(dice, row, end)
  const dateOf = (revision: number): number => revisionDate(dice, row, { end, revision })
  // Somebody was assigned at one revision; before it somebody else was, or nobody. (assumed)
  const assigned = 1 + below(dice(row, 297), end.revision)
  const before = unit(dice(row, 298)) < 0.5 ? -1 : zipf(dice(row, 299), users)
  return Array.from({ length: end.revision }, (_, index): Moment => {
    const revision = index + 1
    if (revision === end.revision) return last
    const step = steps.findLast((one) => one.revision <= revision)
    return {
      revision,
      date: dateOf(revision),
      state: step?.state ?? end.state,
      stateChanged: dateOf(step?.revision ?? 1),
      assignedTo: revision < assigned ? before : last.assignedTo,
      changedBy:
        revision === 1 ? (rows.createdBy[row] ?? 0) : zipf(dice(row, 3_000 + revision), users),
    }
  })
}
