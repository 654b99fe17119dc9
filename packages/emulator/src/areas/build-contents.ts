import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { identityRef } from '../answers/identity.ts'
import type { Call } from '../call.ts'
import type { BuildArtifact, TimelineRecord } from '../data/build-contents.ts'
import { type Ticks, ticksText } from '../data/instants.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { wantedBuild } from './builds.ts'

interface BuildUrl {
  readonly row: number
  readonly id: number
  readonly url: string
}

function urlOf({ organization }: Call, row: number): BuildUrl {
  const { builds, definitions, projects, url } = organization
  const id = builds.idOf(row)
  const { project } = definitions.at(builds.definitionOf(row))
  return { row, id, url: `${url}/${projects.at(project).id}/_apis/build/builds/${id}` }
}

function timeOf(ticks: Ticks | undefined): string | null {
  return ticks === undefined ? null : ticksText(ticks)
}

// Empty properties are null here, not absent. (measured)
function recordJson(record: TimelineRecord, { row, url }: BuildUrl): object {
  const { id, logId, type, issues } = record
  const count = (wanted: string): number => issues.filter((issue) => issue.type === wanted).length
  const isTask = type === 'Task'
  return {
    previousAttempts: [],
    id,
    parentId: record.parentId ?? null,
    type,
    name: record.name,
    startTime: timeOf(record.startTime),
    finishTime: timeOf(record.finishTime),
    currentOperation: null,
    percentComplete: record.state === 'inProgress' ? 40 : null,
    state: record.state,
    result: record.result ?? null,
    resultCode: record.result === 'skipped' ? 'Evaluating: succeeded()\r\nResult: False\r\n' : null,
    changeId: 18 + (row % 5),
    lastModified: '0001-01-01T00:00:00',
    workerName: type === 'Job' || isTask ? 'Hosted Agent' : null,
    queueId: type === 'Job' ? 9 : undefined,
    order: record.order,
    details: null,
    errorCount: count('error'),
    warningCount: count('warning'),
    url: null,
    log: logId === undefined ? null : { id: logId, type: 'Container', url: `${url}/logs/${logId}` },
    task: isTask
      ? { id: 'd9bafed4-0b18-4f58-968d-86655b4d2ce9', name: 'CmdLine', version: '2.237.1' }
      : null,
    attempt: 1,
    identifier: type === 'Job' ? 'Job.__default' : null,
    issues:
      issues.length === 0
        ? undefined
        : issues.map((issue) => ({ ...issue, category: 'General', data: { type: issue.type } })),
  }
}

function getTimeline(call: Call): Answer {
  const { buildContents, builds } = call.organization
  const place = urlOf(call, wantedBuild(call))
  const { row, url } = place
  const records = buildContents.recordsOf(row)
  const id = buildContents.timelineIdOf(row)
  return jsonAnswer({
    records: records.length === 0 ? null : records.map((record) => recordJson(record, place)),
    lastChangedBy: '00000002-0000-8888-8000-000000000000',
    lastChangedOn: ticksText(builds.finishedOf(row) ?? builds.queuedOf(row)),
    id,
    changeId: 18 + (row % 5),
    url: `${url}/Timeline/${id}`,
  })
}

function listLogs(call: Call): Answer {
  const { buildContents, builds } = call.organization
  const { row, url } = urlOf(call, wantedBuild(call))
  const started = builds.startedOf(row) ?? builds.queuedOf(row)
  const ids = Array.from({ length: buildContents.logCountOf(row) }, (_, place) => place + 1)
  return listAnswer(
    ids.map((id) => ({
      lineCount: id === 2 ? 5_000_000_000 : 20 + ((row * id) % 900),
      createdOn: ticksText(started + id * 10_000_000),
      lastChangedOn: ticksText(started + id * 20_000_001),
      id,
      type: 'Container',
      url: `${url}/logs/${id}`,
    })),
  )
}

function artifactJson({ id, name, type, size }: BuildArtifact, { row, url }: BuildUrl): object {
  const address = `${url}/artifacts?artifactName=${encodeURIComponent(name)}&api-version=7.1`
  return {
    id,
    name,
    source: '12f1170f-54f2-53f3-20dd-22fc7dff55f9',
    resource: {
      type,
      data: type === 'FilePath' ? '\\\\share\\drops' : `#/${3_000_000 + row}/${name}`,
      properties: { localpath: 'D:\\a\\1\\a', artifactsize: String(size) },
      url: address,
      downloadUrl: `${address}&%24format=zip`,
    },
  }
}

function listArtifacts(call: Call): Answer {
  const place = urlOf(call, wantedBuild(call))
  const artifacts = call.organization.buildContents.artifactsOf(place.row)
  return listAnswer(artifacts.map((artifact) => artifactJson(artifact, place)))
}

// 50 without $top (assumed), and no more than 200 whatever $top and the token say (specs#690).
function listChanges(call: Call): Answer {
  const { organization, query } = call
  const row = wantedBuild(call)
  const most = organization.buildContents.changesOf(row).slice(0, 200)
  const top = Math.min(query.integer('$top') ?? 50, call.variants.buildChangesMaxTop)
  const page = cut(most, readOpaqueToken(query.text('continuationToken')), top)
  return listAnswer(
    page.rows.map(({ id, message, timestamp, author }) => {
      const [line = '', ...more] = message.split('\n')
      return {
        id,
        message: line,
        messageTruncated: more.length > 0 ? true : undefined,
        type: 'TfsGit',
        author: identityRef(organization, author),
        timestamp: ticksText(timestamp),
        location: `${organization.url}/_apis/git/repositories/x/commits/${id}`,
        displayUri: `${organization.url}/_git/x/commit/${id}`,
        pusher: identityRef(organization, author).id,
      }
    }),
    { token: opaqueToken(page.next) },
  )
}

function listLeases(call: Call): Answer {
  const { buildContents, builds, definitions } = call.organization
  const row = wantedBuild(call)
  const queued = builds.queuedOf(row)
  return listAnswer(
    buildContents.leasesOf(row).map((leaseId, place) => ({
      leaseId,
      ownerId: place === 0 ? 'Branch:refs/heads/main' : 'User:ab3f6b1c-2f0e-4e58-9d5c-4a6f6c8a2b11',
      runId: builds.idOf(row),
      definitionId: definitions.at(builds.definitionOf(row)).id,
      createdOn: ticksText(queued),
      // For ever is the last day that there is. (assumed)
      validUntil:
        place === 0 ? ticksText(queued + 25_920_000_000_000) : '9999-12-31T23:59:59.9999999Z',
      protectPipeline: place === 0,
    })),
  )
}

const base = { method: 'GET', scope: 'project' } as const
const build = 'build/builds/{buildId}'

/** What belongs to one build. */
export const buildContentRoutes: readonly Route[] = [
  { ...base, template: `${build}/timeline`, resourceVersion: 3, handle: getTimeline },
  { ...base, template: `${build}/logs`, resourceVersion: 2, handle: listLogs },
  { ...base, template: `${build}/artifacts`, resourceVersion: 5, handle: listArtifacts },
  { ...base, template: `${build}/changes`, resourceVersion: 2, handle: listChanges },
  { ...base, template: `${build}/leases`, resourceVersion: 2, handle: listLeases },
]
