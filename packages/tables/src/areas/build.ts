import {
  boolean,
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
import { eachProject, projectColumns } from '../project-columns.ts'
import { timeRange } from '../time-range.ts'
import { valueMap } from '../value-map.ts'

const toProject = { columns: ['ProjectId'], table: 'Projects', references: ['Id'] } as const
const exact = { collation: 'exact' } as const

// covers P-TBL-23 (what the shallow list answers)
const buildDefinitions: Table = defineTable({
  name: 'BuildDefinitions',
  doc: 'Build definitions, as lists answer them.',
  area: 'build',
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: [toProject],
  columns: {
    Id: integer('id', 'Number of the definition, unique in the organization.', {
      aliases: ['DefinitionId'],
    }),
    Name: text('name', 'Name of the definition.', { nullable: false }),
    Path: text('path', 'Folder of the definition, \\ for the root.'),
    ...projectColumns('project'),
    QueueStatus: choice(
      'queueStatus',
      ['enabled', 'paused', 'disabled'],
      'Whether builds can be queued.',
    ),
    Revision: integer('revision', 'Revision of the definition.'),
    Type: choice('type', ['xaml', 'build'], 'Kind of the definition.'),
    Quality: choice('quality', ['definition', 'draft'], 'Whether it is a draft.'),
    CreatedDate: timestamp('createdDate', 'When this revision was made.'),
    ...identity('AuthoredBy', 'authoredBy', { doc: 'the one who made this revision' }),
    QueueId: integer('queue.id', 'Number of the default queue.'),
    QueueName: text('queue.name', 'Name of the default queue.'),
    QueueUrl: text('queue.url', 'REST address of the default queue.', exact),
    QueuePoolId: integer('queue.pool.id', 'Number of the agent pool of the queue.'),
    QueuePoolName: text('queue.pool.name', 'Name of the agent pool of the queue.'),
    QueuePoolIsHosted: boolean('queue.pool.isHosted', 'Whether Microsoft runs the pool.'),
    DraftOfId: integer('draftOf.id', 'Definition that this is a draft of.'),
    DraftOfName: text('draftOf.name', 'Name of that definition.'),
    DraftOfPath: text('draftOf.path', 'Folder of that definition.'),
    DraftOfCreatedDate: timestamp('draftOf.createdDate', 'When that definition was made.'),
    DraftOfQueueStatus: choice(
      'draftOf.queueStatus',
      ['enabled', 'paused', 'disabled'],
      'Whether builds of that definition can be queued.',
    ),
    DraftOfRevision: integer('draftOf.revision', 'Revision of that definition.'),
    DraftOfType: choice('draftOf.type', ['xaml', 'build'], 'Kind of that definition.'),
    DraftOfUri: text('draftOf.uri', 'Address of that definition in links.', exact),
    DraftOfUrl: text('draftOf.url', 'REST address of that definition.', exact),
    Drafts: json('drafts', 'Drafts of this definition.'),
    Uri: text('uri', 'Address of the definition in links.', exact),
    Url: text('url', 'REST address of the definition.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'definitions of a project',
      request: {
        path: '{project}/_apis/build/definitions',
        // Pages need an order that stays the same.
        query: { queryOrder: 'definitionNameAscending' },
      },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachProject,
      pushdown: [
        {
          column: 'Id',
          operators: ['=', 'in'],
          send: { definitionIds: '$values' },
          maxValues: 100,
          alone: true,
        },
        {
          column: 'Name',
          operators: ['='],
          send: { name: '$value' },
          refuse: ['*', '?'],
          inexact: 'name is a pattern there',
        },
        {
          column: 'Path',
          operators: ['='],
          send: { path: '$value' },
          refuse: ['*', '?'],
          inexact: 'folders below may come too',
        },
      ],
    },
  ],
})

const buildStatuses = [
  'none',
  'inProgress',
  'completed',
  'cancelling',
  'postponed',
  'notStarted',
] as const
const buildResults = ['none', 'succeeded', 'partiallySucceeded', 'failed', 'canceled'] as const
const buildReasons = [
  'none',
  'manual',
  'individualCI',
  'batchedCI',
  'schedule',
  'scheduleForced',
  'userCreated',
  'validateShelveset',
  'checkInShelveset',
  'pullRequest',
  'buildCompletion',
  'resourceTrigger',
  'triggered',
] as const
// 'none' asks for no filter, 'triggered' for several reasons at once.
const askable = (values: readonly string[]): Readonly<Record<string, string>> =>
  valueMap(values.filter((value) => value !== 'none' && value !== 'triggered'))

// covers P-TBL-24
const builds: Table = defineTable({
  name: 'Builds',
  doc: 'Builds that are not deleted, running and queued ones included.',
  area: 'build',
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: [
    toProject,
    { columns: ['DefinitionId'], table: 'BuildDefinitions', references: ['Id'] },
  ],
  columns: {
    Id: integer('id', 'Number of the build, unique in the organization.', {
      aliases: ['BuildId'],
    }),
    BuildNumber: text('buildNumber', 'Name of the build.'),
    BuildNumberRevision: integer('buildNumberRevision', 'Last part of the name of the build.'),
    Status: choice('status', buildStatuses, 'How far the build is.'),
    Result: choice('result', buildResults, 'How the build ended; NULL while it runs.'),
    Reason: choice('reason', buildReasons, 'Why the build was made.'),
    QueueTime: timestamp('queueTime', 'When the build was queued.', { nullable: false }),
    StartTime: timestamp('startTime', 'When the build began; NULL while it waits.'),
    FinishTime: timestamp('finishTime', 'When the build ended; NULL while it runs.'),
    ...projectColumns('project'),
    DefinitionId: integer('definition.id', 'Number of the definition.'),
    DefinitionName: text('definition.name', 'Name of the definition.'),
    DefinitionPath: text('definition.path', 'Folder of the definition.'),
    DefinitionCreatedDate: timestamp('definition.createdDate', 'When the definition was made.'),
    DefinitionQueueStatus: choice(
      'definition.queueStatus',
      ['enabled', 'paused', 'disabled'],
      'Whether builds of the definition can be queued.',
    ),
    DefinitionRevision: integer('definition.revision', 'Revision of the definition.'),
    DefinitionType: choice('definition.type', ['xaml', 'build'], 'Kind of the definition.'),
    DefinitionUri: text('definition.uri', 'Address of the definition in links.', exact),
    DefinitionUrl: text('definition.url', 'REST address of the definition.', exact),
    SourceBranch: text('sourceBranch', 'Branch, such as refs/heads/main.', exact),
    SourceVersion: text('sourceVersion', 'Commit or changeset.', exact),
    RepositoryId: text('repository.id', 'Identifier of the repository at its provider.'),
    RepositoryName: text('repository.name', 'Name of the repository.'),
    RepositoryType: text('repository.type', 'Provider of the repository, such as TfsGit.'),
    RepositoryUrl: text('repository.url', 'Address of the repository.', exact),
    RepositoryDefaultBranch: text('repository.defaultBranch', 'Default branch.', exact),
    RepositoryClean: text('repository.clean', 'Whether the folder is cleaned first.'),
    RepositoryCheckoutSubmodules: boolean(
      'repository.checkoutSubmodules',
      'Whether submodules are checked out.',
    ),
    RepositoryRootFolder: text('repository.rootFolder', 'Root folder.', exact),
    RepositoryProperties: json('repository.properties', 'Settings of the repository.'),
    ...identity('RequestedFor', 'requestedFor', { doc: 'the one for whom it was queued' }),
    ...identity('RequestedBy', 'requestedBy', { doc: 'the one who queued it' }),
    ...identity('LastChangedBy', 'lastChangedBy', { doc: 'the one who changed it last' }),
    LastChangedDate: timestamp('lastChangedDate', 'When the build was changed last.'),
    QueueId: integer('queue.id', 'Number of the queue.'),
    QueueName: text('queue.name', 'Name of the queue.'),
    QueueUrl: text('queue.url', 'REST address of the queue.', exact),
    QueuePoolId: integer('queue.pool.id', 'Number of the agent pool.'),
    QueuePoolName: text('queue.pool.name', 'Name of the agent pool.'),
    QueuePoolIsHosted: boolean('queue.pool.isHosted', 'Whether Microsoft runs the pool.'),
    QueueOptions: choice('queueOptions', ['none', 'doNotRun'], 'How the build was queued.'),
    QueuePosition: integer('queuePosition', 'Place in the queue.'),
    Priority: choice(
      'priority',
      ['low', 'belowNormal', 'normal', 'aboveNormal', 'high'],
      'Priority in the queue.',
    ),
    AgentSpecificationIdentifier: text(
      'agentSpecification.identifier',
      'Kind of agent that was asked for.',
    ),
    OrchestrationPlanPlanId: uuid('orchestrationPlan.planId', 'Plan that runs the build.'),
    OrchestrationPlanOrchestrationType: integer(
      'orchestrationPlan.orchestrationType',
      'Kind of that plan.',
    ),
    Plans: json('plans', 'All plans of the build.'),
    LogsId: integer('logs.id', 'Number of the log.'),
    LogsType: text('logs.type', 'Where the log is kept.'),
    LogsUrl: text('logs.url', 'REST address of the log.', exact),
    ControllerId: integer('controller.id', 'Controller of a XAML build.'),
    ControllerName: text('controller.name', 'Name of the controller.'),
    ControllerDescription: text('controller.description', 'Description of the controller.'),
    ControllerEnabled: boolean('controller.enabled', 'Whether the controller is enabled.'),
    ControllerStatus: choice(
      'controller.status',
      ['unavailable', 'available', 'offline'],
      'State of the controller.',
    ),
    ControllerCreatedDate: timestamp('controller.createdDate', 'When the controller was made.'),
    ControllerUpdatedDate: timestamp('controller.updatedDate', 'When the controller was changed.'),
    ControllerUri: text('controller.uri', 'Address of the controller in links.', exact),
    ControllerUrl: text('controller.url', 'REST address of the controller.', exact),
    Deleted: boolean('deleted', 'Whether the build is deleted.'),
    DeletedDate: timestamp('deletedDate', 'When the build was deleted.'),
    DeletedReason: text('deletedReason', 'How the build was deleted.'),
    ...identity('DeletedBy', 'deletedBy', { doc: 'the one who deleted it' }),
    AppendCommitMessageToRunName: boolean(
      'appendCommitMessageToRunName',
      'Whether the commit message is shown in the name.',
    ),
    Quality: text('quality', 'Quality of a XAML build.'),
    RetainedByRelease: boolean('retainedByRelease', 'Whether a release keeps the build.'),
    Parameters: text('parameters', 'Parameters as they were given, mostly JSON text.', exact),
    TemplateParameters: json('templateParameters', 'Parameters of the template.'),
    TriggerInfo: json('triggerInfo', 'What triggered the build.'),
    TriggeredByBuild: json('triggeredByBuild', 'Build that triggered this one.'),
    Tags: json('tags', 'Tags.'),
    Demands: json('demands', 'What the build demands of an agent.'),
    Properties: json('properties', 'Properties of the build.'),
    ValidationResults: json('validationResults', 'What was found when it was queued.'),
    Uri: text('uri', 'Address of the build in links.', exact),
    Url: text('url', 'REST address of the build.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'builds of a project',
      request: {
        path: '{project}/_apis/build/builds',
        // In the default order running builds can be missing from the first page.
        query: { queryOrder: 'queueTimeDescending' },
      },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachProject,
      pushdown: [
        {
          column: 'Id',
          operators: ['=', 'in'],
          send: { buildIds: '$values' },
          maxValues: 200,
          alone: true,
        },
        {
          column: 'DefinitionId',
          operators: ['=', 'in'],
          send: { definitions: '$values' },
          maxValues: 200,
        },
        {
          column: 'Status',
          operators: ['='],
          send: { statusFilter: '$value' },
          values: askable(buildStatuses),
        },
        {
          column: 'Result',
          operators: ['='],
          send: { resultFilter: '$value' },
          values: askable(buildResults),
        },
        {
          column: 'Reason',
          operators: ['='],
          send: { reasonFilter: '$value' },
          values: askable(buildReasons),
        },
        {
          column: 'SourceBranch',
          operators: ['='],
          send: { branchName: '$value' },
          startsWith: 'refs/',
          inexact: 'letter case of branch names may not count there',
        },
        {
          column: 'BuildNumber',
          operators: ['='],
          send: { buildNumber: '$value' },
          refuse: ['*'],
          inexact: 'text may be compared without accents or trailing spaces there',
        },
        ...timeRange('FinishTime', {
          from: 'minTime',
          to: 'maxTime',
          also: { queryOrder: 'finishTimeDescending' },
        }),
        ...timeRange('QueueTime', {
          from: 'minTime',
          to: 'maxTime',
          also: { queryOrder: 'queueTimeDescending' },
        }),
        ...timeRange('StartTime', {
          from: 'minTime',
          to: 'maxTime',
          also: { queryOrder: 'startTimeDescending' },
        }),
      ],
      orders: [
        {
          column: 'QueueTime',
          descending: true,
          send: { queryOrder: 'queueTimeDescending' },
        },
        {
          column: 'QueueTime',
          descending: false,
          send: { queryOrder: 'queueTimeAscending' },
        },
      ],
    },
  ],
})

const buildWorkItems: Table = defineTable({
  name: 'BuildWorkItems',
  doc: 'Work items that are associated with builds: one request for each build.',
  kind: 'view',
  area: 'build',
  levels: ['organization', 'project'],
  key: ['BuildId', 'WorkItemId'],
  foreignKeys: [
    { columns: ['BuildId'], table: 'Builds', references: ['Id'] },
    { columns: ['WorkItemId'], table: 'WorkItems', references: ['Id'] },
    toProject,
  ],
  columns: {
    BuildId: fromParent('integer', 'Id', 'Number of the build.'),
    WorkItemId: integer('id', 'Number of the work item.', { aliases: ['Id'] }),
    BuildNumber: fromParent('varchar', 'BuildNumber', 'Name of the build.'),
    DefinitionId: fromParent('integer', 'DefinitionId', 'Number of the definition.'),
    BuildStatus: fromParent('varchar', 'Status', 'How far the build is.'),
    BuildResult: fromParent('varchar', 'Result', 'How the build ended.'),
    QueueTime: fromParent('timestamptz', 'QueueTime', 'When the build was queued.'),
    FinishTime: fromParent('timestamptz', 'FinishTime', 'When the build ended.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    Url: text('url', 'REST address of the work item.', exact),
  },
  access: [
    {
      name: 'work items of a build',
      request: { path: '{project}/_apis/build/builds/{buildId}/workitems' },
      // Without $top at most 50 come back, and nothing says that there are more.
      paging: { kind: 'top-only', top: '$top', pageSize: 1000, defaultCap: 50 },
      parent: { table: 'Builds', parameters: { project: 'ProjectId', buildId: 'Id' } },
    },
  ],
})

/** Build definitions and builds. */
export const buildTables: readonly Table[] = [buildDefinitions, builds, buildWorkItems]
