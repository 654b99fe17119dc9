import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { badArgument, fail } from '../answers/failures.ts'
import { runUrl, testResultJson, testRunJson, testRunRow } from '../answers/test-run-json.ts'
import { type Call, param } from '../call.ts'
import { ticksText } from '../data/instants.ts'
import type { TestResult } from '../data/test-runs.ts'
import { cut, opaqueToken, pageOf, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { changedPredicates, listPredicates } from './test-run-filters.ts'

type Predicate = (row: number) => boolean

function matchingRows(call: Call, predicates: readonly Predicate[]): Uint32Array {
  const { byProject } = call.organization.testRuns
  return byProject
    .rowsOf(projectOf(call).index)
    .filter((row) => predicates.every((predicate) => predicate(row)))
}

// One path for two lists: the dates say which of them is asked for. (the official specification)
function listRuns(call: Call): Answer {
  return call.query.text('minLastUpdatedDate') === undefined ? listAll(call) : listChanged(call)
}

// Oldest first. (the examples of the official specification; page sizes: assumed)
function listAll(call: Call): Answer {
  const { organization, query, variants } = call
  const limits = { byDefault: variants.testRunsMaxTop, atMost: variants.testRunsMaxTop }
  const page = pageOf(matchingRows(call, listPredicates(call)), query, limits)
  const isWhole = query.boolean('includeRunDetails')
  const json = isWhole ? testRunJson : testRunRow
  return listAnswer(
    page.rows.map((row) => json(organization, row)),
    { order: 'value-first' },
  )
}

// "Number of runs to be queried. Limit is 100", and a token in a header. (that rows have no dates: specs#346)
function listChanged(call: Call): Answer {
  const { organization, query, variants } = call
  const page = cut(
    matchingRows(call, changedPredicates(call)),
    readOpaqueToken(query.text('continuationToken')),
    Math.min(query.integer('$top') ?? 100, 100),
  )
  const json = variants.changedTestRuns === 'whole' ? testRunJson : testRunRow
  return listAnswer(
    page.rows.map((row) => json(organization, row)),
    { token: opaqueToken(page.next), order: 'value-first' },
  )
}

function wantedRun(call: Call): number {
  const { testRuns } = call.organization
  const row = testRuns.find(Number(param(call, 'runId')))
  if (row >= 0 && testRuns.projectOf(row) === projectOf(call).index) return row
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `Test run ${param(call, 'runId')} not found.`,
    exception: 'Microsoft.TeamFoundation.TestManagement.WebApi.TestObjectNotFoundException',
  })
}

function getRun(call: Call): Answer {
  const isWhole = call.query.text('includeDetails')?.toLowerCase() !== 'false'
  const json = isWhole ? testRunJson : testRunRow
  return jsonAnswer(json(call.organization, wantedRun(call)))
}

function listResults(call: Call): Answer {
  const { organization, query } = call
  const { testRuns } = organization
  const row = wantedRun(call)
  const details = new Set(query.list('detailsToInclude')?.map((name) => name.toLowerCase()))
  const wanted = query.list('outcomes')?.map((name) => name.toLowerCase())
  // "Maximum is 1000 when detailsToInclude is None and 200 otherwise."
  const atMost = details.size === 0 || details.has('none') ? 1_000 : 200
  const places = Array.from({ length: testRuns.resultCount(row) }, (_, place) => place).filter(
    (place) =>
      wanted === undefined || wanted.includes(testRuns.resultAt(row, place).outcome.toLowerCase()),
  )
  const page = pageOf(places, query, { byDefault: atMost, atMost })
  return listAnswer(
    page.rows.map((place) =>
      testResultJson(organization, row, { result: testRuns.resultAt(row, place), details }),
    ),
  )
}

function wantedResult(call: Call, row: number): TestResult {
  const { testRuns } = call.organization
  const id = Number(param(call, 'testCaseResultId'))
  const place = id - testRuns.resultAt(row, 0).id
  if (place >= 0 && place < testRuns.resultCount(row)) return testRuns.resultAt(row, place)
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `Test result ${id} of run ${param(call, 'runId')} not found.`,
    exception: 'Microsoft.TeamFoundation.TestManagement.WebApi.TestObjectNotFoundException',
  })
}

interface Attached {
  readonly id: number
  readonly place: number
  readonly path: string
}

function attachmentJson(
  { organization }: Call,
  row: number,
  { id, place, path }: Attached,
): object {
  const { testRuns } = organization
  return {
    id,
    url: `${runUrl(organization, row)}/${path}Attachments/${id}`,
    createdDate: ticksText(testRuns.createdOf(row) + place),
    fileName: place % 2 === 0 ? `screenshot "${place}" ü.png` : 'results.trx',
    comment: place % 2 === 0 ? '' : 'Test attachment upload',
    attachmentType: place % 2 === 0 ? 'generalAttachment' : 'consoleLog',
    // Sizes don't fit 32 bits. (the official specification)
    size: place % 2 === 0 ? 5_000_000_000 + id : 0,
  }
}

function listRunAttachments(call: Call): Answer {
  const row = wantedRun(call)
  const ids = call.organization.testRuns.attachmentsOf(row)
  return listAnswer(ids.map((id, place) => attachmentJson(call, row, { id, place, path: '' })))
}

function listResultAttachments(call: Call): Answer {
  const row = wantedRun(call)
  const { attachments, id: resultId } = wantedResult(call, row)
  const path = `Results/${resultId}/`
  return listAnswer(attachments.map((id, place) => attachmentJson(call, row, { id, place, path })))
}

// Coverage in the format of Visual Studio, which few builds publish. (assumed)
function listCoverage(call: Call): Answer {
  const { builds, definitions } = call.organization
  const { query } = call
  const id = query.integer('buildId')
  if (id === undefined || query.text('flags') === undefined) {
    return badArgument('buildId and flags are mandatory.')
  }
  const build = builds.find(id)
  const project = projectOf(call)
  const isHere = build >= 0 && definitions.at(builds.definitionOf(build)).project === project.index
  if (!isHere || build % 4 !== 0) return listAnswer([])
  const flavors = build % 8 === 0 ? ['Debug', 'Release'] : ['Debug']
  return listAnswer(
    flavors.map((flavor, place) => ({
      configuration: {
        id: id * 2 + place,
        flavor,
        platform: 'Any CPU',
        uri: `vstfs:///Build/Build/${id}`,
        project: {},
      },
      state: '0',
      lastError: '',
      modules: [
        {
          name: 'contoso.tests.dll',
          blockCount: 2,
          signature: 'c27c5315-b4ec-3748-9751-2a20280c37d5',
          signatureAge: 1,
          statistics: { blocksCovered: 2, blocksNotCovered: place, linesCovered: 4 },
          functions: [],
        },
      ],
    })),
  )
}

const base = { method: 'GET', scope: 'project' } as const
const results = 'test/runs/{runId}/results'

/** Test runs and what belongs to one, code coverage. */
export const testRunRoutes: readonly Route[] = [
  { ...base, template: 'test/runs', resourceVersion: 3, table: 'TestRuns', handle: listRuns },
  { ...base, template: 'test/runs/{runId}', resourceVersion: 3, handle: getRun },
  { ...base, template: results, resourceVersion: 6, handle: listResults },
  {
    ...base,
    template: 'test/runs/{runId}/attachments',
    resourceVersion: 1,
    handle: listRunAttachments,
  },
  {
    ...base,
    template: `${results}/{testCaseResultId}/attachments`,
    resourceVersion: 1,
    handle: listResultAttachments,
  },
  { ...base, template: 'test/codecoverage', resourceVersion: 1, handle: listCoverage },
]
