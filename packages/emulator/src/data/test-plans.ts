import type { Classification } from './classification.ts'
import { below, createDice, type Dice, pick, unit, zipf } from './random.ts'
import { createRowSet, type Groups, groupRows, type RowSet } from './row-set.ts'
import { createTestCases } from './test-cases.ts'
import { configurationsOf, type TestConfiguration } from './test-configurations.ts'
import { components, nouns, places } from './words.ts'
import type { WorkItems } from './work-items.ts'

export interface TestPlan {
  readonly index: number
  readonly id: number
  readonly name: string
  readonly description: string | undefined
  readonly project: number
  readonly state: 'Active' | 'Inactive'
  readonly areaPath: string
  readonly iteration: string
  readonly owner: number
  readonly revision: number
  /** Milliseconds. */
  readonly startDate: number | undefined
  readonly endDate: number | undefined
  readonly updatedDate: number
  /** Row of a build of the project, or -1. */
  readonly build: number
}

export interface TestSuite {
  readonly id: number
  readonly name: string
  readonly plan: TestPlan
  readonly place: number
  readonly type: 'staticTestSuite' | 'dynamicTestSuite' | 'requirementTestSuite'
  /** Place of the suite above; undefined for the root. */
  readonly parent: number | undefined
  readonly changedBy: number
  /** Milliseconds. */
  readonly changedDate: number
  /** Ids of work items, in the order of the suite. */
  readonly testCases: readonly number[]
}

export interface TestPoint {
  readonly id: number
  readonly testCase: number
  readonly configuration: TestConfiguration
  /** Index of a user, or -1. */
  readonly tester: number
  readonly outcome: 'unspecified' | 'passed' | 'failed' | 'blocked'
  /** Milliseconds. */
  readonly changedDate: number
}

export interface TestPlans {
  readonly rows: RowSet
  readonly byProject: Groups
  at(index: number): TestPlan
  /** The index of an id, or -1. */
  find(id: number): number
  /** Parents before children, the root first. */
  suitesOf(plan: TestPlan): readonly TestSuite[]
  pointsOf(suite: TestSuite): readonly TestPoint[]
}

export interface TestPlansInput {
  readonly seed: number
  readonly plans: number
  readonly projects: number
  readonly users: number
  readonly now: number
  readonly workItems: WorkItems
  readonly classification: Classification
  buildsOf(project: number): Uint32Array
}

// Plans and suites are work items; the emulated work items don't hold them, and their ids end before these. (assumed)
const firstId = 10_000_001
const idsPerPlan = 64
const mostCases = 7
const day = 86_400_000

const awkwardNames = [
  'Release [1.0] "gold"',
  'release [1.0] "GOLD"',
  "Ana's checks",
  '回帰テスト 🧪',
]
const outcomes = ['passed', 'passed', 'failed', 'blocked', 'unspecified'] as const
const types = ['staticTestSuite', 'dynamicTestSuite', 'requirementTestSuite'] as const

export function createTestPlans(input: TestPlansInput): TestPlans {
  const { projects, users, now } = input
  const dice = createDice(input.seed, 'testPlan')
  const rows = createRowSet(projects === 0 ? 0 : input.plans)
  const projectOf = (index: number): number =>
    rows.groupOf(index) ?? (index < projects ? index : zipf(dice(index, 0), projects))
  const testCasesOf = createTestCases(input.workItems)
  const at = (index: number): TestPlan => {
    const project = projectOf(index)
    const builds = input.buildsOf(project)
    const start = now - below(dice(index, 1), 400) * day
    const isDated = index % 4 !== 3
    return {
      index,
      id: firstId + index * idsPerPlan,
      name: awkwardNames[index] ?? `${pick(dice(index, 2), components)} tests ${index + 1}`,
      description:
        index % 3 === 0 ? `Everything <b>${pick(dice(index, 3), places)}</b>` : undefined,
      project,
      state: index % 3 === 2 ? 'Inactive' : 'Active',
      areaPath: pick(dice(index, 4), input.classification.areas(project)).path,
      iteration: pick(dice(index, 5), input.classification.iterations(project)).path,
      owner: zipf(dice(index, 6), users),
      revision: 1 + below(dice(index, 7), 9) + rows.revision(index),
      startDate: isDated ? start : undefined,
      endDate: isDated ? start + 14 * day : undefined,
      updatedDate: start + below(dice(index, 8), day),
      build: index % 2 === 0 ? (builds[below(dice(index, 9), builds.length)] ?? -1) : -1,
    }
  }
  return {
    rows,
    byProject: groupRows(rows, projectOf),
    at,
    find(id) {
      const index = (id - firstId) / idsPerPlan
      return Number.isInteger(index) && rows.has(index) ? index : -1
    },
    suitesOf(plan) {
      const count = 1 + below(dice(plan.index, 10), 7)
      const known = testCasesOf(plan.project)
      return Array.from({ length: count }, (_, place) =>
        suiteAt({ plan, place, dice, users, known }),
      )
    },
    pointsOf: (suite) => pointsOf(suite, dice, users),
  }
}

interface SuiteInput {
  readonly plan: TestPlan
  readonly place: number
  readonly dice: Dice
  readonly users: number
  readonly known: readonly number[]
}

function suiteAt({ plan, place, dice, users, known }: SuiteInput): TestSuite {
  const salt = 20 + place * 8
  const name = `${pick(dice(plan.index, salt), nouns)} ${place}`
  const first = below(dice(plan.index, salt + 1), known.length)
  const count = Math.min(known.length, below(dice(plan.index, salt + 2), mostCases + 1))
  return {
    id: plan.id + 1 + place,
    name: place === 0 ? plan.name : name,
    plan,
    place,
    type: place === 0 ? 'staticTestSuite' : pick(dice(plan.index, salt + 3), types),
    parent: place === 0 ? undefined : below(dice(plan.index, salt + 4), place),
    changedBy: zipf(dice(plan.index, salt + 5), users),
    changedDate: plan.updatedDate + place * 60_000,
    testCases: Array.from(
      { length: count },
      (_, offset) => known[(first + offset) % known.length] ?? 0,
    ),
  }
}

// Each test case is to be run in one or two of the configurations of the project. (assumed)
function pointsOf(suite: TestSuite, dice: Dice, users: number): readonly TestPoint[] {
  const configurations = configurationsOf(suite.plan.project)
  return suite.testCases.flatMap((testCase, order) => {
    const chosen = configurations.slice(0, 1 + (testCase % 2))
    return chosen.map((configuration, choice): TestPoint => {
      const place = order * 2 + choice
      const index = suite.id - firstId
      return {
        id: index * (mostCases + 1) * 2 + place + 1,
        testCase,
        configuration,
        tester: unit(dice(index, 100 + place)) < 0.7 ? zipf(dice(index, 120 + place), users) : -1,
        outcome: pick(dice(index, 140 + place), outcomes),
        changedDate: suite.changedDate + place * 1_000,
      }
    })
  })
}
