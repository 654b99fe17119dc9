import {
  boolean,
  choice,
  defineTable,
  double,
  fromParent,
  identity,
  integer,
  json,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { needing } from '../needing.ts'
import { foreignKeyToProject, projectOfParent } from '../project-columns.ts'
import {
  definitionOfRelease,
  eachRelease,
  insideReleases,
  outerRelease,
  projectAbove,
  releasePart,
  releaseStatuses,
  releasesOfProject,
  toRelease,
} from '../release-list.ts'
import { releaseParameters } from '../release-parameters.ts'

const area = 'release'
const kind = 'view'
const levels = ['organization', 'project'] as const
const exact = { collation: 'exact' } as const

const reasons = ['none', 'manual', 'continuousIntegration', 'schedule', 'pullRequest'] as const

// covers P-TBL-25
const releases: Table = defineTable({
  name: 'Releases',
  doc: 'Classic releases; deleted ones where IsDeleted asks for them.',
  area,
  levels,
  key: ['Id'],
  foreignKeys: [
    { columns: ['ReleaseDefinitionId'], table: 'ReleaseDefinitions', references: ['Id'] },
    foreignKeyToProject,
  ],
  columns: {
    Id: integer('id', 'Number of the release, unique in the organization.', {
      aliases: ['ReleaseId'],
    }),
    Name: text('name', 'Name of the release.', { nullable: false }),
    Status: choice('status', releaseStatuses, 'State of the release.'),
    Reason: choice('reason', reasons, 'Why the release was made.'),
    Description: text('description', 'Description of the release.'),
    Comment: text('comment', 'What was said of the last change.'),
    ...projectOfParent,
    ...definitionOfRelease,
    ReleaseDefinitionRevision: integer(
      'releaseDefinitionRevision',
      'Revision of the release definition that the release follows.',
    ),
    DefinitionSnapshotRevision: integer(
      'definitionSnapshotRevision',
      'Revision of the copy of the definition that the release keeps.',
    ),
    CreatedOn: timestamp('createdOn', 'When the release was made.', { nullable: false }),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the release' }),
    ...identity('CreatedFor', 'createdFor', { doc: 'the one whom the release was made for' }),
    ModifiedOn: timestamp('modifiedOn', 'When the release was changed last.'),
    ...identity('ModifiedBy', 'modifiedBy', { doc: 'the one who changed the release last' }),
    KeepForever: boolean('keepForever', 'Whether the release is never deleted by itself.'),
    ReleaseNameFormat: text('releaseNameFormat', 'How releases are named.', exact),
    TriggeringArtifactAlias: text('triggeringArtifactAlias', 'Artifact that triggered it.'),
    PoolName: text('poolName', 'Name of the agent pool.'),
    LogsContainerUrl: text('logsContainerUrl', 'REST address of the logs.', exact),
    VariableGroups: json('variableGroups', 'Variable groups that the release uses.'),
    ...needing(
      { $expand: 'environments' },
      { Environments: json('environments', 'The stages: see ReleaseEnvironments.') },
    ),
    ...needing(
      { $expand: 'artifacts' },
      { Artifacts: json('artifacts', 'The artifacts: see ReleaseArtifacts.') },
    ),
    ...needing({ $expand: 'variables' }, { Variables: json('variables', 'Variables.') }),
    ...needing(
      { $expand: 'tags' },
      { Tags: json('tags', 'Tags: the parameter Tag asks for one.') },
    ),
    Properties: json('properties', 'Properties of the release that PropertyNames asks for.'),
    Links: json('_links', 'Related addresses.'),
    ...releaseParameters,
  },
  access: [{ name: 'releases of a project', ...releasesOfProject }],
})

const stageStatuses = [
  'undefined',
  'notStarted',
  'inProgress',
  'succeeded',
  'canceled',
  'rejected',
  'queued',
  'scheduled',
  'partiallySucceeded',
] as const

// covers P-TBL-05 (ReleaseEnvironments)
const releaseEnvironments: Table = defineTable({
  name: 'ReleaseEnvironments',
  doc: 'Stages of releases, with how far each is.',
  area,
  levels,
  key: ['Id'],
  foreignKeys: toRelease,
  columns: {
    Id: integer('id', 'Number of the stage, unique in the organization.', {
      aliases: ['ReleaseEnvironmentId'],
    }),
    Name: text('name', 'Name of the stage.', { nullable: false }),
    Status: choice('status', stageStatuses, 'How far the stage is.'),
    Rank: integer('rank', 'Place among the stages of the release.'),
    DefinitionEnvironmentId: integer(
      'definitionEnvironmentId',
      'Number of the stage in the release definition.',
    ),
    ...outerRelease,
    ...projectOfParent,
    CreatedOn: timestamp('createdOn', 'When the stage was made.'),
    ModifiedOn: timestamp('modifiedOn', 'When the stage was changed last.'),
    ScheduledDeploymentTime: timestamp('scheduledDeploymentTime', 'When it is to be deployed.'),
    NextScheduledUtcTime: timestamp('nextScheduledUtcTime', 'When its schedule comes next.'),
    TimeToDeploy: double('timeToDeploy', 'Minutes that the deployment took.'),
    TriggerReason: text('triggerReason', 'What began the deployment.'),
    ...identity('Owner', 'owner', { doc: 'the owner of the stage' }),
    ...identity('ReleaseCreatedBy', 'releaseCreatedBy', { doc: 'the one who made the release' }),
    EnvironmentOptions: json('environmentOptions', 'Options of the stage.'),
    Conditions: json('conditions', 'Conditions under which it is deployed.'),
    Schedules: json('schedules', 'Times at which it is deployed.'),
    DeploySteps: json('deploySteps', 'Attempts to deploy it: see Deployments and ReleaseTasks.'),
    DeployPhasesSnapshot: json('deployPhasesSnapshot', 'Jobs as the release keeps them.'),
    PreDeployApprovals: json('preDeployApprovals', 'Approvals before: see ReleaseApprovals.'),
    PostDeployApprovals: json('postDeployApprovals', 'Approvals after: see ReleaseApprovals.'),
    PreApprovalsSnapshot: json('preApprovalsSnapshot', 'Who has to approve before.'),
    PostApprovalsSnapshot: json('postApprovalsSnapshot', 'Who has to approve after.'),
    PreDeploymentGatesSnapshot: json('preDeploymentGatesSnapshot', 'Gates before.'),
    PostDeploymentGatesSnapshot: json('postDeploymentGatesSnapshot', 'Gates after.'),
    ProcessParameters: json('processParameters', 'Parameters of the process.'),
    VariableGroups: json('variableGroups', 'Variable groups that the stage uses.'),
    Variables: json('variables', 'Variables.'),
  },
  access: [{ name: 'stages of the releases of a project', ...insideReleases('environments') }],
})

// covers P-TBL-07 (ReleaseArtifacts)
const releaseArtifacts: Table = defineTable({
  name: 'ReleaseArtifacts',
  doc: 'What releases deploy: builds, repositories and other artifacts, in the version chosen.',
  kind,
  area,
  levels,
  key: ['ReleaseId', 'Alias'],
  foreignKeys: toRelease,
  columns: {
    Alias: text('alias', 'Name of the artifact in the release.'),
    Type: text('type', 'Kind of the artifact, such as Build or Git.'),
    BuildVersionId: text(
      ['definitionReference', 'version', 'id'],
      'Version that is deployed: of a build its number, unique in the organization.',
      exact,
    ),
    BuildVersionName: text(
      ['definitionReference', 'version', 'name'],
      'Name of that version: of a build its build number.',
    ),
    DefinitionId: text(
      ['definitionReference', 'definition', 'id'],
      'Where versions come from: the number of a build definition, the identifier of a repository.',
      exact,
    ),
    DefinitionName: text(['definitionReference', 'definition', 'name'], 'Name of that source.'),
    IsPrimary: boolean('isPrimary', 'Whether releases are named after it.'),
    IsRetained: boolean('isRetained', 'Whether the release keeps its version from deletion.'),
    ...outerRelease,
    ...projectOfParent,
    DefinitionReference: json('definitionReference', 'All that is known of source and version.'),
  },
  access: [{ name: 'artifacts of the releases of a project', ...insideReleases('artifacts') }],
})

const interventionStatuses = ['unknown', 'pending', 'rejected', 'approved', 'canceled'] as const

// covers P-TBL-08 (ReleaseManualInterventions)
const releaseManualInterventions: Table = defineTable({
  name: 'ReleaseManualInterventions',
  doc: 'Where deployments wait for someone: one request for each release.',
  kind,
  area,
  levels,
  key: ['ReleaseId', 'Id'],
  foreignKeys: [
    { columns: ['ReleaseId'], table: 'Releases', references: ['Id'] },
    foreignKeyToProject,
  ],
  columns: {
    Id: integer('id', 'Number of the intervention.'),
    Name: text('name', 'Name of the task that waits.'),
    Status: choice('status', interventionStatuses, 'What came of it.'),
    Instructions: text('instructions', 'What is to be done.'),
    Comments: text('comments', 'What was said when it was resumed or rejected.'),
    ...identity('Approver', 'approver', { doc: 'the one who resumed or rejected it' }),
    CreatedOn: timestamp('createdOn', 'When it began to wait.'),
    ModifiedOn: timestamp('modifiedOn', 'When it was changed last.'),
    TaskInstanceId: uuid('taskInstanceId', 'Identifier of the task that waits.'),
    ReleaseId: fromParent('integer', 'Id', 'Number of the release.'),
    ReleaseName: fromParent('varchar', 'Name', 'Name of the release.'),
    ReleaseUrl: text('release.url', 'REST address of the release.', exact),
    ReleaseDefinitionId: fromParent(
      'integer',
      'ReleaseDefinitionId',
      'Number of the release definition.',
    ),
    ReleaseDefinitionName: text('releaseDefinition.name', 'Name of the release definition.'),
    ...releasePart('ReleaseEnvironment', 'releaseEnvironment', 'the stage'),
    ...projectAbove,
    Url: text('url', 'REST address of the intervention.', exact),
  },
  access: [
    {
      name: 'interventions of a release',
      request: {
        service: 'release',
        path: '{project}/_apis/Release/releases/{releaseId}/manualinterventions',
      },
      ...eachRelease,
    },
  ],
})

/** Classic releases and what they hold. */
export const releaseTables: readonly Table[] = [
  releases,
  releaseEnvironments,
  releaseArtifacts,
  releaseManualInterventions,
]
