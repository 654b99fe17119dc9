import {
  bigint,
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  fromParent,
  identity,
  integer,
  json,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { projectOfParent } from '../project-columns.ts'
import {
  definitionOfRelease,
  projectAsked,
  releasePages,
  releasePart,
  toRelease,
} from '../release-list.ts'
import { timeRange } from '../time-range.ts'
import { valueMap } from '../value-map.ts'

const area = 'release'
const levels = ['organization', 'project'] as const
const exact = { collation: 'exact' } as const

const stage: ColumnDefinitions = releasePart(
  'ReleaseEnvironment',
  'releaseEnvironment',
  'the stage',
)

const deploymentStatuses = [
  'notDeployed',
  'inProgress',
  'succeeded',
  'partiallySucceeded',
  'failed',
] as const

const operationStatuses = [
  'queued',
  'scheduled',
  'pending',
  'approved',
  'rejected',
  'deferred',
  'queuedForAgent',
  'phaseInProgress',
  'phaseSucceeded',
  'phasePartiallySucceeded',
  'phaseFailed',
  'canceled',
  'phaseCanceled',
  'manualInterventionPending',
  'queuedForPipeline',
  'cancelling',
  'evaluatingGates',
  'gateFailed',
] as const

const deploymentReasons = ['none', 'manual', 'automated', 'scheduled', 'redeployTrigger'] as const

const toStage = {
  columns: ['ReleaseEnvironmentId'],
  table: 'ReleaseEnvironments',
  references: ['Id'],
} as const

const deployments: Table = defineTable({
  name: 'Deployments',
  doc: 'Attempts to deploy stages of classic releases.',
  kind: 'view',
  area,
  levels,
  key: ['Id'],
  foreignKeys: [...toRelease, toStage],
  columns: {
    Id: integer('id', 'Number of the deployment, unique in the organization.', {
      aliases: ['DeploymentId'],
    }),
    Attempt: integer('attempt', 'How manieth attempt to deploy the stage it is.'),
    DeploymentStatus: choice(
      'deploymentStatus',
      ['undefined', ...deploymentStatuses, 'all'],
      'How far the deployment is.',
    ),
    // Answers write it with and without a capital: PhaseFailed.
    OperationStatus: text('operationStatus', 'What the deployment does or waits for.'),
    Reason: choice('reason', deploymentReasons, 'Why it began.'),
    ...projectOfParent,
    ReleaseId: integer('release.id', 'Number of the release.'),
    ReleaseName: text('release.name', 'Name of the release.'),
    ReleaseLinks: json('release._links', 'Addresses related to the release.'),
    ReleaseArtifacts: json('release.artifacts', 'Artifacts of the release, where answers say.'),
    ...definitionOfRelease,
    ...stage,
    DefinitionEnvironmentId: integer(
      'definitionEnvironmentId',
      'Number of the stage in the release definition.',
    ),
    QueuedOn: timestamp('queuedOn', 'When it was queued.'),
    StartedOn: timestamp('startedOn', 'When it began.'),
    CompletedOn: timestamp('completedOn', 'When it ended; NULL while it runs.'),
    ScheduledDeploymentTime: timestamp('scheduledDeploymentTime', 'When it was to begin.'),
    ...identity('RequestedBy', 'requestedBy', { doc: 'the one who asked for it' }),
    ...identity('RequestedFor', 'requestedFor', { doc: 'the one whom it was asked for' }),
    LastModifiedOn: timestamp('lastModifiedOn', 'When it was changed last.'),
    ...identity('LastModifiedBy', 'lastModifiedBy', { doc: 'the one who changed it last' }),
    Conditions: json('conditions', 'Conditions under which it began.'),
    PreDeployApprovals: json('preDeployApprovals', 'Approvals before: see ReleaseApprovals.'),
    PostDeployApprovals: json('postDeployApprovals', 'Approvals after: see ReleaseApprovals.'),
  },
  access: [
    {
      name: 'deployments of a project',
      request: { service: 'release', path: '{project}/_apis/release/deployments' },
      paging: releasePages,
      parent: projectAsked,
      pushdown: [
        { column: 'ReleaseDefinitionId', operators: ['='], send: { definitionId: '$value' } },
        {
          column: 'DefinitionEnvironmentId',
          operators: ['='],
          send: { definitionEnvironmentId: '$value' },
        },
        {
          column: 'DeploymentStatus',
          operators: ['='],
          send: { deploymentStatus: '$value' },
          values: valueMap(deploymentStatuses),
        },
        {
          column: 'OperationStatus',
          operators: ['='],
          send: { operationStatus: '$value' },
          values: valueMap(operationStatuses),
        },
        ...timeRange('LastModifiedOn', { from: 'minModifiedTime', to: 'maxModifiedTime' }),
        ...timeRange('StartedOn', { from: 'minStartedTime', to: 'maxStartedTime' }),
      ],
    },
  ],
})

const approvalStatuses = [
  'pending',
  'approved',
  'rejected',
  'reassigned',
  'canceled',
  'skipped',
] as const

// covers P-TBL-05 (ReleaseApprovals)
const releaseApprovals: Table = defineTable({
  name: 'ReleaseApprovals',
  doc: 'Approvals before and after stages of classic releases, whatever their state.',
  area,
  levels,
  key: ['Id'],
  foreignKeys: [...toRelease, toStage],
  columns: {
    Id: integer('id', 'Number of the approval, unique in the organization.', {
      aliases: ['ReleaseApprovalId'],
    }),
    ApprovalType: choice(
      'approvalType',
      ['undefined', 'preDeploy', 'postDeploy', 'all'],
      'Whether it stands before or after the deployment.',
    ),
    Status: choice('status', ['undefined', ...approvalStatuses], 'What came of it.'),
    Attempt: integer('attempt', 'Attempt to deploy that it belongs to.'),
    Rank: integer('rank', 'Place in the order of approvals; equal ones stand beside each other.'),
    Revision: integer('revision', 'Revision of the approval.'),
    IsAutomated: boolean('isAutomated', 'Whether nobody has to approve.'),
    Comments: text('comments', 'What was said.'),
    ...identity('Approver', 'approver', { doc: 'the one, or the group, that has to approve' }),
    ...identity('ApprovedBy', 'approvedBy', { doc: 'the one who approved or rejected' }),
    CreatedOn: timestamp('createdOn', 'When the approval was asked for.'),
    ModifiedOn: timestamp('modifiedOn', 'When the approval was changed last.'),
    ...projectOfParent,
    ...releasePart('Release', 'release', 'the release'),
    ...definitionOfRelease,
    ...stage,
    History: json('history', 'Who was asked before.'),
    Url: text('url', 'REST address of the approval.', exact),
  },
  access: [
    {
      name: 'approvals of a project',
      request: {
        service: 'release',
        path: '{project}/_apis/release/approvals',
        // Nothing sent asks for those that wait.
        query: { statusFilter: 'undefined' },
      },
      paging: { ...releasePages, top: 'top' },
      parent: projectAsked,
      pushdown: [
        {
          column: 'Status',
          operators: ['='],
          send: { statusFilter: '$value' },
          values: valueMap(approvalStatuses),
        },
        {
          column: 'ApprovalType',
          operators: ['='],
          send: { typeFilter: '$value' },
          values: valueMap(['preDeploy', 'postDeploy']),
        },
        {
          column: 'ReleaseId',
          operators: ['=', 'in'],
          send: { releaseIdsFilter: '$values' },
          maxValues: 100,
        },
      ],
    },
  ],
})

const taskStatuses = [
  'unknown',
  'pending',
  'inProgress',
  'success',
  'failure',
  'canceled',
  'skipped',
  'succeeded',
  'failed',
  'partiallySucceeded',
] as const

const attempt = 'environments.deploySteps'
const phase = `${attempt}.releaseDeployPhases`
const job = `${phase}.deploymentJobs`
const outer = { outer: true } as const

// covers P-TBL-08 (ReleaseTasks)
const releaseTasks: Table = defineTable({
  name: 'ReleaseTasks',
  doc: 'Tasks that deployments of classic releases ran: one request for each release.',
  kind: 'view',
  area,
  levels,
  key: ['ReleaseId', 'ReleaseEnvironmentId', 'PhaseId', 'Id'],
  foreignKeys: [...toRelease, toStage],
  columns: {
    Id: integer('id', 'Number of the task in its phase.'),
    Name: text('name', 'Name of the task.'),
    Status: choice('status', taskStatuses, 'How far the task is.'),
    Rank: integer('rank', 'Place among the tasks of the job.'),
    StartTime: timestamp('startTime', 'When the task began.'),
    FinishTime: timestamp('finishTime', 'When the task ended; NULL while it runs.'),
    PercentComplete: integer('percentComplete', 'How much of it is done, in percent.'),
    ResultCode: text('resultCode', 'Result of the task.'),
    AgentName: text('agentName', 'Agent that ran it.'),
    LineCount: bigint('lineCount', 'Lines of its log.'),
    LogUrl: text('logUrl', 'REST address of its log.', exact),
    TimelineRecordId: uuid('timelineRecordId', 'Identifier of its record in the timeline.'),
    TaskId: uuid('task.id', 'Identifier of what the task is an instance of.'),
    TaskName: text('task.name', 'Name of what the task is an instance of.'),
    TaskVersion: text('task.version', 'Version of what the task is an instance of.'),
    Issues: json('issues', 'Errors and warnings.'),
    JobName: text(`${job}.job.name`, 'Name of the job.', outer),
    PhaseId: text(`${phase}.phaseId`, 'Number of the phase.', { ...outer, collation: 'exact' }),
    PhaseName: text(`${phase}.name`, 'Name of the phase.', outer),
    PhaseType: text(
      `${phase}.phaseType`,
      'Kind of the phase, such as agentBasedDeployment.',
      outer,
    ),
    PhaseStatus: text(`${phase}.status`, 'How far the phase is.', outer),
    Attempt: integer(`${attempt}.attempt`, 'Attempt to deploy the stage.', outer),
    DeploymentId: integer(`${attempt}.deploymentId`, 'Number of the deployment.', outer),
    ReleaseEnvironmentId: integer('environments.id', 'Number of the stage.', outer),
    ReleaseEnvironmentName: text('environments.name', 'Name of the stage.', outer),
    ReleaseId: fromParent('integer', 'Id', 'Number of the release.'),
    ReleaseName: fromParent('varchar', 'Name', 'Name of the release.'),
    ReleaseDefinitionId: fromParent(
      'integer',
      'ReleaseDefinitionId',
      'Number of the release definition.',
    ),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
  },
  access: [
    {
      name: 'tasks of a release',
      request: { service: 'release', path: '{project}/_apis/release/releases/{releaseId}' },
      rows: '',
      each: `${job}.tasks`,
      parent: { table: 'Releases', parameters: { project: 'ProjectId', releaseId: 'Id' } },
      missingIsEmpty: true,
    },
  ],
})

/** What deployments of classic releases did, and who approved them. */
export const deploymentTables: readonly Table[] = [deployments, releaseApprovals, releaseTasks]
