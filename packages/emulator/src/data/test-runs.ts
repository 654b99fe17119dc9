import { type Ticks, ticksOf } from './instants.ts'
import { below, byShare, createDice, pick, unit, zipf } from './random.ts'
import { createRowSet, type Groups, groupRows, type RowSet } from './row-set.ts'
import { components } from './words.ts'

type TestRunState =
  | 'NotStarted'
  | 'InProgress'
  | 'Completed'
  | 'Waiting'
  | 'Aborted'
  | 'NeedsInvestigation'
type TestOutcome = 'Passed' | 'Failed' | 'NotExecuted' | 'Blocked' | 'Inconclusive'

interface TestRelease {
  readonly id: number
  readonly definitionId: number
  readonly environmentId: number
  readonly environmentDefinitionId: number
}

/** Test runs by row, in the order in which they were made. */
export interface TestRuns {
  readonly rows: RowSet
  readonly byProject: Groups
  idOf(row: number): number
  /** The row of an id, or -1. */
  find(id: number): number
  projectOf(row: number): number
  nameOf(row: number): string
  stateOf(row: number): TestRunState
  isAutomated(row: number): boolean
  ownerOf(row: number): number
  createdOf(row: number): Ticks
  /** Undefined while it waits. */
  startedOf(row: number): Ticks | undefined
  completedOf(row: number): Ticks | undefined
  updatedOf(row: number): Ticks
  /** Row of a build of the project, or -1. */
  buildOf(row: number): number
  releaseOf(row: number): TestRelease | undefined
  /** Index of a test plan of the project, or -1. */
  planOf(row: number): number
  revisionOf(row: number): number
  resultCount(row: number): number
  resultAt(row: number, place: number): TestResult
  /** Numbers of the files that are attached to the run. */
  attachmentsOf(row: number): readonly number[]
}

export interface TestResult {
  readonly id: number
  readonly place: number
  readonly outcome: TestOutcome
  readonly method: string
  readonly durationInMs: number
  readonly runBy: number
  /** Numbers of the files that are attached to the result. */
  readonly attachments: readonly number[]
  readonly subResults: number
}

export interface TestRunsInput {
  readonly seed: number
  readonly runs: number
  /** Of all runs together. */
  readonly results: number
  readonly projects: number
  readonly users: number
  readonly now: number
  buildsOf(project: number): Uint32Array
  plansOf(project: number): Uint32Array
}

const day = 86_400_000
// Results are deleted after a while; these are the runs that are left. (assumed)
const kept = 80 * day
const minute: Ticks = 600_000_000
const firstResult = 100_000

const states = [
  'Completed',
  'NeedsInvestigation',
  'Aborted',
  'InProgress',
  'Waiting',
  'NotStarted',
] as const
const stateShares = [0.7, 0.08, 0.06, 0.08, 0.04, 0.04]
const outcomes = ['Passed', 'Failed', 'NotExecuted', 'Blocked', 'Inconclusive'] as const
// More failures than the 1.5 % of real organizations, so that small ones have some. (assumed)
const outcomeShares = [0.85, 0.07, 0.05, 0.02, 0.01]
const methods = [
  'Login_Succeeds',
  'login_succeeds',
  'Adds("a, b"; [1])',
  'Ünïcode_🦊',
  'Generic<T>.Parses',
  "Doesn'tThrow",
] as const
const names = [
  'VSTest Test Run',
  'vstest test run',
  'Sprint "1" (Manual)',
  'テスト 🧪 & more',
] as const

export function createTestRuns(input: TestRunsInput): TestRuns {
  const { runs, projects, users, now } = input
  const dice = createDice(input.seed, 'testRun')
  const rows = createRowSet(projects === 0 ? 0 : runs)
  const projectOf = (row: number): number =>
    rows.groupOf(row) ?? (row < projects ? row : zipf(dice(row, 0), projects))
  const stateOf = (row: number): TestRunState =>
    states[byShare(dice(row, 1), stateShares)] ?? 'Completed'
  const isEnded = (row: number): boolean =>
    ['Completed', 'NeedsInvestigation', 'Aborted'].includes(stateOf(row))
  const createdOf = (row: number): Ticks =>
    row >= runs
      ? ticksOf(now + (row - runs + 1) * 1_000)
      : ticksOf(now - kept * (1 - (row + unit(dice(row, 2))) / runs), below(dice(row, 3), 10_000))
  const startedOf = (row: number): Ticks | undefined =>
    ['NotStarted', 'Waiting'].includes(stateOf(row)) ? undefined : createdOf(row) + minute
  const completedOf = (row: number): Ticks | undefined =>
    isEnded(row) ? createdOf(row) + minute * (2 + below(dice(row, 4), 50)) : undefined
  const isAutomated = (row: number): boolean => row % 3 !== 2
  const oneOf = (rowsOf: Uint32Array, throwValue: number): number =>
    rowsOf[below(throwValue, rowsOf.length)] ?? -1
  // Later runs have more results, and the first may have none.
  const firstOf = (row: number): number => Math.floor(input.results * (row / runs) ** 1.5)
  return {
    rows,
    byProject: groupRows(rows, projectOf),
    // Ids are given to runs that are deleted too.
    idOf: (row) => row * 2 + 1,
    find: (id) => (id % 2 === 1 && rows.has((id - 1) / 2) ? (id - 1) / 2 : -1),
    projectOf,
    nameOf: (row) => names[row % 9] ?? `${pick(dice(row, 5), components)} tests ${row}`,
    stateOf,
    isAutomated,
    ownerOf: (row) => zipf(dice(row, 6), users),
    createdOf,
    startedOf,
    completedOf,
    // A run that was touched changed after all others.
    updatedOf: (row) =>
      rows.revision(row) > 0
        ? ticksOf(now + rows.revision(row) * 1_000)
        : (completedOf(row) ?? startedOf(row) ?? createdOf(row)) + 7,
    buildOf: (row) => (isAutomated(row) ? oneOf(input.buildsOf(projectOf(row)), dice(row, 7)) : -1),
    releaseOf(row) {
      if (!isAutomated(row) || row % 4 !== 0) return undefined
      const definitionId = 1 + (row % 3)
      return {
        id: 1 + (row >> 1),
        definitionId,
        environmentId: 1 + row,
        environmentDefinitionId: definitionId * 2,
      }
    },
    planOf: (row) => (isAutomated(row) ? -1 : oneOf(input.plansOf(projectOf(row)), dice(row, 8))),
    revisionOf: (row) => 1 + below(dice(row, 9), 20) + rows.revision(row),
    resultCount: (row) => (row >= runs ? 3 : firstOf(row + 1) - firstOf(row)),
    resultAt(row, place) {
      const at = row * 131 + place
      return {
        id: firstResult + place,
        place,
        outcome: outcomes[byShare(dice(at, 20), outcomeShares)] ?? 'Passed',
        method: methods[at % 11] ?? `Case${at}`,
        durationInMs: below(dice(at, 21), 90_000) / 8,
        runBy: zipf(dice(at, 22), users),
        attachments: place % 5 === 1 ? [row * 1_000 + place * 2 + 500] : [],
        subResults: place % 9 === 4 ? 2 : 0,
      }
    },
    attachmentsOf: (row) => Array.from({ length: row % 3 }, (_, place) => row * 1_000 + place + 1),
  }
}
