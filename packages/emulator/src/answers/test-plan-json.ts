import { millisecondsText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import type { TestPlan, TestPoint, TestSuite } from '../data/test-plans.ts'
import { identityRef } from './identity.ts'

/** A project as the rows of test plans show it. */
function testProject({ projects, url }: Organization, index: number): object {
  const { id, name } = projects.at(index)
  return {
    id,
    name,
    url: `${url}/_apis/projects/${id}`,
    state: 'unchanged',
    visibility: 'unchanged',
    lastUpdateTime: '0001-01-01T00:00:00',
  }
}

function planUrl({ projects, url }: Organization, plan: TestPlan): string {
  return `${url}/${encodeURIComponent(projects.at(plan.project).name)}/_apis/testplan/Plans/${plan.id}`
}

function text(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : millisecondsText(milliseconds)
}

/** A test plan as lists show it; its owner is null there. (the examples of the official specification) */
export function testPlanRow(organization: Organization, plan: TestPlan): object {
  const url = planUrl(organization, plan)
  const rootSuite = { id: plan.id + 1, name: plan.name, plan: { id: plan.id, name: plan.name } }
  return {
    id: plan.id,
    project: testProject(organization, plan.project),
    rootSuite: { id: rootSuite.id, name: rootSuite.name },
    _links: {
      _self: { href: url },
      rootSuite: { href: `${url}/Suites/${rootSuite.id}` },
    },
    revision: plan.revision,
    name: plan.name,
    areaPath: plan.areaPath,
    iteration: plan.iteration,
    owner: null,
    state: plan.state,
    buildId: plan.build < 0 ? undefined : organization.builds.idOf(plan.build),
  }
}

/** A test plan with all that there is about it. */
export function testPlanJson(organization: Organization, plan: TestPlan): object {
  const { builds, definitions } = organization
  const definition = plan.build < 0 ? undefined : definitions.at(builds.definitionOf(plan.build))
  return {
    ...testPlanRow(organization, plan),
    description: plan.description,
    startDate: text(plan.startDate),
    endDate: text(plan.endDate),
    owner: identityRef(organization, plan.owner),
    buildDefinition:
      definition === undefined ? undefined : { id: definition.id, name: definition.name },
    previousBuildId: plan.build > 0 ? builds.idOf(plan.build - 1) : undefined,
    releaseEnvironmentDefinition:
      plan.index % 4 === 1 ? { definitionId: 1, environmentDefinitionId: 2 } : undefined,
    testOutcomeSettings: { syncOutcomeAcrossSuites: plan.index % 2 === 1 },
    updatedBy: identityRef(organization, plan.owner),
    updatedDate: millisecondsText(plan.updatedDate),
  }
}

export interface SuiteExpansion {
  readonly children: boolean
  readonly defaultTesters: boolean
  /** Suites hold those below them, which hold theirs; none names its project, nor its plan but by the number. */
  readonly tree: boolean
}

/** A test suite; `others` are the suites of its plan. */
export function testSuiteJson(
  organization: Organization,
  suite: TestSuite,
  { others, expand }: { readonly others: readonly TestSuite[]; readonly expand: SuiteExpansion },
): object {
  const { plan } = suite
  const url = `${planUrl(organization, plan)}/Suites/${suite.id}`
  const parent = others.find(({ place }) => place === suite.parent)
  const children = others.filter((other) => other.parent === suite.place)
  const isFilled = suite.type !== 'staticTestSuite'
  const isShown = expand.children || (expand.tree && children.length > 0)
  return {
    id: suite.id,
    revision: 1 + suite.place,
    // (the examples of the official specification)
    project: expand.tree ? undefined : testProject(organization, plan.project),
    lastUpdatedBy: identityRef(organization, suite.changedBy),
    lastUpdatedDate: millisecondsText(suite.changedDate),
    plan: { id: plan.id, name: expand.tree ? String(plan.id) : plan.name },
    _links: {
      _self: { href: url },
      testCases: { href: `${url}/TestCases` },
      testPoints: { href: `${url}/Points` },
    },
    suiteType: suite.type,
    name: suite.name,
    parentSuite: parent === undefined ? undefined : { id: parent.id, name: parent.name },
    inheritDefaultConfigurations: suite.place > 0,
    defaultConfigurations: [{ id: 1, name: 'Windows 11' }],
    hasChildren: children.length > 0,
    children: isShown
      ? children.map((child) =>
          testSuiteJson(organization, child, {
            others: expand.tree ? others : [],
            expand: { ...expand, children: false },
          }),
        )
      : undefined,
    defaultTesters: expand.defaultTesters
      ? [identityRef(organization, suite.changedBy)]
      : undefined,
    queryString:
      suite.type === 'dynamicTestSuite'
        ? "select [System.Id] from WorkItems where [System.WorkItemType] in group 'Microsoft.TestCaseCategory'"
        : undefined,
    requirementId: suite.type === 'requirementTestSuite' ? suite.testCases[0] : undefined,
    lastPopulatedDate: isFilled ? millisecondsText(suite.changedDate + 333) : undefined,
    lastError:
      suite.place === 3 ? 'TF51005: The query references a field that does not exist.' : undefined,
  }
}

interface Placed {
  readonly testPlan: object
  readonly testSuite: object
  readonly project: object
}

function placeOf(organization: Organization, { plan, id, name }: TestSuite): Placed {
  return {
    testPlan: { id: plan.id, name: plan.name },
    testSuite: { id, name },
    project: testProject(organization, plan.project),
  }
}

function titleOf({ workItems }: Organization, testCase: number): string {
  return String(workItems.value(testCase, 'System.Title') ?? '')
}

/** A test case in a suite. */
export function testCaseJson(
  organization: Organization,
  suite: TestSuite,
  { testCase, points }: { readonly testCase: number; readonly points: readonly TestPoint[] },
): object {
  const url = `${planUrl(organization, suite.plan)}/Suites/${suite.id}/TestCase/${testCase}`
  return {
    ...placeOf(organization, suite),
    workItem: {
      id: testCase,
      name: titleOf(organization, testCase),
      workItemFields: [
        { 'System.Id': testCase },
        { 'System.State': organization.workItems.value(testCase, 'System.State') },
      ],
    },
    pointAssignments: points
      .filter((point) => point.testCase === testCase)
      .map((point) => ({
        id: point.id,
        configurationId: point.configuration.id,
        configurationName: point.configuration.name,
        tester: point.tester < 0 ? undefined : identityRef(organization, point.tester),
      })),
    order: suite.testCases.indexOf(testCase) + 1,
    links: { _self: { href: url } },
  }
}

export interface PointDetails {
  readonly all: boolean
  readonly identities: boolean
}

/** A test point in a suite. */
export function testPointJson(
  organization: Organization,
  suite: TestSuite,
  { point, details }: { readonly point: TestPoint; readonly details: PointDetails },
): object {
  const { workItems } = organization
  const { configuration, outcome, testCase } = point
  const isRun = outcome !== 'unspecified'
  const url = `${planUrl(organization, suite.plan)}/Suites/${suite.id}/TestPoint/${point.id}`
  const basic = {
    id: point.id,
    configuration: { id: configuration.id, name: configuration.name },
    testCaseReference: {
      id: testCase,
      name: titleOf(organization, testCase),
      state: workItems.value(testCase, 'System.State'),
      assignedTo: details.identities
        ? identityRef(organization, testCase % organization.users.rows.indices().length)
        : undefined,
    },
    tester: point.tester < 0 ? undefined : identityRef(organization, point.tester),
    results: {
      outcome,
      state: isRun ? 'completed' : 'ready',
      failureType: outcome === 'failed' ? 'new_Issue' : 'none',
      lastResultState: isRun ? 'completed' : 'unspecified',
    },
  }
  if (!details.all) return { ...placeOf(organization, suite), ...basic }
  return {
    ...placeOf(organization, suite),
    ...basic,
    results: {
      ...basic.results,
      lastResolutionState: 'none',
      lastResultDetails: isRun
        ? { duration: 3_000_000_000, dateCompleted: millisecondsText(point.changedDate) }
        : { duration: 0, dateCompleted: '0001-01-01T00:00:00' },
      lastResultId: isRun ? 100_000 : undefined,
      lastTestRunId: isRun ? 1 : undefined,
      lastRunBuildNumber: isRun ? '20261001.1' : undefined,
    },
    comment: point.id % 7 === 3 ? 'Needs a second look; "maybe"' : undefined,
    isActive: !isRun,
    isAutomated: testCase % 3 === 0,
    lastUpdatedBy: identityRef(organization, suite.changedBy),
    lastUpdatedDate: millisecondsText(point.changedDate),
    lastResetToActive: '0001-01-01T00:00:00',
    links: { _self: { href: url } },
  }
}
