import type { AccessDefinition, ColumnDefinitions, Pushdown } from '@devopsql/schema'
import { choice, fromParent, integer, parameter, text, timestamp, uuid } from '@devopsql/schema'
import { outward } from './outward.ts'
import { eachProject } from './project-columns.ts'
import { askRepository } from './repository-types.ts'
import { timeRange } from './time-range.ts'
import { valueMap } from './value-map.ts'

export const buildStatuses: readonly string[] = [
  'none',
  'inProgress',
  'completed',
  'cancelling',
  'postponed',
  'notStarted',
]
export const buildResults: readonly string[] = [
  'none',
  'succeeded',
  'partiallySucceeded',
  'failed',
  'canceled',
]
export const buildReasons: readonly string[] = [
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
]
// 'none' asks for no filter, 'triggered' for several reasons at once.
const askable = (values: readonly string[]): Readonly<Record<string, string>> =>
  valueMap(values.filter((value) => value !== 'none' && value !== 'triggered'))

const deletedFilters = ['excludeDeleted', 'includeDeleted', 'onlyDeleted'] as const

/** Request parameters of that list (P-TBL-00d). */
export const buildParameters: ColumnDefinitions = {
  DeletedFilter: {
    ...parameter('varchar', 'Whether deleted builds come: they do not where nothing is said.'),
    values: deletedFilters,
  },
  MaxBuildsPerDefinition: parameter(
    'integer',
    'How many builds of each definition come, those queued last; other conditions choose among them.',
  ),
  PropertyNames: parameter('varchar', 'Properties that are to be shown in Properties.'),
  Tag: parameter('varchar', 'Tag that the builds must have.'),
}

const askBuilds: readonly Pushdown[] = [
  {
    column: 'DeletedFilter',
    operators: ['='],
    send: { deletedFilter: '$value' },
    values: valueMap(deletedFilters),
  },
  {
    column: 'MaxBuildsPerDefinition',
    operators: ['='],
    send: { maxBuildsPerDefinition: '$value' },
    alone: true,
  },
  { column: 'PropertyNames', operators: ['=', 'in'], send: { properties: '$values' } },
  { column: 'Tag', operators: ['='], send: { tagFilters: '$values' } },
]

/** How the builds of a project are listed. */
export const buildsOfProject: Omit<AccessDefinition, 'name'> = {
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
      column: 'QueueId',
      operators: ['=', 'in'],
      send: { queues: '$values' },
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
    ...askRepository,
    {
      column: 'RequestedForId',
      operators: ['='],
      send: { requestedFor: '$value' },
      inexact: 'a group may stand for its members there',
    },
    ...askBuilds,
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
}

/** Columns of rows inside a build -> columns of the build, where the two have different names. */
const renamed: Readonly<Record<string, string>> = {
  Id: 'BuildId',
  Status: 'BuildStatus',
  Result: 'BuildResult',
  Reason: 'BuildReason',
}

/** Reads what the rows of that list hold in an array of their own: no request for each build. */
export function insideBuilds(array: string): Omit<AccessDefinition, 'name'> {
  const { orders, pushdown = [], ...list } = buildsOfProject
  return {
    ...list,
    each: array,
    pushdown: pushdown
      .map((each) => ({ ...each, column: renamed[each.column] ?? each.column }))
      .filter(({ column }) => column in outerBuild),
  }
}

/** The build that holds a row, as columns of the row. */
export const outerBuild: ColumnDefinitions = outward({
  BuildId: integer('id', 'Number of the build.'),
  BuildNumber: text('buildNumber', 'Name of the build.'),
  DefinitionId: integer('definition.id', 'Number of the definition.'),
  DefinitionName: text('definition.name', 'Name of the definition.'),
  BuildStatus: choice('status', buildStatuses, 'How far the build is.'),
  BuildResult: choice('result', buildResults, 'How the build ended; NULL while it runs.'),
  BuildReason: choice('reason', buildReasons, 'Why the build was made.'),
  SourceBranch: text('sourceBranch', 'Branch, such as refs/heads/main.', { collation: 'exact' }),
  QueueTime: timestamp('queueTime', 'When the build was queued.', { nullable: false }),
  FinishTime: timestamp('finishTime', 'When the build ended; NULL while it runs.'),
  ProjectId: uuid('project.id', 'Identifier of the project.'),
  ProjectName: text('project.name', 'Name of the project.'),
})

/** The build that rows were asked for. A build that is deleted in the meantime has none. */
export const eachBuild: Pick<AccessDefinition, 'parent' | 'missingIsEmpty'> = {
  parent: { table: 'Builds', parameters: { project: 'ProjectId', buildId: 'Id' } },
  missingIsEmpty: true,
}

/** The columns of that build. */
export const buildOfParent: ColumnDefinitions = {
  BuildId: fromParent('integer', 'Id', 'Number of the build.'),
  BuildNumber: fromParent('varchar', 'BuildNumber', 'Name of the build.'),
  DefinitionId: fromParent('integer', 'DefinitionId', 'Number of the definition.'),
  DefinitionName: fromParent('varchar', 'DefinitionName', 'Name of the definition.'),
  BuildStatus: fromParent('varchar', 'Status', 'How far the build is.'),
  BuildResult: fromParent('varchar', 'Result', 'How the build ended.'),
  BuildReason: fromParent('varchar', 'Reason', 'Why the build was made.'),
  QueueTime: fromParent('timestamptz', 'QueueTime', 'When the build was queued.'),
  FinishTime: fromParent('timestamptz', 'FinishTime', 'When the build ended.'),
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}

/** The tables that the columns of a build refer to. */
export const toBuild = [
  { columns: ['BuildId'], table: 'Builds', references: ['Id'] },
  { columns: ['DefinitionId'], table: 'BuildDefinitions', references: ['Id'] },
  { columns: ['ProjectId'], table: 'Projects', references: ['Id'] },
] as const
