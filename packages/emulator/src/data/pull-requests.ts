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
import { hasHistory } from './repositories.ts'
import { createRowSet, type Groups, groupRows, type RowSet } from './row-set.ts'
import type { Timeline } from './timeline.ts'
import { awkwardTitles, nouns, topics, verbs } from './words.ts'

type PullRequestStatus = 'active' | 'abandoned' | 'completed'

export interface Reviewer {
  /** Index of a user. */
  readonly user: number
  readonly vote: number
  readonly isRequired: boolean
}

/** Pull requests by row; a row is one pull request, and its id is the row + 1. */
export interface PullRequests {
  readonly rows: RowSet
  readonly byProject: Groups
  readonly byRepository: Groups
  repositoryOf(row: number): number
  /** That of the source branch: another one for pull requests from forks. */
  sourceRepositoryOf(row: number): number
  idOf(row: number): number
  /** The row of an id, or -1. */
  find(id: number): number
  statusOf(row: number): PullRequestStatus
  creatorOf(row: number): number
  createdOf(row: number): Ticks
  closedOf(row: number): Ticks | undefined
  targetOf(row: number): string
  sourceOf(row: number): string
  reviewersOf(row: number): readonly Reviewer[]
  titleOf(row: number): string
  /** Undefined: none was ever entered; empty: it was cleared. */
  descriptionOf(row: number): string | undefined
  isDraft(row: number): boolean
  mergeIdOf(row: number): string
  commitOf(row: number, which: 'source' | 'target' | 'merge'): string
  /** Ids of linked work items are thrown from this many. */
  workItemsOf(row: number, workItems: ArrayLike<number>): readonly number[]
}

export interface PullRequestsInput {
  readonly seed: number
  readonly pullRequests: number
  readonly repositories: number
  readonly users: number
  readonly timeline: Timeline
  projectOf(repository: number): number
}

const statuses = ['completed', 'abandoned', 'active'] as const
const statusShares = [0.85, 0.12, 0.03]
const votes = [10, 10, 5, 0, 0, -5, -10] as const
const targets = [
  'refs/heads/main',
  'refs/heads/main',
  'refs/heads/main',
  'refs/heads/release/2026.1',
  'refs/heads/Main',
] as const
const longDescription =
  'This changes the way the page is drawn, because the old way was slow. '.repeat(9)

export function createPullRequests(input: PullRequestsInput): PullRequests {
  const { pullRequests, repositories, timeline, users } = input
  const dice = createDice(input.seed, 'pullRequest')
  const rows = createRowSet(repositories === 0 ? 0 : pullRequests)
  const repositoryOf = (row: number): number => {
    const placed = rows.groupOf(row)
    if (placed !== undefined) return placed
    const repository = zipf(dice(row, 0), repositories)
    return hasHistory(repository, repositories) ? repository : 0
  }
  const statusOf = (row: number): PullRequestStatus => {
    // What changed while the emulator runs was completed; what came new is active.
    if (rows.revision(row) > 0) return 'completed'
    if (row >= pullRequests) return 'active'
    return statuses[byShare(dice(row, 1), statusShares)] ?? 'completed'
  }
  const createdMilliseconds = (row: number): number =>
    row >= pullRequests
      ? timeline.now + (row - pullRequests + 1) * 1_000
      : timeline.at((row + unit(dice(row, 2))) / pullRequests)
  const closedOf = (row: number): Ticks | undefined => {
    if (statusOf(row) === 'active') return undefined
    if (rows.revision(row) > 0) return ticksOf(timeline.now + 1_000 + rows.revision(row))
    const hours = logNormal(dice, row, { median: 20, sigma: 1.6, salt: 3 })
    const limit = timeline.now - below(dice(row, 5), 3_600_000)
    const milliseconds = Math.min(createdMilliseconds(row) + hours * 3_600_000, limit)
    return ticksOf(Math.max(milliseconds, createdMilliseconds(row)), below(dice(row, 6), 10_000))
  }
  return {
    rows,
    byProject: groupRows(rows, (row) => input.projectOf(repositoryOf(row))),
    byRepository: groupRows(rows, repositoryOf),
    repositoryOf,
    sourceRepositoryOf: (row) => (repositoryOf(row) + (row % 17 === 4 ? 1 : 0)) % repositories,
    idOf: (row) => row + 1,
    find: (id) => (rows.has(id - 1) ? id - 1 : -1),
    statusOf,
    creatorOf: (row) => zipf(dice(row, 7), users),
    createdOf: (row) => ticksOf(createdMilliseconds(row), below(dice(row, 8), 10_000)),
    closedOf,
    targetOf: (row) => pick(dice(row, 9), targets),
    sourceOf: (row) => `refs/heads/feature/${pick(dice(row, 10), topics)}-${row + 1}`,
    reviewersOf(row) {
      const count = Math.min(below(dice(row, 11), 6), users)
      const first = zipf(dice(row, 12), users)
      return Array.from({ length: count }, (_, number) => ({
        user: (first + number) % users,
        vote: pick(dice(row, 13 + number), votes),
        isRequired: dice(row, 20 + number) % 3 === 0,
      }))
    },
    titleOf(row) {
      if (unit(dice(row, 30)) < 0.05) return pick(dice(row, 31), awkwardTitles)
      return `${pick(dice(row, 32), verbs)} ${pick(dice(row, 33), nouns)}`
    },
    descriptionOf(row) {
      const chance = unit(dice(row, 34))
      if (chance < 0.2) return undefined
      if (chance < 0.25) return ''
      if (chance < 0.5) return longDescription
      return `Closes #${below(dice(row, 35), 2_000)}. "Tested" by hand & by <unit> tests.`
    },
    isDraft: (row) => unit(dice(row, 36)) < 0.05,
    mergeIdOf: (row) => guidOf(dice, row, 40),
    commitOf: (row, which) =>
      objectIdOf(dice, row, which === 'source' ? 50 : which === 'target' ? 60 : 70),
    workItemsOf(row, workItems) {
      if (workItems.length === 0) return []
      const count = below(dice(row, 80), 4)
      const ids = Array.from(
        { length: count },
        (_, number) => workItems[below(dice(row, 81 + number), workItems.length)] ?? 0,
      )
      return [...new Set(ids)]
    },
  }
}
