import { type Ticks, ticksOf } from './instants.ts'
import {
  below,
  byShare,
  createDice,
  guidOf,
  logNormal,
  objectIdOf,
  pick,
  unit,
  zipf,
} from './random.ts'
import { createRowSet, type Groups, groupRows, type RowSet } from './row-set.ts'
import type { Timeline } from './timeline.ts'

type BuildStatus = 'completed' | 'inProgress' | 'notStarted' | 'cancelling' | 'postponed'
type BuildResult = 'succeeded' | 'failed' | 'canceled' | 'partiallySucceeded'

/** Builds by row, in the order in which they were queued. */
export interface Builds {
  readonly rows: RowSet
  readonly byProject: Groups
  /** Rows of builds that were deleted and are still kept: no other list of rows has them. */
  deletedOf(project: number): readonly number[]
  isDeleted(row: number): boolean
  propertiesOf(row: number): Readonly<Record<string, string>>
  idOf(row: number): number
  /** The row of an id, or -1. */
  find(id: number): number
  definitionOf(row: number): number
  statusOf(row: number): BuildStatus
  resultOf(row: number): BuildResult | undefined
  reasonOf(row: number): string
  queuedOf(row: number): Ticks
  startedOf(row: number): Ticks | undefined
  finishedOf(row: number): Ticks | undefined
  branchOf(row: number): string
  requesterOf(row: number): number
  numberOf(row: number): string
  tagsOf(row: number): readonly string[]
  sourceVersionOf(row: number): string
  planIdOf(row: number): string
  queueOf(row: number): number
  workItemsOf(row: number, workItems: ArrayLike<number>): readonly number[]
}

export interface BuildsInput {
  readonly seed: number
  readonly builds: number
  readonly definitions: number
  readonly users: number
  readonly timeline: Timeline
  projectOf(definition: number): number
}

const results = ['succeeded', 'failed', 'canceled', 'partiallySucceeded'] as const
const resultShares = [0.78, 0.15, 0.05, 0.02]
const reasons = ['pullRequest', 'individualCI', 'schedule', 'manual'] as const
const reasonShares = [0.45, 0.35, 0.12, 0.08]
const branches = [
  'refs/heads/main',
  'refs/heads/main',
  'refs/heads/release/2026.1',
  'refs/heads/feature/Login',
  'refs/heads/feature/login',
  'refs/pull/12/merge',
] as const
const tags = ['prod', 'Prod', 'nightly', 'with space', 'ünïcode'] as const
const unfinished = ['inProgress', 'inProgress', 'notStarted', 'cancelling', 'postponed'] as const

// Numbers of their own, so that there are as many other builds with them as without.
const firstDeleted = 20_000_000
const deletedCount = 12

export function createBuilds(input: BuildsInput): Builds {
  const { builds, definitions, timeline } = input
  const dice = createDice(input.seed, 'build')
  const rows = createRowSet(definitions === 0 ? 0 : builds)
  const definitionOf = (row: number): number => rows.groupOf(row) ?? zipf(dice(row, 0), definitions)
  // The newest builds are still running, and now and then an old one hangs. (assumed)
  const isDeleted = (row: number): boolean => row >= firstDeleted
  const isRunning = (row: number): boolean =>
    !isDeleted(row) &&
    rows.revision(row) === 0 &&
    (row >= builds - Math.min(12, builds / 20) || dice(row, 1) % 997 === 5)
  const statusOf = (row: number): BuildStatus =>
    isRunning(row) ? pick(dice(row, 2), unfinished) : 'completed'
  const queuedMilliseconds = (row: number): number => {
    if (isDeleted(row)) return timeline.at(unit(dice(row, 3)))
    return row >= builds
      ? timeline.now + (row - builds + 1) * 1_000
      : timeline.at((row + unit(dice(row, 3))) / builds)
  }
  const queuedOf = (row: number): Ticks =>
    ticksOf(queuedMilliseconds(row), below(dice(row, 4), 10_000))
  const waited = (row: number): Ticks => below(dice(row, 5), 300 * 10_000_000)
  const lasted = (row: number): Ticks =>
    Math.floor(logNormal(dice, row, { median: 360, sigma: 0.9, salt: 6 }) * 10_000_000)
  const startedOf = (row: number): Ticks | undefined =>
    ['notStarted', 'postponed'].includes(statusOf(row)) ? undefined : queuedOf(row) + waited(row)
  return {
    rows,
    byProject: groupRows(rows, (row) => input.projectOf(definitionOf(row))),
    deletedOf: (project) =>
      Array.from(
        { length: rows.indices().length === 0 ? 0 : deletedCount },
        (_, place) => firstDeleted + place,
      ).filter((row) => input.projectOf(definitionOf(row)) === project),
    isDeleted,
    propertiesOf: (row) =>
      row % 4 === 1 ? { Quality: 'gold "🥇"', 'Größe in.MB': String(row) } : {},
    idOf: (row) => row + 1,
    find: (id) => (rows.has(id - 1) ? id - 1 : -1),
    definitionOf,
    statusOf,
    resultOf: (row) => (isRunning(row) ? undefined : results[byShare(dice(row, 8), resultShares)]),
    reasonOf: (row) => reasons[byShare(dice(row, 9), reasonShares)] ?? 'manual',
    queuedOf,
    startedOf,
    finishedOf: (row) => (isRunning(row) ? undefined : queuedOf(row) + waited(row) + lasted(row)),
    branchOf: (row) => pick(dice(row, 10), branches),
    requesterOf: (row) => zipf(dice(row, 11), input.users),
    numberOf(row) {
      const day = new Date(queuedMilliseconds(row)).toISOString().slice(0, 10).replaceAll('-', '')
      return `${day}.${1 + (row % 40)}`
    },
    tagsOf: (row) =>
      unit(dice(row, 12)) < 0.2 ? tags.slice(0, 1 + below(dice(row, 13), tags.length)) : [],
    sourceVersionOf: (row) => objectIdOf(dice, row, 20),
    planIdOf: (row) => guidOf(dice, row, 30),
    queueOf: (row) => 9 + (definitionOf(row) % 3),
    workItemsOf(row, workItems) {
      if (workItems.length === 0) return []
      // A few builds gather more than the 50 that one answer holds by default.
      const count = dice(row, 40) % 50 === 0 ? 70 : below(dice(row, 41), 4)
      const first = below(dice(row, 42), workItems.length)
      const ids = Array.from(
        { length: Math.min(count, workItems.length) },
        (_, number) => workItems[(first + number * 3) % workItems.length] ?? 0,
      )
      return [...new Set(ids)]
    },
  }
}
