import { type Answer, listAnswer } from '../answers/answer.ts'
import {
  type Approval,
  approvalJson,
  approvalsOf,
  deploymentJson,
  operationOf,
} from '../answers/deployment-json.ts'
import type { ReleaseContext } from '../answers/release-refs.ts'
import type { Call } from '../call.ts'
import { ticksOf } from '../data/instants.ts'
import type { Attempt, Release, Stage } from '../data/releases.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { pageById } from './release-pages.ts'
import { releasesOf } from './releases.ts'

interface Deployment {
  readonly release: Release
  readonly stage: Stage
  readonly attempt: Attempt
}

/** Every attempt to deploy, the newest first, of releases that may matter. */
function* deploymentsOf(context: ReleaseContext, isAscending: boolean): Generator<Deployment> {
  for (const release of releasesOf(context, isAscending)) {
    const all = release.stages.flatMap((stage) =>
      stage.attempts.map((attempt) => ({ release, stage, attempt })),
    )
    yield* isAscending ? all : all.toReversed()
  }
}

function isBetween(
  milliseconds: number,
  least: number | undefined,
  most: number | undefined,
): boolean {
  const ticks = ticksOf(milliseconds)
  return (least === undefined || ticks >= least) && (most === undefined || ticks <= most)
}

// Names of states in any letter case; `all` and `undefined` filter nothing. (assumed)
function stateOf(text: string | undefined): string | undefined {
  const state = text?.toLowerCase()
  return state === 'all' || state === 'undefined' ? undefined : state
}

function filters({ query }: Call): (deployment: Deployment) => boolean {
  const definition = query.integer('definitionId')
  const stageWanted = query.integer('definitionEnvironmentId')
  const status = stateOf(query.text('deploymentStatus'))
  const operation = stateOf(query.text('operationStatus'))
  const isLatest = query.boolean('latestAttemptsOnly')
  const branch = query.text('sourceBranch')
  const modified = [query.date('minModifiedTime'), query.date('maxModifiedTime')] as const
  const started = [query.date('minStartedTime'), query.date('maxStartedTime')] as const
  return ({ release, stage, attempt }) =>
    (definition === undefined || release.definition.id === definition) &&
    (stageWanted === undefined || stage.definitionId === stageWanted) &&
    (status === undefined || attempt.status.toLowerCase() === status) &&
    (operation === undefined || operationOf(attempt).toLowerCase() === operation) &&
    (!isLatest || stage.attempts.at(-1) === attempt) &&
    (branch === undefined || release.branch === branch) &&
    isBetween(attempt.finished ?? attempt.started, ...modified) &&
    isBetween(attempt.started, ...started)
}

function listDeployments(call: Call): Answer {
  const context = { organization: call.organization, project: projectOf(call) }
  const isAscending = call.query.text('queryOrder')?.toLowerCase() === 'ascending'
  const { rows, token } = pageById(call, '$top', {
    rows: deploymentsOf(context, isAscending),
    matches: filters(call),
    idOf: ({ attempt }) => attempt.id,
  })
  return listAnswer(
    rows.map(({ release, stage, attempt }) => deploymentJson(context, [release, stage], attempt)),
    { token },
  )
}

interface Asked {
  readonly release: Release
  readonly stage: Stage
  readonly approval: Approval
}

function* approvalsIn(context: ReleaseContext, isAscending: boolean): Generator<Asked> {
  for (const release of releasesOf(context, isAscending)) {
    const all = release.stages.flatMap((stage) =>
      approvalsOf(release, stage).map((approval) => ({ release, stage, approval })),
    )
    yield* isAscending ? all : all.toReversed()
  }
}

// "Default is 'pending'." `undefined`, which stands for zero, filters nothing. (the latter: assumed)
function listApprovals(call: Call): Answer {
  const { organization, query } = call
  const context = { organization, project: projectOf(call) }
  const status = stateOf(query.text('statusFilter') ?? 'pending')
  const type = stateOf(query.text('typeFilter'))
  const ids = query.list('releaseIdsFilter')?.map(Number)
  const isAscending = query.text('queryOrder')?.toLowerCase() === 'ascending'
  const { rows, token } = pageById(call, 'top', {
    rows: approvalsIn(context, isAscending),
    matches: ({ release, approval }) =>
      ids?.includes(release.id) !== false &&
      (status === undefined || approval.status === status) &&
      (type === undefined || approval.type.toLowerCase() === type),
    idOf: ({ approval }) => approval.id,
  })
  return listAnswer(
    rows.map(({ release, stage, approval }) => approvalJson(context, [release, stage], approval)),
    { token },
  )
}

const base = { method: 'GET', scope: 'project' } as const

/** Attempts to deploy, and who approves them. */
export const deploymentRoutes: readonly Route[] = [
  { ...base, template: 'release/deployments', resourceVersion: 2, handle: listDeployments },
  { ...base, template: 'release/approvals', resourceVersion: 3, handle: listApprovals },
]
