import { millisecondsText } from '../data/instants.ts'
import type { Attempt, Release, Stage } from '../data/releases.ts'
import { identityRef } from './identity.ts'
import {
  definitionRef,
  hostOf,
  type ReleaseContext,
  releaseRef,
  stageRef,
  webOf,
} from './release-refs.ts'

/** The date of what has not been. (the examples of the specification) */
const never = '0001-01-01T00:00:00'

/** Approvals before and after each attempt to deploy a stage. */
export interface Approval {
  readonly id: number
  readonly type: 'preDeploy' | 'postDeploy'
  readonly status: 'pending' | 'approved' | 'rejected' | 'skipped'
  readonly attempt: number
  readonly isAutomated: boolean
  /** Milliseconds. */
  readonly created: number
}

export function approvalsOf(release: Release, { id, place, attempts }: Stage): readonly Approval[] {
  const isAutomated = place === 0
  return attempts.flatMap(({ number, status, started, finished }): readonly Approval[] => {
    const base = { attempt: number, isAutomated }
    const first = id * 8 + number * 2
    const before: Approval = {
      ...base,
      id: first,
      type: 'preDeploy',
      status: 'approved',
      created: started,
    }
    // Nobody is asked after a failure; what runs waits. (assumed)
    if (status === 'failed' || finished === undefined) {
      return [{ ...before, status: status === 'failed' ? 'approved' : 'pending' }]
    }
    const after = (['approved', 'skipped', 'rejected'] as const)[release.index % 3] ?? 'approved'
    return [
      before,
      {
        ...base,
        id: first + 1,
        type: 'postDeploy',
        status: isAutomated ? 'approved' : after,
        created: finished,
      },
    ]
  })
}

export function approvalJson(
  context: ReleaseContext,
  [release, stage]: readonly [Release, Stage],
  approval: Approval,
): object {
  const { organization } = context
  const { isAutomated, status } = approval
  const approver = identityRef(organization, release.definition.author)
  const isOver = status === 'approved' || status === 'rejected'
  return {
    id: approval.id,
    revision: 1,
    approver: isAutomated ? undefined : approver,
    approvedBy: !isAutomated && isOver ? approver : undefined,
    approvalType: approval.type,
    createdOn: millisecondsText(approval.created),
    modifiedOn: millisecondsText(approval.created + 7),
    status,
    comments: status === 'rejected' ? 'Not "yet"' : '',
    isAutomated,
    isNotificationOn: !isAutomated,
    trialNumber: approval.attempt,
    attempt: approval.attempt,
    rank: approval.type === 'preDeploy' ? 1 : 2,
    release: releaseRef(context, release),
    releaseDefinition: { ...definitionRef(context, release.definition), _links: {} },
    releaseEnvironment: stageRef(context, release, stage),
    url: `${hostOf(context)}/approvals/${approval.id}`,
  }
}

/** Both lists of approvals, as stages and deployments hold them. */
export function approvalsOfStage(
  context: ReleaseContext,
  [release, stage]: readonly [Release, Stage],
  attempt?: number,
): object {
  const approvals = approvalsOf(release, stage).filter(
    (each) => attempt === undefined || each.attempt === attempt,
  )
  const ofType = (type: Approval['type']): readonly object[] =>
    approvals
      .filter((each) => each.type === type)
      .map((each) => approvalJson(context, [release, stage], each))
  return { preDeployApprovals: ofType('preDeploy'), postDeployApprovals: ofType('postDeploy') }
}

const operations = {
  inProgress: 'PhaseInProgress',
  succeeded: 'Approved',
  failed: 'PhaseFailed',
  partiallySucceeded: 'PhasePartiallySucceeded',
} as const

/** Spelled with a capital, unlike what the specification says. (measured) */
export function operationOf({ status }: Attempt): string {
  return operations[status]
}

/** A deployment as its list shows it. */
export function deploymentJson(
  context: ReleaseContext,
  [release, stage]: readonly [Release, Stage],
  attempt: Attempt,
): object {
  const { organization } = context
  const creator = identityRef(organization, release.creator)
  const url = `${hostOf(context)}/releases/${release.id}`
  return {
    id: attempt.id,
    // What else a release has is empty here. (the examples of the specification)
    release: {
      ...releaseRef(context, release),
      artifacts: [],
      webAccessUri: `${webOf(context)}?releaseId=${release.id}`,
      _links: { self: { href: url } },
      description: null,
      releaseDefinition: null,
      createdOn: never,
      createdBy: null,
      modifiedBy: null,
      reason: 'none',
    },
    releaseDefinition: definitionRef(context, release.definition),
    releaseEnvironment: stageRef(context, release, stage),
    projectReference: null,
    definitionEnvironmentId: stage.definitionId,
    attempt: attempt.number,
    reason: attempt.number === 1 ? 'automated' : 'manual',
    deploymentStatus: attempt.status,
    operationStatus: operationOf(attempt),
    requestedBy: creator,
    requestedFor: creator,
    queuedOn: release.index % 5 === 2 ? never : millisecondsText(attempt.started - 1_500),
    startedOn: millisecondsText(attempt.started),
    completedOn: attempt.finished === undefined ? undefined : millisecondsText(attempt.finished),
    lastModifiedOn: millisecondsText(attempt.finished ?? attempt.started),
    lastModifiedBy: release.index % 4 === 1 ? null : creator,
    conditions: [],
    scheduledDeploymentTime: never,
    ...approvalsOfStage(context, [release, stage], attempt.number),
    _links: {},
  }
}
