import { millisecondsText } from '../data/instants.ts'
import type { Attempt, Release, Stage } from '../data/releases.ts'
import { approvalsOfStage, operationOf } from './deployment-json.ts'
import { identityRef } from './identity.ts'
import { interventionsOf } from './intervention-json.ts'
import { definitionRef, hostOf, type ReleaseContext, releaseRef } from './release-refs.ts'

interface Shown {
  readonly release: Release
  readonly expand: ReadonlySet<string>
}

/** A stage of a release as releases hold it. */
export function stageJson(
  context: ReleaseContext,
  { release, expand }: Shown,
  stage: Stage,
): object {
  const { organization } = context
  const last = stage.attempts.at(-1)
  return {
    id: stage.id,
    releaseId: release.id,
    name: stage.name,
    status: stage.status,
    variables: {},
    variableGroups: [],
    ...approvalsOfStage(context, [release, stage]),
    deploySteps: stage.attempts.map((attempt) =>
      stepJson(context, { release, expand, stage }, attempt),
    ),
    rank: stage.place + 1,
    definitionEnvironmentId: stage.definitionId,
    environmentOptions: { publishDeploymentStatus: true, badgeEnabled: false },
    conditions: [{ result: true, name: 'ReleaseStarted', conditionType: 'event', value: '' }],
    createdOn: millisecondsText(release.createdOn),
    modifiedOn: last?.finished === undefined ? undefined : millisecondsText(last.finished),
    owner: identityRef(organization, release.definition.author),
    schedules: [],
    release: releaseRef(context, release),
    releaseDefinition: definitionRef(context, release.definition),
    releaseCreatedBy: identityRef(organization, release.creator),
    triggerReason: stage.place === 0 ? 'After release creation' : `After "${stage.name}"`,
    timeToDeploy: last?.finished === undefined ? 0 : (last.finished - last.started) / 60_000,
  }
}

const taskNames = ['Initialize job', 'Deploy "EU", 50 %', 'Finalize Job'] as const
const powerShell = {
  id: 'e213ff0f-5d5c-4791-802d-52ea3e7be1f1',
  name: 'PowerShell',
  version: '2.151.1',
}
const jobNames = ['Agent job', 'agent job'] as const

function stepJson(
  context: ReleaseContext,
  { release, expand, stage }: Shown & { readonly stage: Stage },
  attempt: Attempt,
): object {
  const { organization } = context
  // (where they are in a list of releases: assumed)
  const interventions = expand.has('manualinterventions')
    ? interventionsOf(context, release, stage)
    : []
  const creator = identityRef(organization, release.creator)
  const log = `${hostOf(context)}/releases/${release.id}/environments/${stage.id}/deployPhases/${attempt.id}/tasks`
  const taskJson = (id: number, name: string): object => ({
    id,
    timelineRecordId: `00000000-0000-0000-0000-${String(id).padStart(12, '0')}`,
    name,
    startTime: millisecondsText(attempt.started + id * 1_000),
    finishTime:
      attempt.finished === undefined ? undefined : millisecondsText(attempt.finished - 1_000 + id),
    status: attempt.status,
    rank: id,
    issues:
      attempt.status === 'failed' && id % 4 === 2
        ? [{ issueType: 'Error', message: 'It said "no"' }]
        : [],
    task: id % 4 === 2 ? powerShell : undefined,
    agentName: 'Hosted Agent',
    logUrl: `${log}/${id}/logs`,
  })
  return {
    id: attempt.id,
    deploymentId: attempt.id,
    attempt: attempt.number,
    reason: attempt.number === 1 ? 'automated' : 'manual',
    status: attempt.status === 'failed' ? 'failed' : attempt.status,
    operationStatus: operationOf(attempt),
    releaseDeployPhases: [
      {
        id: attempt.id,
        phaseId: String(attempt.id),
        name: 'Run on agent',
        rank: 1,
        phaseType: 'agentBasedDeployment',
        status: attempt.status,
        deploymentJobs: jobNames.slice(0, 1 + (stage.place % 2)).map((name, place) => ({
          job: { id: (place + 1) * 4, name, status: attempt.status, rank: place + 1, issues: [] },
          tasks: taskNames.map((task, rank) => taskJson(place * 4 + rank + 1, task)),
        })),
        manualInterventions: interventions,
        startedOn: millisecondsText(attempt.started),
      },
    ],
    requestedBy: creator,
    requestedFor: creator,
    queuedOn: millisecondsText(attempt.started - 1_500),
    lastModifiedBy: creator,
    lastModifiedOn: millisecondsText(attempt.finished ?? attempt.started),
    hasStarted: true,
    issues: [],
  }
}
