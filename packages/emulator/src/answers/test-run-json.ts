import { ticksText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import type { TestResult } from '../data/test-runs.ts'
import { identityRef } from './identity.ts'

interface Reference {
  readonly id: string
  readonly name?: string
  readonly url?: string
}

function projectPath({ projects, testRuns, url }: Organization, row: number): string {
  return `${url}/${encodeURIComponent(projects.at(testRuns.projectOf(row)).name)}`
}

export function runUrl(organization: Organization, row: number): string {
  const id = organization.testRuns.idOf(row)
  return `${projectPath(organization, row)}/_apis/test/Runs/${id}`
}

function timeText(ticks: number | undefined): string | undefined {
  return ticks === undefined ? undefined : ticksText(ticks)
}

function buildOf(organization: Organization, row: number): Reference | undefined {
  const { builds, testRuns, url } = organization
  const build = testRuns.buildOf(row)
  if (build < 0) return undefined
  const id = builds.idOf(build)
  return { id: String(id), name: builds.numberOf(build), url: `${url}/_apis/build/Builds/${id}` }
}

function planOf(organization: Organization, row: number): Reference | undefined {
  const { testPlans, testRuns } = organization
  const index = testRuns.planOf(row)
  if (index < 0) return undefined
  const { id, name } = testPlans.at(index)
  const url = `${projectPath(organization, row)}/_apis/test/Plans/${id}`
  return { id: String(id), name, url }
}

function counts(organization: Organization, row: number): object {
  const { testRuns } = organization
  const total = testRuns.resultCount(row)
  // The results of a large run are not looked at one by one: numbers that fit together. (assumed)
  const sample = Math.min(total, 500)
  const outcomes = Array.from(
    { length: sample },
    (_, place) => testRuns.resultAt(row, place).outcome,
  )
  const passed = outcomes.filter((outcome) => outcome === 'Passed').length + (total - sample)
  return {
    totalTests: total,
    incompleteTests: 0,
    notApplicableTests: 0,
    passedTests: passed,
    unanalyzedTests: total - passed,
  }
}

/** What every row of a list of test runs has. Even its dates can be missing. (specs#346) */
export function testRunRow(organization: Organization, row: number): object {
  const { projects, testRuns } = organization
  const id = testRuns.idOf(row)
  const project = projects.at(testRuns.projectOf(row))
  return {
    id,
    name: testRuns.nameOf(row),
    url: runUrl(organization, row),
    isAutomated: testRuns.isAutomated(row),
    owner: { displayName: null, id: identityRef(organization, testRuns.ownerOf(row)).id },
    project: { id: project.id, name: project.name },
    state: testRuns.stateOf(row),
    plan: testRuns.planOf(row) < 0 ? undefined : { id: planOf(organization, row)?.id },
    ...counts(organization, row),
    revision: testRuns.revisionOf(row),
    webAccessUrl: `${projectPath(organization, row)}/_TestManagement/Runs?runId=${id}&_a=runCharts`,
  }
}

function buildConfiguration(organization: Organization, row: number): object | undefined {
  const { builds, definitions, testRuns, projects } = organization
  const build = testRuns.buildOf(row)
  if (build < 0) return undefined
  const id = builds.idOf(build)
  const { name } = projects.at(testRuns.projectOf(row))
  return {
    id: 7_000 + id,
    number: builds.numberOf(build),
    uri: `vstfs:///Build/Build/${id}`,
    flavor: id % 2 === 0 ? 'Release' : 'Debug',
    platform: 'any cpu',
    buildDefinitionId: definitions.at(builds.definitionOf(build)).id,
    branchName: builds.branchOf(build),
    buildSystem: 'TeamBuild',
    sourceVersion: builds.sourceVersionOf(build),
    repositoryType: 'TfsGit',
    project: { name },
  }
}

/** A test run with all that there is about it. */
export function testRunJson(organization: Organization, row: number): object {
  const { projects, testRuns, url } = organization
  const project = projects.at(testRuns.projectOf(row))
  const release = testRuns.releaseOf(row)
  const isEnded = testRuns.completedOf(row) !== undefined
  return {
    ...testRunRow(organization, row),
    owner: identityRef(organization, testRuns.ownerOf(row)),
    project: { id: project.id, name: project.name, url: `${url}/_apis/projects/${project.id}` },
    plan: planOf(organization, row),
    build: buildOf(organization, row),
    buildConfiguration: buildConfiguration(organization, row),
    createdDate: ticksText(testRuns.createdOf(row)),
    // A run that waits has the least date of the service. (assumed)
    startedDate: timeText(testRuns.startedOf(row)) ?? '0001-01-01T00:00:00',
    completedDate: timeText(testRuns.completedOf(row)),
    lastUpdatedDate: ticksText(testRuns.updatedOf(row)),
    lastUpdatedBy: identityRef(organization, testRuns.ownerOf(row)),
    postProcessState: isEnded ? 'Complete' : undefined,
    runStatistics: [{ state: 'Completed', outcome: 'Passed', count: testRuns.resultCount(row) }],
    iteration: row % 4 === 1 ? `${project.name}\\Sprint 1` : undefined,
    comment: row % 6 === 3 ? 'Flaky; see "notes", line 2' : undefined,
    substate: testRuns.stateOf(row) === 'Aborted' ? 'abortedBySystem' : undefined,
    errorMessage: testRuns.stateOf(row) === 'Aborted' ? 'The agent was lost.' : undefined,
    release:
      release === undefined
        ? undefined
        : {
            id: release.id,
            name: `Release-${release.id}`,
            definitionId: release.definitionId,
            environmentId: release.environmentId,
            environmentDefinitionId: release.environmentDefinitionId,
            environmentName: 'Prod [EU]',
            attempt: 1,
          },
    pipelineReference: buildOf(organization, row) && {
      pipelineId: Number(buildOf(organization, row)?.id),
      stageReference: { stageName: 'Test', attempt: 1 },
      jobReference: { jobName: '', attempt: 1 },
    },
    tags: row % 5 === 0 ? [{ name: 'nightly' }] : undefined,
  }
}

function pointOf(organization: Organization, row: number): object {
  const { testPlans, testRuns } = organization
  const index = testRuns.planOf(row)
  if (index < 0) return {}
  const plan = testPlans.at(index)
  const suite = testPlans.suitesOf(plan).find(({ testCases }) => testCases.length > 0)
  const point = suite && testPlans.pointsOf(suite)[0]
  return {
    testPlan: { id: String(plan.id), name: plan.name },
    testSuite: suite && { id: String(suite.id), name: suite.name },
    testPoint: point && { id: String(point.id) },
  }
}

/** A result of a test run. */
export function testResultJson(
  organization: Organization,
  row: number,
  { result, details }: { readonly result: TestResult; readonly details: ReadonlySet<string> },
): object {
  const { projects, testRuns, url } = organization
  const project = projects.at(testRuns.projectOf(row))
  const started = (testRuns.startedOf(row) ?? testRuns.createdOf(row)) + result.place * 10_000
  const completed = started + Math.floor(result.durationInMs * 10_000)
  const isFailed = result.outcome === 'Failed'
  const isAutomated = testRuns.isAutomated(row)
  return {
    id: result.id,
    project: { id: project.id, name: project.name, url: `${url}/_apis/projects/${project.id}` },
    startedDate: ticksText(started),
    completedDate: ticksText(completed),
    durationInMs: result.durationInMs,
    outcome: result.outcome,
    revision: 1,
    runBy: identityRef(organization, result.runBy),
    owner: isAutomated ? undefined : identityRef(organization, result.runBy),
    state: 'Completed',
    testCase: { name: result.method },
    testRun: {
      id: String(testRuns.idOf(row)),
      name: testRuns.nameOf(row),
      url: runUrl(organization, row),
    },
    lastUpdatedDate: ticksText(completed + 1),
    lastUpdatedBy: identityRef(organization, result.runBy),
    priority: result.place % 4,
    computerName: isAutomated ? 'TASKAGENT5-0055' : undefined,
    build: buildOf(organization, row),
    createdDate: ticksText(started),
    url: `${runUrl(organization, row)}/Results/${result.id}`,
    failureType: isFailed ? 'Known Issue' : 'None',
    resolutionState: isFailed ? 'Test issue' : undefined,
    errorMessage: isFailed ? 'Expected: <1>\nActual: <2> "two"' : undefined,
    stackTrace: isFailed ? `at Tests.${result.method}() in C:\\src\\Tests.cs:line 7` : undefined,
    automatedTestName: isAutomated ? `Contoso.Tests.${result.method}` : undefined,
    automatedTestStorage: isAutomated ? 'contoso.tests.dll' : undefined,
    automatedTestType: isAutomated ? 'UnitTest' : undefined,
    area: { id: '37528', name: project.name, url: 'vstfs:///Classification/Node/37528' },
    testCaseTitle: result.method,
    testCaseReferenceId: result.place + 1,
    resultGroupType: result.subResults > 0 ? 'dataDriven' : 'none',
    failingSince: isFailed
      ? { date: ticksText(started), build: { id: 1, number: '20260101.1', definitionId: 1 } }
      : undefined,
    customFields: [],
    ...(details.has('point') ? pointOf(organization, row) : {}),
    ...(details.has('workitems')
      ? { associatedBugs: isFailed ? [{ id: '1', name: 'Bug' }] : [] }
      : {}),
    ...(details.has('iterations') && !isAutomated
      ? {
          iterationDetails: [{ id: 1, outcome: result.outcome, durationInMs: result.durationInMs }],
        }
      : {}),
    ...(details.has('subresults') && result.subResults > 0
      ? {
          subResults: Array.from({ length: result.subResults }, (_, place) => ({
            id: place + 1,
            sequenceId: place + 1,
            outcome: result.outcome,
          })),
        }
      : {}),
  }
}
