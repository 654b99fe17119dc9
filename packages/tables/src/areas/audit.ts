import {
  choice,
  defineTable,
  integer,
  json,
  parameter,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { timeRange } from '../time-range.ts'

const area = 'audit'
const kind = 'view'
const levels = ['organization'] as const
const exact = { collation: 'exact' } as const
const service = 'audit'
const apiVersion = '7.1-preview.1'

const categories = ['unknown', 'modify', 'remove', 'create', 'access', 'execute'] as const

// covers P-TBL-02 (AuditLogEntries), P-TBL-39
const auditLogEntries: Table = defineTable({
  name: 'AuditLogEntries',
  doc: 'What was done in the organization and by whom, newest first: what happened in the last 90 days.',
  kind,
  area,
  levels,
  key: ['Id'],
  columns: {
    Id: text('id', 'Identifier of the entry.', exact),
    ActionId: text('actionId', 'What was done, such as Git.CreateRepo: see AuditActions.'),
    ActivityId: uuid('activityId', 'Request that did it.'),
    ActorClientId: uuid('actorClientId', 'Application that did it, if it was one.'),
    ActorCUID: uuid('actorCUID', 'Identifier of the actor in all organizations.'),
    ActorDisplayName: text('actorDisplayName', 'Name of the actor.'),
    ActorImageUrl: text('actorImageUrl', 'Address of the picture of the actor.', exact),
    ActorUPN: text('actorUPN', 'Name that the actor signs in with.'),
    ActorUserId: uuid('actorUserId', 'User who did it, if it was one.'),
    Area: text('area', 'Part of Azure DevOps, such as Git.'),
    AuthenticationMechanism: text('authenticationMechanism', 'How the actor signed in.'),
    Category: choice('category', categories, 'Kind of the action.'),
    CategoryDisplayName: text('categoryDisplayName', 'Kind of the action as it is shown.'),
    CorrelationId: uuid('correlationId', 'What entries that belong together have in common.'),
    Details: text('details', 'What was done, as a sentence.'),
    IpAddress: text('ipAddress', 'Address that the request came from.', exact),
    ProjectId: uuid('projectId', 'Project, if it was done in one.'),
    ProjectName: text('projectName', 'Name of the project.'),
    ScopeDisplayName: text('scopeDisplayName', 'Name of the organization.'),
    ScopeId: uuid('scopeId', 'Identifier of the organization.'),
    ScopeType: choice(
      'scopeType',
      ['unknown', 'deployment', 'enterprise', 'organization', 'project'],
      'Kind of the scope.',
    ),
    Timestamp: timestamp('timestamp', 'When it was done.', { aliases: ['DownloadWindow'] }),
    UserAgent: text('userAgent', 'Program that sent the request.'),
    Data: json('data', 'More about what was done.'),
    SkipAggregation: parameter(
      'boolean',
      'True: each entry about access stands by itself. Otherwise those of a time are one.',
    ),
    BatchSize: parameter(
      'integer',
      'Most entries of one answer: decides how many requests are made, not which rows come.',
    ),
  },
  access: [
    {
      name: 'query',
      request: { service, path: '_apis/audit/auditlog', apiVersion },
      rows: 'decoratedAuditLogEntries',
      // The token of the last page may lead nowhere: hasMore says whether there is a next one.
      paging: {
        kind: 'continuation-body',
        token: 'continuationToken',
        path: 'continuationToken',
        more: 'hasMore',
        top: 'batchSize',
        pageSize: 1000,
      },
      pushdown: [
        ...timeRange('Timestamp', { from: 'startTime', to: 'endTime' }),
        {
          column: 'SkipAggregation',
          operators: ['='],
          send: { skipAggregation: '$value' },
        },
        { column: 'BatchSize', operators: ['='], send: { batchSize: '$value' } },
      ],
    },
  ],
})

const auditActions: Table = defineTable({
  name: 'AuditActions',
  doc: 'Actions that the audit log may have entries of.',
  kind,
  area,
  levels,
  key: ['ActionId'],
  columns: {
    ActionId: text('actionId', 'Name of the action, such as Git.CreateRepo.'),
    Area: text('area', 'Part of Azure DevOps that the action belongs to.'),
    Category: choice('category', categories, 'Kind of the action.'),
  },
  access: [
    {
      name: 'list',
      request: { service, path: '_apis/audit/actions', apiVersion },
      pushdown: [
        {
          column: 'Area',
          operators: ['='],
          send: { areaName: '$value' },
          inexact: 'letter case may not count there',
        },
      ],
    },
  ],
})

const auditStreams: Table = defineTable({
  name: 'AuditStreams',
  doc: 'Services outside that get each entry of the audit log.',
  kind,
  area,
  levels,
  key: ['Id'],
  columns: {
    Id: integer('id', 'Number of the stream.'),
    DisplayName: text('displayName', 'Name of the stream.'),
    ConsumerType: text('consumerType', 'Kind of the service, such as Splunk.'),
    ConsumerInputs: json('consumerInputs', 'How the service is reached; secrets are masked.'),
    CreatedTime: timestamp('createdTime', 'When the stream was made.'),
    Status: choice(
      'status',
      ['unknown', 'enabled', 'disabledByUser', 'disabledBySystem', 'deleted', 'backfilling'],
      'State of the stream.',
    ),
    StatusReason: text('statusReason', 'Why the stream is in that state.'),
    UpdatedTime: timestamp('updatedTime', 'When the stream was changed last.'),
  },
  access: [{ name: 'list', request: { service, path: '_apis/audit/streams', apiVersion } }],
})

/** The audit log. */
export const auditTables: readonly Table[] = [auditLogEntries, auditActions, auditStreams]
