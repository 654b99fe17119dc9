import {
  bigint,
  choice,
  defineTable,
  fromParent,
  integer,
  json,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { needing } from '../needing.ts'
import { eachProject, projectOfParent } from '../project-columns.ts'
import { valueMap } from '../value-map.ts'

const exact = { collation: 'exact' } as const
const levels = ['organization', 'project'] as const
const toProject = { columns: ['ProjectId'], table: 'Projects', references: ['Id'] } as const
const toPipeline = { columns: ['PipelineId'], table: 'Pipelines', references: ['Id'] } as const

const pipelines: Table = defineTable({
  name: 'Pipelines',
  doc: 'Pipelines; a YAML pipeline and its build definition have the same number.',
  area: 'pipelines',
  levels,
  key: ['Id'],
  foreignKeys: [toProject, { columns: ['Id'], table: 'BuildDefinitions', references: ['Id'] }],
  columns: {
    Id: integer('id', 'Number of the pipeline, unique in the organization.', {
      aliases: ['PipelineId'],
    }),
    Name: text('name', 'Name of the pipeline.', { nullable: false }),
    Folder: text('folder', 'Folder of the pipeline.'),
    Revision: integer('revision', 'Revision of the pipeline.'),
    ConfigurationType: choice(
      'configuration.type',
      ['unknown', 'yaml', 'designerJson', 'justInTime', 'designerHyphenJson'],
      'Kind of the configuration, where the service sends it with lists.',
    ),
    ...projectOfParent,
    Url: text('url', 'REST address of the pipeline.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'pipelines of a project',
      request: { path: '{project}/_apis/pipelines' },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachProject,
    },
  ],
})

// covers P-TBL-08 (PipelineRuns)
const pipelineRuns: Table = defineTable({
  name: 'PipelineRuns',
  doc: 'Runs of the pipelines, one request for each pipeline; Builds shows the same runs with more about each.',
  kind: 'view',
  area: 'pipelines',
  levels,
  key: ['Id'],
  foreignKeys: [toPipeline, toProject, { columns: ['Id'], table: 'Builds', references: ['Id'] }],
  columns: {
    Id: integer('id', 'Number of the run, that of the build.', { aliases: ['RunId'] }),
    Name: text('name', 'Name of the run.'),
    PipelineId: fromParent('integer', 'Id', 'Number of the pipeline.'),
    PipelineName: fromParent('varchar', 'Name', 'Name of the pipeline.'),
    PipelineFolder: fromParent('varchar', 'Folder', 'Folder of the pipeline.'),
    PipelineRevision: integer('pipeline.revision', 'Revision of the pipeline that ran.'),
    PipelineUrl: text('pipeline.url', 'REST address of that revision.', exact),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    State: choice(
      'state',
      ['unknown', 'inProgress', 'canceling', 'completed'],
      'How far the run is.',
    ),
    Result: choice(
      'result',
      ['unknown', 'succeeded', 'failed', 'canceled'],
      'How the run ended; NULL before that.',
    ),
    CreatedDate: timestamp('createdDate', 'When the run was made.'),
    FinishedDate: timestamp('finishedDate', 'When the run ended.'),
    FinalYaml: text('finalYaml', 'The pipeline as it ran, templates included.'),
    TemplateParameters: json('templateParameters', 'Parameters of the run.'),
    Variables: json('variables', 'Variables of the run.'),
    Resources: json('resources', 'Repositories, pipelines and containers of the run.'),
    Url: text('url', 'REST address of the run.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'runs of a pipeline',
      request: { path: '{project}/_apis/pipelines/{pipelineId}/runs' },
      // The newest 10,000; nothing says that there are more.
      paging: { kind: 'single', mostRows: 10_000 },
      parent: { table: 'Pipelines', parameters: { project: 'ProjectId', pipelineId: 'Id' } },
    },
  ],
})

// covers P-TBL-08 (PipelineLogs)
const pipelineLogs: Table = defineTable({
  name: 'PipelineLogs',
  doc: 'Logs of the pipeline runs, without their text: one request for each run.',
  kind: 'view',
  area: 'pipelines',
  levels,
  key: ['RunId', 'Id'],
  foreignKeys: [
    { columns: ['RunId'], table: 'PipelineRuns', references: ['Id'] },
    toPipeline,
    toProject,
  ],
  columns: {
    Id: integer('id', 'Number of the log in its run.', { aliases: ['LogId'] }),
    RunId: fromParent('integer', 'Id', 'Number of the run.'),
    RunName: fromParent('varchar', 'Name', 'Name of the run.'),
    RunState: fromParent('varchar', 'State', 'How far the run is.'),
    RunResult: fromParent('varchar', 'Result', 'How the run ended.'),
    RunCreatedDate: fromParent('timestamptz', 'CreatedDate', 'When the run was made.'),
    PipelineId: fromParent('integer', 'PipelineId', 'Number of the pipeline.'),
    PipelineName: fromParent('varchar', 'PipelineName', 'Name of the pipeline.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    CreatedOn: timestamp('createdOn', 'When the log was made.'),
    LastChangedOn: timestamp('lastChangedOn', 'When the log was changed last.'),
    LineCount: bigint('lineCount', 'Number of lines.'),
    Url: text('url', 'REST address of the log.', exact),
    ...needing(
      { $expand: 'signedContent' },
      {
        SignedContentUrl: text('signedContent.url', 'Address of the text, for a while.', exact),
        SignedContentSignatureExpires: timestamp(
          'signedContent.signatureExpires',
          'How long that address is good for.',
        ),
      },
    ),
  },
  access: [
    {
      name: 'logs of a run',
      request: { path: '{project}/_apis/pipelines/{pipelineId}/runs/{runId}/logs' },
      rows: '',
      each: 'logs',
      parent: {
        table: 'PipelineRuns',
        parameters: { project: 'ProjectId', pipelineId: 'PipelineId', runId: 'Id' },
      },
      missingIsEmpty: true,
    },
  ],
})

const approvalStates = [
  'undefined',
  'uninitiated',
  'pending',
  'approved',
  'rejected',
  'skipped',
  'canceled',
  'timedOut',
  'failed',
  'completed',
  'all',
]

const approvals: Table = defineTable({
  name: 'Approvals',
  doc: 'Approvals that runs of pipelines wait for or were given.',
  kind: 'view',
  area: 'pipelines',
  levels,
  key: ['Id'],
  foreignKeys: [toProject],
  columns: {
    Id: uuid('id', 'Identifier of the approval.', { aliases: ['ApprovalId'] }),
    Status: choice('status', approvalStates, 'State of the approval.'),
    ...projectOfParent,
    CreatedOn: timestamp('createdOn', 'When the approval was asked for.'),
    LastModifiedOn: timestamp('lastModifiedOn', 'When it was changed last.'),
    Instructions: text('instructions', 'Instructions for those who approve.'),
    ExecutionOrder: choice(
      'executionOrder',
      ['anyOrder', 'inSequence'],
      'Order in which they are asked.',
    ),
    MinRequiredApprovers: integer('minRequiredApprovers', 'How many have to approve.'),
    BlockedApprovers: json('blockedApprovers', 'Those who may not approve.'),
    ...needing(
      { $expand: 'steps' },
      { Steps: json('steps', 'Who was asked, and what was answered.') },
    ),
    ...needing(
      { $expand: 'permissions' },
      { Permissions: text('permissions', 'What whoever asks may do with the approval.') },
    ),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'approvals of a project',
      request: { path: '{project}/_apis/pipelines/approvals' },
      paging: { kind: 'top-only', top: 'top', pageSize: 1000 },
      parent: eachProject,
      pushdown: [
        {
          column: 'Id',
          operators: ['=', 'in'],
          send: { approvalIds: '$values' },
          maxValues: 50,
        },
        {
          column: 'Status',
          operators: ['='],
          send: { state: '$value' },
          // The others stand for several states at once.
          values: valueMap(
            approvalStates.filter((state) => !['undefined', 'completed', 'all'].includes(state)),
          ),
        },
      ],
    },
  ],
})

/** Pipelines, their runs, and what these wait for. */
export const pipelineTables: readonly Table[] = [pipelines, pipelineRuns, pipelineLogs, approvals]
