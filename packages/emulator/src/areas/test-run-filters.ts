import { badArgument } from '../answers/failures.ts'
import type { Call } from '../call.ts'

type Predicate = (row: number) => boolean

/** What the plain list of test runs restricts. */
export function listPredicates({ organization, query }: Call): readonly Predicate[] {
  const { builds, testPlans, testRuns, users } = organization
  const predicates: Predicate[] = []
  const uri = query.text('buildUri')
  if (uri !== undefined) {
    predicates.push((row) => {
      const build = testRuns.buildOf(row)
      return build >= 0 && uri === `vstfs:///Build/Build/${builds.idOf(build)}`
    })
  }
  const owner = query.text('owner')?.toLowerCase()
  if (owner !== undefined) {
    predicates.push((row) => users.at(testRuns.ownerOf(row)).id === owner)
  }
  const plan = query.integer('planId')
  if (plan !== undefined) {
    predicates.push((row) => {
      const index = testRuns.planOf(row)
      return index >= 0 && testPlans.at(index).id === plan
    })
  }
  // "If true, only returns automated runs."
  if (query.boolean('automated')) predicates.push(testRuns.isAutomated)
  return predicates
}

/** What the list of the test runs that changed in a time restricts. */
export function changedPredicates(call: Call): readonly Predicate[] {
  const { organization, query } = call
  const { builds, testRuns } = organization
  const predicates: Predicate[] = [...timePredicates(call), ...numberPredicates(call)]
  const state = query.text('state')?.toLowerCase()
  if (state !== undefined && state !== 'unspecified') {
    predicates.push((row) => testRuns.stateOf(row).toLowerCase() === state)
  }
  const isAutomated = query.text('isAutomated')?.toLowerCase()
  if (isAutomated !== undefined) {
    predicates.push((row) => String(testRuns.isAutomated(row)) === isAutomated)
  }
  const context = query.text('publishContext')?.toLowerCase()
  if (context === 'build') predicates.push((row) => testRuns.buildOf(row) >= 0)
  if (context === 'release') predicates.push((row) => testRuns.releaseOf(row) !== undefined)
  const branch = query.text('branchName')
  if (branch !== undefined) {
    predicates.push((row) => {
      const build = testRuns.buildOf(row)
      return build >= 0 && builds.branchOf(build) === branch
    })
  }
  // The whole title, whatever the letter case. (assumed)
  const title = query.text('runTitle')?.toLowerCase()
  if (title !== undefined) predicates.push((row) => testRuns.nameOf(row).toLowerCase() === title)
  return predicates
}

const sevenDays = 7 * 86_400_000 * 10_000

// "Mandatory, difference between min and max date can be atmost 7 days." (exception and words: assumed; bounds inclusive: assumed)
function timePredicates({ organization, query }: Call): readonly Predicate[] {
  const from = query.date('minLastUpdatedDate')
  const to = query.date('maxLastUpdatedDate')
  if (from === undefined || to === undefined) {
    return badArgument('minLastUpdatedDate and maxLastUpdatedDate are mandatory.')
  }
  if (to - from > sevenDays) {
    return badArgument(
      'The difference between minLastUpdatedDate and maxLastUpdatedDate can be at most 7 days.',
    )
  }
  const { testRuns } = organization
  return [(row) => testRuns.updatedOf(row) >= from && testRuns.updatedOf(row) <= to]
}

// "Limit no. of ids 10." (exception and words: assumed)
function numberPredicates({ organization, query }: Call): readonly Predicate[] {
  const { builds, definitions, testPlans, testRuns } = organization
  const ofBuild = (row: number, read: (build: number) => number): number | undefined => {
    const build = testRuns.buildOf(row)
    return build < 0 ? undefined : read(build)
  }
  const readers: Readonly<Record<string, (row: number) => number | undefined>> = {
    planIds: (row) => {
      const index = testRuns.planOf(row)
      return index < 0 ? undefined : testPlans.at(index).id
    },
    buildIds: (row) => ofBuild(row, builds.idOf),
    buildDefIds: (row) => ofBuild(row, (build) => definitions.at(builds.definitionOf(build)).id),
    releaseIds: (row) => testRuns.releaseOf(row)?.id,
    releaseDefIds: (row) => testRuns.releaseOf(row)?.definitionId,
    releaseEnvIds: (row) => testRuns.releaseOf(row)?.environmentId,
    releaseEnvDefIds: (row) => testRuns.releaseOf(row)?.environmentDefinitionId,
  }
  return Object.entries(readers).flatMap(([name, read]): readonly Predicate[] => {
    const wanted = query.list(name)?.map(Number)
    if (wanted === undefined) return []
    if (wanted.length > 10) return badArgument(`${name} can have at most 10 ids.`)
    return [(row) => wanted.includes(read(row) ?? -1)]
  })
}
