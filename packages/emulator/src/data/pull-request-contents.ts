import type { Ticks } from './instants.ts'
import type { PullRequests } from './pull-requests.ts'
import { below, createDice, guidOf, objectIdOf, pick, zipf } from './random.ts'
import { nouns, verbs } from './words.ts'

export interface Iteration {
  readonly id: number
  readonly created: Ticks
  readonly reason: string
  readonly source: string
  readonly common: string
  /** Number of changed files. */
  readonly changes: number
}

export interface Thread {
  readonly id: number
  readonly published: Ticks
  /** Absent for what the service itself has noted. */
  readonly status: string | undefined
  readonly comments: readonly Comment[]
  readonly isOnFile: boolean
}

export interface Comment {
  readonly id: number
  readonly parent: number
  readonly author: number
  readonly content: string | undefined
  readonly published: Ticks
  readonly likes: readonly number[]
}

interface PullRequestCommit {
  readonly id: string
  readonly author: number
  readonly date: Ticks
  readonly comment: string
}

/** What belongs to one pull request, by its row. */
export interface PullRequestContents {
  iterationsOf(row: number): readonly Iteration[]
  threadsOf(row: number): readonly Thread[]
  commitCountOf(row: number): number
  commitAt(row: number, place: number): PullRequestCommit
  labelsOf(row: number): readonly { readonly id: string; readonly name: string }[]
  attachmentsOf(row: number): readonly { readonly id: number; readonly name: string }[]
}

interface PullRequestContentsInput {
  readonly seed: number
  readonly users: number
  readonly pullRequests: PullRequests
}

const hour = 36_000_000_000
const reasons = ['push', 'forcePush', 'rebase', 'push, rebase', 'resolveConflicts'] as const
const statuses = ['active', 'fixed', 'wontFix', 'closed', 'byDesign', 'pending'] as const
const contents = [
  'Looks good 👍',
  'Why not `<b>bold</b>` & "quoted"?\n\n```suggestion\nreturn 1\n```',
  '',
  'ليس هنا',
  "it's @<8C8C7D32-6B1B-47F4-B2E9-30B477B5AB3D> who knows",
] as const
const labels = ['feature', 'Größe: L', 'do "not" merge', 'breaking change!'] as const
const files = ['shot 1.png', 'Grafik & Text.svg', 'log.txt'] as const

export function createPullRequestContents(input: PullRequestContentsInput): PullRequestContents {
  const { pullRequests, users } = input
  const dice = createDice(input.seed, 'pullRequestContents')
  const threadOf = (row: number, place: number): Thread => {
    const key = row * 8 + place
    const isSystem = place === 0
    const published = pullRequests.createdOf(row) + (place + 1) * hour + below(dice(key, 1), 9_999)
    const comments = Array.from(
      { length: isSystem ? 1 : 1 + below(dice(key, 2), 3) },
      (_, number): Comment => ({
        id: number + 1,
        parent: number === 0 ? 0 : 1,
        author: zipf(dice(key * 4 + number, 3), users),
        content: isSystem
          ? 'The reference refs/heads/main was updated.'
          : number === 2
            ? undefined
            : pick(dice(key * 4 + number, 4), contents),
        published: published + number * hour,
        likes: number === 1 ? [dice(key, 5) % users] : [],
      }),
    )
    return {
      id: key + 1,
      published,
      status: isSystem ? undefined : pick(dice(key, 6), statuses),
      comments,
      isOnFile: !isSystem && place % 2 === 1,
    }
  }
  return {
    iterationsOf: (row) =>
      Array.from({ length: 1 + below(dice(row, 10), 3) }, (_, place) => ({
        id: place + 1,
        created: pullRequests.createdOf(row) + place * 5 * hour,
        reason: place === 0 ? 'push' : pick(dice(row * 4 + place, 11), reasons),
        source: objectIdOf(dice, row * 4 + place, 20),
        common: objectIdOf(dice, row, 30),
        // Now and then more than one answer holds by default.
        changes: row % 50 === 9 ? 130 : 1 + below(dice(row * 4 + place, 12), 6),
      })),
    threadsOf: (row) =>
      Array.from({ length: 1 + below(dice(row, 40), 4) }, (_, place) => threadOf(row, place)),
    // One pull request brings more than a page.
    commitCountOf: (row) => (row === 7 ? 620 : 1 + below(dice(row, 50), 4)),
    commitAt(row, place) {
      const key = row * 1_024 + place
      return {
        id: objectIdOf(dice, key, 60),
        author: zipf(dice(key, 70), users),
        date: pullRequests.createdOf(row) - (place + 1) * hour,
        comment: `${pick(dice(key, 71), verbs)} ${pick(dice(key, 72), nouns)}`,
      }
    },
    labelsOf: (row) =>
      Array.from({ length: row % 3 === 0 ? 1 + below(dice(row, 80), 3) : 0 }, (_, place) => ({
        id: guidOf(dice, row * 4 + place, 81),
        name: labels[(row + place) % labels.length] ?? 'feature',
      })),
    attachmentsOf: (row) =>
      Array.from({ length: row % 4 === 1 ? 1 + below(dice(row, 90), 2) : 0 }, (_, place) => ({
        id: row * 4 + place + 1,
        name: files[(row + place) % files.length] ?? 'log.txt',
      })),
  }
}
