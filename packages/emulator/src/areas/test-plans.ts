import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import {
  type SuiteExpansion,
  testCaseJson,
  testPlanJson,
  testPlanRow,
  testPointJson,
  testSuiteJson,
} from '../answers/test-plan-json.ts'
import { type Call, param } from '../call.ts'
import { configurationsOf, variablesOf } from '../data/test-configurations.ts'
import type { TestPlan, TestSuite } from '../data/test-plans.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'

// Pages are as long as the service likes, and the token is a header. (about 200 rows: assumed)
function pageOf<T>(
  { query, variants }: Call,
  rows: readonly T[],
  json: (row: T) => object,
): Answer {
  const page = cut(
    rows,
    readOpaqueToken(query.text('continuationToken')),
    variants.testPlanPageSize,
  )
  return listAnswer(page.rows.map(json), { token: opaqueToken(page.next), order: 'value-first' })
}

function listPlans(call: Call): Answer {
  const { organization, query } = call
  const { testPlans, users } = organization
  // "Filter for test plan by owner ID or name." (letter case: assumed)
  const owner = query.text('owner')?.toLowerCase()
  const isActiveOnly = query.boolean('filterActivePlans')
  const isWhole = query.boolean('includePlanDetails')
  const plans = Array.from(testPlans.byProject.rowsOf(projectOf(call).index), testPlans.at).filter(
    (plan) => {
      const { id, displayName } = users.at(plan.owner)
      const isOwned = owner === undefined || owner === id || owner === displayName.toLowerCase()
      return isOwned && (!isActiveOnly || plan.state === 'Active')
    },
  )
  return pageOf(call, plans, (plan) =>
    isWhole ? testPlanJson(organization, plan) : testPlanRow(organization, plan),
  )
}

function missing(message: string): never {
  // (assumed: exception and words)
  return fail({
    status: 404,
    message,
    exception: 'Microsoft.TeamFoundation.TestManagement.WebApi.TestObjectNotFoundException',
  })
}

function wantedPlan(call: Call): TestPlan {
  const { testPlans } = call.organization
  const index = testPlans.find(Number(param(call, 'planId')))
  const plan = index < 0 ? undefined : testPlans.at(index)
  if (plan !== undefined && plan.project === projectOf(call).index) return plan
  return missing(`Test plan ${param(call, 'planId')} not found.`)
}

interface Wanted {
  readonly suite: TestSuite
  readonly others: readonly TestSuite[]
}

function wantedSuite(call: Call): Wanted {
  const others = call.organization.testPlans.suitesOf(wantedPlan(call))
  const suite = others.find(({ id }) => id === Number(param(call, 'suiteId')))
  return suite === undefined
    ? missing(`Test suite ${param(call, 'suiteId')} not found.`)
    : { suite, others }
}

function getPlan(call: Call): Answer {
  return jsonAnswer(testPlanJson(call.organization, wantedPlan(call)))
}

function expansionOf({ query }: Call): SuiteExpansion {
  const wanted = new Set(query.list('expand')?.map((name) => name.toLowerCase()))
  return {
    children: wanted.has('children'),
    defaultTesters: wanted.has('defaulttesters'),
    tree: query.boolean('asTreeView'),
  }
}

function listSuites(call: Call): Answer {
  const { organization } = call
  const others = organization.testPlans.suitesOf(wantedPlan(call))
  const expand = expansionOf(call)
  // A tree begins at the suite that holds all others. (the example of the official specification)
  const rows = others.filter(({ parent }) => !expand.tree || parent === undefined)
  return pageOf(call, rows, (suite) => testSuiteJson(organization, suite, { others, expand }))
}

function getSuite(call: Call): Answer {
  const { suite, others } = wantedSuite(call)
  return jsonAnswer(testSuiteJson(call.organization, suite, { others, expand: expansionOf(call) }))
}

function listTestCases(call: Call): Answer {
  const { organization, query } = call
  const { suite } = wantedSuite(call)
  const points = organization.testPlans.pointsOf(suite)
  const ids = query.list('testIds')?.map(Number)
  // "Test cases which contain all the configuration ids specified."
  const configurations = query.list('configurationIds')?.map(Number) ?? []
  const testCases = suite.testCases.filter(
    (testCase) =>
      (ids === undefined || ids.includes(testCase)) &&
      configurations.every((wanted) =>
        points.some((point) => point.testCase === testCase && point.configuration.id === wanted),
      ),
  )
  return pageOf(call, testCases, (testCase) =>
    testCaseJson(organization, suite, { testCase, points }),
  )
}

function listPoints(call: Call): Answer {
  const { organization, query } = call
  const { suite } = wantedSuite(call)
  const ids = (query.list('testPointIds') ?? query.list('pointId'))?.map(Number)
  const testCase = query.integer('testCaseId')
  const points = organization.testPlans
    .pointsOf(suite)
    .filter(
      (point) =>
        (ids === undefined || ids.includes(point.id)) &&
        (testCase === undefined || point.testCase === testCase),
    )
  const details = {
    all: query.boolean('includePointDetails'),
    identities: query.boolean('returnIdentityRef'),
  }
  return pageOf(call, points, (point) => testPointJson(organization, suite, { point, details }))
}

// Rows name no project. (the examples of the official specification)
function listConfigurations(call: Call): Answer {
  return pageOf(call, configurationsOf(projectOf(call).index), (configuration) => configuration)
}

function listVariables(call: Call): Answer {
  return pageOf(call, variablesOf(projectOf(call).index), (variable) => variable)
}

const base = { method: 'GET', scope: 'project', resourceVersion: 1 } as const
const suites = 'testplan/plans/{planId}/suites'

/** Test plans and what they hold. */
export const testPlanRoutes: readonly Route[] = [
  { ...base, template: 'testplan/plans', table: 'TestPlans', handle: listPlans },
  { ...base, template: 'testplan/plans/{planId}', handle: getPlan },
  { ...base, template: suites, handle: listSuites },
  { ...base, template: `${suites}/{suiteId}`, handle: getSuite },
  { ...base, template: `${suites}/{suiteId}/testcase`, resourceVersion: 3, handle: listTestCases },
  { ...base, template: `${suites}/{suiteId}/testpoint`, resourceVersion: 2, handle: listPoints },
  { ...base, template: 'testplan/configurations', handle: listConfigurations },
  { ...base, template: 'testplan/variables', handle: listVariables },
]
