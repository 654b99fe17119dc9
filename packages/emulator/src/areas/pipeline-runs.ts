import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { identityRef } from '../answers/identity.ts'
import type { Call } from '../call.ts'
import { ticksText } from '../data/instants.ts'
import { createDice, guidOf } from '../data/random.ts'
import type { Route } from '../router.ts'
import { wantedDefinition } from './build-definitions.ts'
import { projectOf, wantedBuild } from './builds.ts'

const dice = createDice(0, 'approval')

const states = {
  completed: 'completed',
  inProgress: 'inProgress',
  notStarted: 'inProgress',
  postponed: 'inProgress',
  cancelling: 'canceling',
} as const

// A run that succeeded in part counts as succeeded. (assumed)
const results = {
  succeeded: 'succeeded',
  partiallySucceeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
} as const

function runJson(call: Call, row: number): object {
  const { organization } = call
  const { builds, definitions, projects, url } = organization
  const definition = definitions.at(builds.definitionOf(row))
  const pipeline = `${url}/${projects.at(definition.project).id}/_apis/pipelines/${definition.id}`
  const self = `${pipeline}/runs/${builds.idOf(row)}`
  const finished = builds.finishedOf(row)
  const result = builds.resultOf(row)
  return {
    _links: {
      self: { href: self },
      web: { href: `${url}/_build/results?buildId=${builds.idOf(row)}` },
    },
    templateParameters: row % 6 === 0 ? { 'env "x"': 'prod' } : {},
    pipeline: {
      url: `${pipeline}?revision=${definition.revision}`,
      id: definition.id,
      revision: definition.revision,
      name: definition.name,
      folder: definition.path,
    },
    state: states[builds.statusOf(row)],
    result: result === undefined ? undefined : results[result],
    createdDate: ticksText(builds.queuedOf(row)),
    finishedDate: finished === undefined ? undefined : ticksText(finished),
    url: self,
    id: builds.idOf(row),
    name: builds.numberOf(row),
  }
}

// The newest 10,000, and no token. (assumed)
function listRuns(call: Call): Answer {
  const { builds } = call.organization
  const { index } = wantedDefinition(call, 'pipelineId')
  const rows = builds.byProject
    .rowsOf(projectOf(call).index)
    .filter((row) => builds.definitionOf(row) === index)
  return listAnswer([...rows.slice(-10_000).reverse()].map((row) => runJson(call, row)))
}

function listLogs(call: Call): Answer {
  const { buildContents, builds, definitions, projects, url } = call.organization
  wantedDefinition(call, 'pipelineId')
  const row = wantedBuild({ ...call, params: { buildId: call.params['runId'] ?? '' } })
  const definition = definitions.at(builds.definitionOf(row))
  const project = projects.at(definition.project).id
  const base = `${url}/${project}/_apis/pipelines/${definition.id}/runs/${builds.idOf(row)}/logs`
  const isSigned = call.query
    .list('$expand')
    ?.some((name) => name.toLowerCase() === 'signedcontent')
  const started = builds.startedOf(row) ?? builds.queuedOf(row)
  const signed = (path: string): object | undefined =>
    isSigned === true
      ? {
          url: `${path}/signedlogcontent?sig=x%2B`,
          signatureExpires: ticksText(started + 36_000_000_000),
        }
      : undefined
  const ids = Array.from({ length: buildContents.logCountOf(row) }, (_, place) => place + 1)
  return jsonAnswer({
    logs: ids.map((id) => ({
      createdOn: ticksText(started + id * 10_000_000),
      id,
      lastChangedOn: ticksText(started + id * 20_000_001),
      lineCount: 20 + ((row * id) % 900),
      url: `${base}/${id}`,
      signedContent: signed(`${base}/${id}`),
    })),
    url: base,
    signedContent: signed(base),
  })
}

const statuses = ['approved', 'pending', 'rejected', 'timedOut', 'skipped'] as const

// "Returns approvals of any status if not provided". How many come without top is not known. (assumed: 100)
function listApprovals(call: Call): Answer {
  const { organization, query } = call
  const { builds, url } = organization
  const project = projectOf(call)
  const ids = query.list('approvalIds')?.map((id) => id.toLowerCase())
  const state = query.text('state')?.toLowerCase()
  const expand = new Set(query.list('$expand')?.map((name) => name.toLowerCase()))
  const found = Array.from(builds.byProject.rowsOf(project.index))
    .slice(-900)
    .filter((row) => row % 6 === 0)
    .map((row) => ({
      row,
      id: guidOf(dice, row, 0),
      status: statuses[(row / 6) % statuses.length] ?? 'pending',
    }))
    .filter(
      ({ id, status }) =>
        (ids === undefined || ids.includes(id)) &&
        (state === undefined || state === 'all' || status.toLowerCase() === state),
    )
  return listAnswer(
    found.slice(0, query.integer('top') ?? 100).map(({ row, id, status }) => {
      const created = builds.queuedOf(row)
      const person = identityRef(organization, builds.requesterOf(row))
      return {
        id,
        steps: expand.has('steps')
          ? [{ assignedApprover: person, status, comment: 'ok "ä"', order: 1 }]
          : [],
        status,
        createdOn: ticksText(created),
        lastModifiedOn: ticksText(created + 600_000_000),
        executionOrder: 'anyOrder',
        minRequiredApprovers: row % 12 === 0 ? 2 : 1,
        blockedApprovers: row % 12 === 0 ? [person] : [],
        instructions: row % 18 === 0 ? 'Erst testen,\ndann "freigeben"' : '',
        permissions: expand.has('permissions') ? 'view, queueBuild' : undefined,
        _links: { self: { href: `${url}/${project.id}/_apis/pipelines/approvals/${id}` } },
      }
    }),
  )
}

const base = { method: 'GET', scope: 'project', resourceVersion: 1 } as const
const runs = 'pipelines/{pipelineId}/runs'

/** Runs of pipelines, their logs and approvals. */
export const pipelineRunRoutes: readonly Route[] = [
  { ...base, template: runs, handle: listRuns },
  { ...base, template: `${runs}/{runId}/logs`, handle: listLogs },
  { ...base, template: 'pipelines/approvals', handle: listApprovals },
]
