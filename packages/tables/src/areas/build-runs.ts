import {
  bigint,
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
import { buildOfParent, eachBuild, insideBuilds, outerBuild, toBuild } from '../build-list.ts'
import { outward } from '../outward.ts'
import { taskResults } from '../task-results.ts'

const levels = ['organization', 'project'] as const
const exact = { collation: 'exact' } as const

const buildTimelineRecords: Table = defineTable({
  name: 'BuildTimelineRecords',
  doc: 'Stages, phases, jobs and tasks of the builds with their times and results: one request for each build.',
  kind: 'view',
  area: 'build',
  levels,
  key: ['BuildId', 'Id'],
  foreignKeys: toBuild,
  columns: {
    Id: uuid('id', 'Identifier of the record, unique in its build.', { aliases: ['RecordId'] }),
    ParentId: uuid('parentId', 'Record that this one belongs to; NULL for a stage.'),
    ...buildOfParent,
    BuildFinishTime: fromParent('timestamptz', 'FinishTime', 'When the build ended.'),
    Type: text('type', 'Stage, Phase, Job, Task, Checkpoint or another kind of step.'),
    Name: text('name', 'Name of the step.'),
    Identifier: text('identifier', 'Name of the step in the pipeline, the same in each attempt.'),
    State: choice('state', ['pending', 'inProgress', 'completed'], 'How far the step is.'),
    Result: choice('result', taskResults, 'How the step ended; NULL while it runs.'),
    ResultCode: text('resultCode', 'Why the step had that result.'),
    StartTime: timestamp('startTime', 'When the step began; NULL while it waits.'),
    FinishTime: timestamp('finishTime', 'When the step ended; NULL while it runs.'),
    PercentComplete: integer('percentComplete', 'Share that is done, in percent.'),
    CurrentOperation: text('currentOperation', 'What the step is doing.'),
    Attempt: integer('attempt', 'Number of the attempt, from 1.'),
    PreviousAttempts: json('previousAttempts', 'Timelines of earlier attempts.'),
    Order: integer('order', 'Place among the steps of the same parent.'),
    ErrorCount: integer('errorCount', 'Number of errors.'),
    WarningCount: integer('warningCount', 'Number of warnings.'),
    Issues: json('issues', 'Errors and warnings, not more than ten of each.'),
    WorkerName: text('workerName', 'Name of the agent.'),
    QueueId: integer('queueId', 'Number of the queue that the step ran in.'),
    TaskId: uuid('task.id', 'Identifier of the task; NULL for what is no task.'),
    TaskName: text('task.name', 'Name of the task.'),
    TaskVersion: text('task.version', 'Version of the task.'),
    LogId: integer('log.id', 'Number of the log.'),
    LogType: text('log.type', 'Where the log is kept.'),
    LogUrl: text('log.url', 'REST address of the log.', exact),
    DetailsId: uuid('details.id', 'Timeline that tells more of the step.'),
    DetailsChangeId: integer('details.changeId', 'Version of that timeline.'),
    DetailsUrl: text('details.url', 'REST address of that timeline.', exact),
    ChangeId: integer('changeId', 'Version of the timeline that changed the record last.'),
    LastModified: timestamp('lastModified', 'When the record was changed last.'),
    Url: text('url', 'REST address of the record.', exact),
    Links: json('_links', 'Related addresses.'),
    ...outward({
      TimelineId: uuid('id', 'Identifier of the timeline.'),
      TimelineChangeId: integer('changeId', 'Version of the timeline.'),
      TimelineLastChangedBy: uuid('lastChangedBy', 'Whoever changed the timeline last.'),
      TimelineLastChangedOn: timestamp('lastChangedOn', 'When the timeline was changed last.'),
      TimelineUrl: text('url', 'REST address of the timeline.', exact),
    }),
  },
  access: [
    {
      name: 'timeline of a build',
      request: { path: '{project}/_apis/build/builds/{buildId}/timeline' },
      rows: '',
      each: 'records',
      ...eachBuild,
    },
  ],
})

// covers P-TBL-06 (BuildLogs)
const buildLogs: Table = defineTable({
  name: 'BuildLogs',
  doc: 'Logs of the builds, without their text: one request for each build.',
  kind: 'view',
  area: 'build',
  levels,
  key: ['BuildId', 'Id'],
  foreignKeys: toBuild,
  columns: {
    Id: integer('id', 'Number of the log in its build.', { aliases: ['LogId'] }),
    ...buildOfParent,
    Type: text('type', 'Where the log is kept.'),
    CreatedOn: timestamp('createdOn', 'When the log was made.'),
    LastChangedOn: timestamp('lastChangedOn', 'When the log was changed last.'),
    LineCount: bigint('lineCount', 'Number of lines.'),
    Url: text('url', 'REST address of the text.', exact),
  },
  access: [
    {
      name: 'logs of a build',
      request: { path: '{project}/_apis/build/builds/{buildId}/logs' },
      ...eachBuild,
    },
  ],
})

const buildArtifacts: Table = defineTable({
  name: 'BuildArtifacts',
  doc: 'What the builds have published: one request for each build.',
  kind: 'view',
  area: 'build',
  levels,
  key: ['BuildId', 'Id'],
  foreignKeys: toBuild,
  columns: {
    Id: integer('id', 'Number of the artifact.', { aliases: ['ArtifactId'] }),
    Name: text('name', 'Name of the artifact.'),
    ...buildOfParent,
    Source: text('source', 'Job that published it.'),
    ResourceType: text('resource.type', 'Kind of place, such as Container or PipelineArtifact.'),
    ResourceData: text('resource.data', 'Where the artifact is in a place of that kind.', exact),
    ResourceProperties: json('resource.properties', 'Size and other facts of the artifact.'),
    ResourceUrl: text('resource.url', 'REST address of the artifact.', exact),
    ResourceDownloadUrl: text('resource.downloadUrl', 'Address of the content.', exact),
    ResourceLinks: json('resource._links', 'Related addresses.'),
  },
  access: [
    {
      name: 'artifacts of a build',
      request: { path: '{project}/_apis/build/builds/{buildId}/artifacts' },
      ...eachBuild,
    },
  ],
})

// covers P-TBL-06 (BuildChanges)
const buildChanges: Table = defineTable({
  name: 'BuildChanges',
  doc: 'Commits and changesets that the builds were the first to build: one request or more for each build.',
  kind: 'view',
  area: 'build',
  levels,
  key: ['BuildId', 'Id'],
  foreignKeys: toBuild,
  columns: {
    Id: text('id', 'Commit, or changeset with a C before its number.', {
      ...exact,
      aliases: ['ChangeId'],
    }),
    ...buildOfParent,
    Type: text('type', 'Provider of the repository, such as TfsGit.'),
    Message: text('message', 'Comment of the change.'),
    MessageTruncated: boolean('messageTruncated', 'Whether the comment goes on.'),
    Timestamp: timestamp('timestamp', 'When the change was made.'),
    ...identity('Author', 'author', { doc: 'the author of the change' }),
    Pusher: text('pusher', 'Whoever pushed the change.'),
    DisplayUri: text('displayUri', 'Address of the change in the browser.', exact),
    Location: text('location', 'REST address of the change.', exact),
  },
  access: [
    {
      name: 'changes of a build',
      request: { path: '{project}/_apis/build/builds/{buildId}/changes' },
      // More than 200 never come, whatever $top and the token say: MicrosoftDocs/vsts-rest-api-specs#690.
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 200,
        mostRows: 200,
      },
      ...eachBuild,
    },
  ],
})

const retentionLease = {
  LeaseId: integer('leaseId', 'Number of the lease.', { aliases: ['Id'] }),
  OwnerId: text('ownerId', 'Who holds the lease, such as User:… or Branch:….', exact),
  CreatedOn: timestamp('createdOn', 'When the lease was made.'),
  ValidUntil: timestamp('validUntil', 'Last day on which the build is kept.'),
  ProtectPipeline: boolean('protectPipeline', 'Whether the pipeline is kept too.'),
}

const buildLeases: Table = defineTable({
  name: 'BuildLeases',
  doc: 'Retention leases, which keep builds from being deleted: one request for each build.',
  kind: 'view',
  area: 'build',
  levels,
  key: ['LeaseId'],
  foreignKeys: toBuild,
  columns: {
    ...retentionLease,
    ...buildOfParent,
    RunId: integer('runId', 'Build that the lease itself names.'),
    LeaseDefinitionId: integer('definitionId', 'Definition that the lease itself names.'),
  },
  access: [
    {
      name: 'leases of a build',
      request: { path: '{project}/_apis/build/builds/{buildId}/leases' },
      ...eachBuild,
    },
  ],
})

const buildTags: Table = defineTable({
  name: 'BuildTags',
  doc: 'Tags of the builds, one row for each tag of a build.',
  kind: 'view',
  area: 'build',
  levels,
  key: ['BuildId', 'Tag'],
  foreignKeys: toBuild,
  columns: {
    Tag: text([], 'Tag.', exact),
    ...outerBuild,
  },
  access: [{ name: 'tags in the builds of a project', ...insideBuilds('tags') }],
})

// covers P-TBL-06 (BuildDemands)
const buildDemands: Table = defineTable({
  name: 'BuildDemands',
  doc: 'What builds demand of an agent, one row for each demand of a build.',
  kind: 'view',
  area: 'build',
  levels,
  key: ['BuildId', 'Demand'],
  foreignKeys: toBuild,
  columns: {
    Demand: text([], 'The demand as it is written, with its operator.', {
      ...exact,
      decode: 'demand',
    }),
    Name: text([], 'Capability that the agent must have.', { decode: 'demand-name' }),
    Value: text([], 'Value that the capability must have; NULL for any.', {
      decode: 'demand-value',
    }),
    ...outerBuild,
  },
  access: [{ name: 'demands in the builds of a project', ...insideBuilds('demands') }],
})

// covers P-TBL-06 (BuildPlans)
const buildPlans: Table = defineTable({
  name: 'BuildPlans',
  doc: 'Plans that run the builds, one row for each plan of a build.',
  kind: 'view',
  area: 'build',
  levels,
  key: ['BuildId', 'PlanId'],
  foreignKeys: toBuild,
  columns: {
    PlanId: uuid('planId', 'Identifier of the plan.', { aliases: ['Id'] }),
    OrchestrationType: integer('orchestrationType', 'Kind of the plan.'),
    ...outerBuild,
  },
  access: [{ name: 'plans in the builds of a project', ...insideBuilds('plans') }],
})

// covers P-TBL-06 (BuildValidationResults)
const buildValidationResults: Table = defineTable({
  name: 'BuildValidationResults',
  doc: 'What was found wrong with builds when they were queued, one row for each finding.',
  kind: 'view',
  area: 'build',
  levels,
  key: ['BuildId', 'Result', 'Message'],
  foreignKeys: toBuild,
  columns: {
    Result: choice('result', ['ok', 'warning', 'error'], 'How grave it is.'),
    Message: text('message', 'What was found.'),
    ...outerBuild,
  },
  access: [{ name: 'findings in the builds of a project', ...insideBuilds('validationResults') }],
})

/** What belongs to builds. */
export const buildRunTables: readonly Table[] = [
  buildTimelineRecords,
  buildLogs,
  buildArtifacts,
  buildChanges,
  buildLeases,
  buildTags,
  buildDemands,
  buildPlans,
  buildValidationResults,
]
