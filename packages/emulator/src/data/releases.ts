import { below, byShare, createDice, type Dice, pick, unit, zipf } from './random.ts'
import { createRowSet, type Groups, groupRows } from './row-set.ts'
import type { Timeline } from './timeline.ts'
import { components } from './words.ts'

export interface ReleaseDefinition {
  readonly index: number
  readonly id: number
  readonly name: string
  /** The folder, `\` for the root. */
  readonly path: string
  readonly project: number
  readonly revision: number
  /** Milliseconds. */
  readonly createdOn: number
  readonly author: number
  readonly stages: readonly string[]
  readonly tags: readonly string[]
}

export interface Release {
  readonly index: number
  readonly id: number
  readonly name: string
  readonly definition: ReleaseDefinition
  readonly status: 'active' | 'draft' | 'abandoned'
  readonly reason: 'manual' | 'continuousIntegration' | 'schedule'
  /** Milliseconds. */
  readonly createdOn: number
  readonly creator: number
  readonly branch: string
  readonly tags: readonly string[]
  readonly stages: readonly Stage[]
}

export interface Stage {
  readonly id: number
  readonly place: number
  readonly name: string
  readonly definitionId: number
  readonly status: 'notStarted' | 'inProgress' | 'succeeded' | 'rejected' | 'partiallySucceeded'
  readonly attempts: readonly Attempt[]
}

export interface Attempt {
  readonly id: number
  readonly number: number
  readonly status: 'inProgress' | 'succeeded' | 'failed' | 'partiallySucceeded'
  /** Milliseconds. */
  readonly started: number
  readonly finished: number | undefined
}

/** Classic release pipelines, and releases in the order in which they were made. */
export interface Releases {
  readonly definitionsByProject: Groups
  readonly byProject: Groups
  /** Rows of releases that were deleted and are still kept: no other list of rows has them. */
  deletedOf(project: number): readonly number[]
  definitionAt(index: number): ReleaseDefinition
  at(index: number): Release
}

export interface ReleasesInput {
  readonly seed: number
  readonly definitions: number
  readonly releases: number
  readonly projects: number
  readonly users: number
  readonly timeline: Timeline
}

// Folders, quotes and letter case as in build definitions; names may repeat in different folders.
const awkwardNames = ['Web [prod] "blue"', 'web [PROD] "blue"', "Ana's CD", 'CD', '50%_done']
const folders = ['\\', '\\Team A', '\\Team A\\Web', '\\team a\\web', '\\'] as const
const stageNames = ['Dev', 'QA "EU"', 'Prod'] as const
const tags = ['hotfix', 'Hotfix', 'with space', 'ünïcode'] as const
const branches = ['refs/heads/main', 'refs/heads/main', 'refs/heads/release/2026.1'] as const
const reasons = ['continuousIntegration', 'manual', 'schedule'] as const

// Numbers of their own, so that there are as many other releases with them as without.
const firstDeleted = 20_000_000
const deletedCount = 9

const most = stageNames.length
const minute = 60_000

function stageStatus(dice: Dice, release: number, place: number): Stage['status'] {
  const share = unit(dice(release, 40 + place))
  if (share < 0.8) return 'succeeded'
  return share < 0.9 ? 'rejected' : share < 0.95 ? 'partiallySucceeded' : 'inProgress'
}

const attemptStatus = {
  succeeded: 'succeeded',
  partiallySucceeded: 'partiallySucceeded',
  rejected: 'failed',
  inProgress: 'inProgress',
} as const

export function createReleases(input: ReleasesInput): Releases {
  const { projects, users, timeline } = input
  const dice = createDice(input.seed, 'release')
  const definitions = createRowSet(projects === 0 ? 0 : input.definitions)
  const count = definitions.indices().length
  const releases = createRowSet(count === 0 ? 0 : input.releases)
  const projectOf = (index: number): number =>
    index < projects ? index : zipf(dice(index, 0), projects)
  const definitionOf = (index: number): number => zipf(dice(index, 20), count)

  const definitionAt = (index: number): ReleaseDefinition => ({
    index,
    id: index * 2 + 1,
    name: awkwardNames[index - projects] ?? `${pick(dice(index, 1), components)}-CD-${index}`,
    path: folders[index % folders.length] ?? '\\',
    project: projectOf(index),
    revision: 1 + below(dice(index, 3), 4),
    createdOn: timeline.at(unit(dice(index, 4)) / 2),
    author: zipf(dice(index, 5), users),
    stages: stageNames.slice(0, 1 + ((index + 2) % most)),
    tags: index % 3 === 0 ? tags.slice(0, 2) : [],
  })

  const attemptsOf = (index: number, stage: Omit<Stage, 'attempts'>): Stage['attempts'] => {
    const { status } = stage
    if (status === 'notStarted') return []
    const created = createdOn(index) + stage.place * 90 * minute
    const lasts = (1 + below(dice(index, 50 + stage.place), 60)) * minute + 377
    const failedBefore = dice(index, 60 + stage.place) % 7 === 2
    const id = stage.id * 2
    const first: readonly Attempt[] = failedBefore
      ? [{ id, number: 1, status: 'failed', started: created, finished: created + lasts }]
      : []
    const started = failedBefore ? created + lasts + 5 * minute : created
    return [
      ...first,
      {
        id: failedBefore ? id + 1 : id,
        number: first.length + 1,
        status: attemptStatus[status],
        started,
        finished: status === 'inProgress' ? undefined : started + lasts,
      },
    ]
  }

  const createdOn = (index: number): number => {
    const share = unit(dice(index, 21))
    return timeline.at(
      index >= firstDeleted ? share : (index + share) / Math.max(1, input.releases),
    )
  }

  const stagesOf = (index: number, definition: ReleaseDefinition, isDraft: boolean): Stage[] => {
    const stages: Stage[] = []
    for (const [place, name] of definition.stages.entries()) {
      const before = stages[place - 1]?.status ?? 'succeeded'
      const status =
        isDraft || before !== 'succeeded' ? 'notStarted' : stageStatus(dice, index, place)
      const stage = {
        id: (index + 1) * most + place,
        place,
        name,
        definitionId: definition.id * most + place,
        status,
      }
      stages.push({ ...stage, attempts: attemptsOf(index, stage) })
    }
    return stages
  }

  return {
    definitionsByProject: groupRows(definitions, projectOf),
    byProject: groupRows(releases, (index) => projectOf(definitionOf(index))),
    deletedOf: (project) =>
      Array.from(
        { length: releases.indices().length === 0 ? 0 : deletedCount },
        (_, place) => firstDeleted + place,
      ).filter((index) => projectOf(definitionOf(index)) === project),
    definitionAt,
    at(index) {
      const definition = definitionAt(definitionOf(index))
      const status = (['active', 'abandoned', 'draft'] as const)[
        byShare(dice(index, 22), [0.85, 0.1, 0.05])
      ]
      return {
        index,
        id: index + 1,
        name: `Release-${index + 1}`,
        definition,
        status: status ?? 'active',
        reason: pick(dice(index, 23), reasons),
        createdOn: createdOn(index),
        creator: zipf(dice(index, 24), users),
        branch: pick(dice(index, 25), branches),
        tags: dice(index, 26) % 4 === 0 ? tags.slice(0, 1 + (index % tags.length)) : [],
        stages: stagesOf(index, definition, status === 'draft'),
      }
    },
  }
}
