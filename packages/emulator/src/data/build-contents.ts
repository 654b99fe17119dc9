import type { Builds } from './builds.ts'
import type { Ticks } from './instants.ts'
import { below, createDice, guidOf, objectIdOf, pick, unit, zipf } from './random.ts'
import { nouns, verbs } from './words.ts'

/** One step of a build. Ids are made of names, so that builds have them in common. (measured) */
export interface TimelineRecord {
  readonly id: string
  readonly parentId: string | undefined
  readonly type: 'Stage' | 'Phase' | 'Job' | 'Task' | 'Checkpoint'
  readonly name: string
  readonly order: number
  readonly state: 'pending' | 'inProgress' | 'completed'
  readonly result:
    | 'succeeded'
    | 'succeededWithIssues'
    | 'failed'
    | 'canceled'
    | 'skipped'
    | undefined
  readonly startTime: Ticks | undefined
  readonly finishTime: Ticks | undefined
  readonly logId: number | undefined
  readonly issues: readonly { readonly type: 'error' | 'warning'; readonly message: string }[]
}

export interface BuildArtifact {
  readonly id: number
  readonly name: string
  readonly type: 'Container' | 'PipelineArtifact' | 'FilePath'
  readonly size: number
}

interface BuildChange {
  readonly id: string
  readonly message: string
  readonly timestamp: number
  readonly author: number
}

/** What belongs to one build, by its row. */
export interface BuildContents {
  recordsOf(row: number): readonly TimelineRecord[]
  timelineIdOf(row: number): string
  logCountOf(row: number): number
  artifactsOf(row: number): readonly BuildArtifact[]
  changesOf(row: number): readonly BuildChange[]
  demandsOf(row: number): readonly string[]
  findingsOf(row: number): readonly { readonly result: string; readonly message: string }[]
  /** Numbers of the leases that keep the build. */
  leasesOf(row: number): readonly number[]
}

interface BuildContentsInput {
  readonly seed: number
  readonly builds: Builds
  readonly users: number
}

const taskNames = [
  'Initialize job',
  'Checkout Fabrikam@main to s',
  'npm ci',
  'Build & test "all"',
  'Tests | überall 🧪',
  'Publish Artifact: drop',
  'Finalize Job',
] as const
const artifactNames = ['drop', 'Drop', 'Code Coverage Report_1', 'übersicht & logs'] as const
const artifactTypes = ['Container', 'PipelineArtifact', 'FilePath'] as const
// Written as one text with its operator. (measured)
const demands = [
  'java',
  'Agent.Version -gtVersion 2.115.0',
  'Agent.Name -equals build box 3',
] as const
const findings = [
  { result: 'warning', message: 'The variable "Ümlaut" is not settable at queue time.' },
  { result: 'error', message: 'No agent in pool Default has the capability java.' },
] as const
const issues = [
  { type: 'error', message: "##[error]Process completed with exit code 1.\r\nSee 'log' [3]" },
  { type: 'warning', message: 'npm WARN deprecated ünïcode@1.0.0' },
] as const

export function createBuildContents({ seed, builds, users }: BuildContentsInput): BuildContents {
  const dice = createDice(seed, 'buildContents')
  const names = createDice(seed, 'recordName')
  // One record of each higher level, then the tasks.
  const idOf = (level: number): string => guidOf(names, level, 0)
  const tasksOf = (row: number): number => 3 + below(dice(row, 0), 5)

  const recordsOf = (row: number): readonly TimelineRecord[] => {
    const started = builds.startedOf(row)
    // What waits has a timeline without records. (measured)
    if (started === undefined) return []
    const finished = builds.finishedOf(row)
    const outcome = builds.resultOf(row)
    const whole = {
      state: finished === undefined ? 'inProgress' : 'completed',
      result: outcome === 'partiallySucceeded' ? 'succeededWithIssues' : outcome,
      startTime: started,
      finishTime: finished,
      order: 1,
      issues: [],
    } as const
    const tasks = tasksOf(row)
    const lasted = (finished ?? started) - started
    const higher: readonly TimelineRecord[] = [
      {
        ...whole,
        id: idOf(0),
        parentId: undefined,
        type: 'Stage',
        name: '__default',
        logId: undefined,
      },
      { ...whole, id: idOf(1), parentId: idOf(0), type: 'Phase', name: 'Job', logId: undefined },
      { ...whole, id: idOf(2), parentId: idOf(1), type: 'Job', name: 'Job', logId: tasks + 1 },
    ]
    const failing = outcome === 'failed' ? 1 + below(dice(row, 1), tasks - 1) : tasks
    return [
      ...higher,
      ...Array.from({ length: tasks }, (_, place): TimelineRecord => {
        const isReached = place <= failing && finished !== undefined
        return {
          id: idOf(3 + place),
          parentId: idOf(2),
          type: 'Task',
          name: taskNames[place] ?? `Task ${place}`,
          order: place + 1,
          state: finished !== undefined ? 'completed' : place === 0 ? 'inProgress' : 'pending',
          result: finished === undefined ? undefined : resultAt(place, failing, outcome),
          startTime:
            isReached || place === 0 ? started + Math.floor((lasted * place) / tasks) : undefined,
          finishTime: isReached ? started + Math.floor((lasted * (place + 1)) / tasks) : undefined,
          logId: isReached ? place + 1 : undefined,
          issues:
            place === failing
              ? issues.slice(0, 1)
              : unit(dice(row, 50 + place)) < 0.05
                ? issues.slice(1)
                : [],
        }
      }),
    ]
  }

  return {
    recordsOf,
    timelineIdOf: (row) => guidOf(dice, row, 10),
    logCountOf: (row) => (builds.finishedOf(row) === undefined ? 0 : tasksOf(row) + 1),
    artifactsOf(row) {
      if (builds.finishedOf(row) === undefined) return []
      return Array.from({ length: below(dice(row, 20), 4) }, (_, place) => ({
        id: row * 4 + place + 1,
        name: artifactNames[(row + place) % artifactNames.length] ?? 'drop',
        type: artifactTypes[(row + place) % artifactTypes.length] ?? 'Container',
        // More than 32 bits now and then.
        size: place === 0 ? 1_000 + below(dice(row, 21), 90_000_000) : 5_000_000_000 + row,
      }))
    },
    changesOf(row) {
      // A few builds gather more than one answer holds by default.
      const count = dice(row, 30) % 40 === 0 ? 70 : below(dice(row, 31), 4)
      const queued = builds.queuedOf(row)
      return Array.from({ length: count }, (_, place) => {
        const key = row * 71 + place
        return {
          id: objectIdOf(dice, key, 60),
          message: `${pick(dice(key, 32), verbs)} ${pick(dice(key, 33), nouns)}${place === 2 ? '\n\nCo-authored' : ''}`,
          timestamp: Math.floor((queued - (place + 1) * 36_000_000_000) / 10_000_000) * 10_000_000,
          author: zipf(dice(key, 34), users),
        }
      })
    },
    demandsOf: (row) => demands.slice(0, row % 4 === 1 ? 1 + (row % 3) : 0),
    findingsOf: (row) => (row % 9 === 4 ? findings.slice(0, 1 + (row % 2)) : []),
    leasesOf: (row) =>
      Array.from(
        { length: row % 6 === 2 ? 1 + (row % 4 === 0 ? 1 : 0) : 0 },
        (_, place) => 100 + row * 2 + place,
      ),
  }
}

function resultAt(
  place: number,
  failing: number,
  outcome: ReturnType<Builds['resultOf']>,
): TimelineRecord['result'] {
  if (place > failing) return 'skipped'
  if (place === failing) return 'failed'
  return outcome === 'canceled' ? 'canceled' : 'succeeded'
}
