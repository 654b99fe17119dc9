import { below, createDice, objectIdOf, pick, unit, zipf } from './random.ts'
import { hasHistory } from './repositories.ts'
import type { Timeline } from './timeline.ts'
import { nouns, verbs } from './words.ts'

interface Commit {
  readonly commitId: string
  /** Index of a user. */
  readonly author: number
  readonly committer: number
  /** Milliseconds, whole seconds. */
  readonly authorDate: number
  readonly committerDate: number
  readonly comment: string
  readonly added: number
  readonly edited: number
  readonly deleted: number
}

/** The history of each repository: commits numbered from the oldest, 0, to the newest. */
export interface Commits {
  countOf(repository: number): number
  at(repository: number, number: number): Commit
  /** Milliseconds; cheaper than the whole commit. */
  dateOf(repository: number, number: number): number
  authorOf(repository: number, number: number): number
  /** The number of a commit, or -1. */
  find(repository: number, commitId: string): number
  /** Ids of linked work items, thrown from this many. */
  workItemsOf(repository: number, number: number, workItems: ArrayLike<number>): readonly number[]
  push(repository: number): void
  /** Takes away the newest commit, as a force push does. */
  pop(repository: number): void
  readonly version: number
}

export interface CommitsInput {
  readonly seed: number
  readonly commits: number
  readonly repositories: number
  readonly users: number
  readonly timeline: Timeline
}

// Large repositories have most commits. (assumed)
function countsOf({ commits, repositories }: CommitsInput): number[] {
  const weights = Array.from({ length: repositories }, (_, index) =>
    hasHistory(index, repositories) ? 1 / (index + 3) : 0,
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return weights
  const counts = weights.map((weight) => Math.floor((weight / total) * commits))
  const rest = commits - counts.reduce((sum, count) => sum + count, 0)
  counts[0] = (counts[0] ?? 0) + rest
  return counts
}

const awkwardComments = [
  '',
  'Merge pull request 12 from users/ana/été into main',
  'fix: "quoted" & <escaped>\n\nSecond paragraph with \\ and tab\t.',
  '修正 🚀',
  'WIP',
  'wip',
]

export function createCommits(input: CommitsInput): Commits {
  const dice = createDice(input.seed, 'commit')
  const counts = countsOf(input)
  const initial = [...counts]
  const found = new Map<number, Map<string, number>>()
  let version = 0
  const key = (repository: number, number: number): number =>
    Math.imul(repository, 0x10001) + number
  const dateOf = (repository: number, number: number): number => {
    const total = initial[repository] ?? 0
    if (number >= total) return input.timeline.now + (number - total + 1) * 1_000
    const position = (number + unit(dice(key(repository, number), 10))) / total
    return Math.floor(input.timeline.at(position) / 1_000) * 1_000
  }
  const authorOf = (repository: number, number: number): number =>
    zipf(dice(key(repository, number), 11), input.users)
  const commitIdOf = (repository: number, number: number): string =>
    objectIdOf(dice, key(repository, number), 0)
  return {
    get version() {
      return version
    },
    countOf: (repository) => counts[repository] ?? 0,
    dateOf,
    authorOf,
    at(repository, number) {
      const row = key(repository, number)
      const author = authorOf(repository, number)
      const date = dateOf(repository, number)
      const awkward = unit(dice(row, 12)) < 0.05
      const plain = `${pick(dice(row, 13), verbs)} ${pick(dice(row, 14), nouns)}`
      // A rebase leaves the author's date behind the committer's.
      const rebased = unit(dice(row, 15)) < 0.1
      return {
        commitId: commitIdOf(repository, number),
        author,
        committer: rebased ? zipf(dice(row, 16), input.users) : author,
        authorDate: rebased ? date - 3_600_000 : date,
        committerDate: date,
        comment: awkward ? pick(dice(row, 17), awkwardComments) : plain,
        // The first one brings more than a page of changes.
        added: number === 0 ? 130 : dice(row, 18) % 4,
        edited: dice(row, 19) % 30,
        deleted: dice(row, 20) % 3,
      }
    },
    find(repository, commitId) {
      const known = found.get(repository)
      if (known?.size === counts[repository]) return known?.get(commitId.toLowerCase()) ?? -1
      const made = new Map(
        Array.from({ length: counts[repository] ?? 0 }, (_, number) => [
          commitIdOf(repository, number),
          number,
        ]),
      )
      found.set(repository, made)
      return made.get(commitId.toLowerCase()) ?? -1
    },
    workItemsOf(repository, number, workItems) {
      if (workItems.length === 0) return []
      const row = key(repository, number)
      const ids = Array.from(
        { length: Math.max(0, below(dice(row, 30), 5) - 2) },
        (_, place) => workItems[below(dice(row, 31 + place), workItems.length)] ?? 0,
      )
      return [...new Set(ids)]
    },
    push(repository) {
      counts[repository] = (counts[repository] ?? 0) + 1
      version += 1
    },
    pop(repository) {
      counts[repository] = Math.max(0, (counts[repository] ?? 0) - 1)
      version += 1
    },
  }
}
