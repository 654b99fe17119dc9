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
  type ParentLink,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { agentColumns, poolColumns, poolOptions, poolTypes } from '../agent-columns.ts'
import { needing } from '../needing.ts'
import { numberedOwner } from '../numbered-owner.ts'
import { eachProject } from '../project-columns.ts'
import { taskResults } from '../task-results.ts'

const area = 'distributedTask'
const exact = { collation: 'exact' } as const
const toPool = { columns: ['PoolId'], table: 'AgentPools', references: ['Id'] } as const

// covers P-TBL-01 (AgentPools)
const agentPools: Table = defineTable({
  name: 'AgentPools',
  doc: 'Agent pools and deployment pools of the organization.',
  area,
  levels: ['organization'],
  key: ['Id'],
  columns: {
    Id: integer('id', 'Number of the pool.', { aliases: ['PoolId'] }),
    Name: text('name', 'Name of the pool.'),
    PoolType: choice('poolType', poolTypes, 'Whether pipelines or deployment groups use it.'),
    IsHosted: boolean('isHosted', 'Whether Microsoft runs the pool.'),
    IsLegacy: boolean('isLegacy', 'Whether it is one of the former hosted pools.'),
    Size: integer('size', 'Number of agents.'),
    TargetSize: integer('targetSize', 'Number of agents that a cloud should keep.'),
    AutoProvision: boolean('autoProvision', 'Whether each new project gets a queue for it.'),
    AutoSize: boolean('autoSize', 'Whether a cloud chooses the number of agents.'),
    AutoUpdate: boolean('autoUpdate', 'Whether agents update themselves.'),
    AgentCloudId: integer('agentCloudId', 'Cloud that provides the agents.'),
    Options: choice('options', poolOptions, 'How agents are made and kept.'),
    Scope: uuid('scope', 'Organization of the pool.'),
    CreatedOn: timestamp('createdOn', 'When the pool was made.'),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the pool' }),
    ...identity('Owner', 'owner', { doc: 'the owner of the pool' }),
    Properties: json('properties', 'Properties of the pool.'),
  },
  access: [
    {
      name: 'all pools',
      request: { path: '_apis/distributedtask/pools' },
      pushdown: [
        {
          column: 'Id',
          operators: ['=', 'in'],
          send: { poolIds: '$values' },
          maxValues: 200,
          alone: true,
        },
        {
          column: 'Name',
          operators: ['='],
          send: { poolName: '$value' },
          refuse: ['*', '?'],
          inexact: 'letter case and accents may not count there',
        },
        {
          column: 'PoolType',
          operators: ['='],
          send: { poolType: '$value' },
          values: { automation: 'automation', deployment: 'deployment' },
        },
      ],
    },
  ],
})

const eachPool: ParentLink = { table: 'AgentPools', parameters: { poolId: 'Id' } }

const poolOfParent: ColumnDefinitions = {
  PoolId: fromParent('integer', 'Id', 'Number of the pool.'),
  PoolName: fromParent('varchar', 'Name', 'Name of the pool.'),
  PoolIsHosted: fromParent('boolean', 'IsHosted', 'Whether Microsoft runs the pool.'),
}

const agents: Table = defineTable({
  name: 'Agents',
  doc: 'Agents of the pools: one request for each pool.',
  kind: 'view',
  area,
  levels: ['organization'],
  key: ['PoolId', 'Id'],
  foreignKeys: [toPool],
  columns: {
    ...agentColumns('', ''),
    ...poolOfParent,
    AuthorizationClientId: uuid('authorization.clientId', 'Identity that the agent signs in as.'),
    AuthorizationUrl: text(
      'authorization.authorizationUrl',
      'Where the agent gets its tokens from.',
      exact,
    ),
    AuthorizationPublicKey: json('authorization.publicKey', 'Key that the agent signs with.'),
    AssignedAgentCloudRequest: json(
      'assignedAgentCloudRequest',
      'What the agent was asked for from its cloud.',
    ),
    PendingUpdate: json('pendingUpdate', 'Update that the agent waits for.'),
    ...needing(
      { includeCapabilities: 'true' },
      {
        SystemCapabilities: json('systemCapabilities', 'What the agent found on its machine.'),
        UserCapabilities: json('userCapabilities', 'What was said of the agent by hand.'),
      },
    ),
    ...needing(
      { includeAssignedRequest: 'true' },
      {
        AssignedRequestId: bigint('assignedRequest.requestId', 'Number of the job that runs.'),
        AssignedRequestJobName: text('assignedRequest.jobName', 'Name of the job that runs.'),
        AssignedRequestAssignTime: timestamp(
          'assignedRequest.assignTime',
          'When the agent was given that job.',
        ),
        AssignedRequest: json('assignedRequest', 'All that is known of that job.'),
      },
    ),
    ...needing(
      { includeLastCompletedRequest: 'true' },
      {
        LastCompletedRequestId: bigint(
          'lastCompletedRequest.requestId',
          'Number of the last job that ended.',
        ),
        LastCompletedRequestFinishTime: timestamp(
          'lastCompletedRequest.finishTime',
          'When that job ended.',
        ),
        LastCompletedRequestResult: choice(
          'lastCompletedRequest.result',
          taskResults,
          'How that job ended.',
        ),
        LastCompletedRequest: json('lastCompletedRequest', 'All that is known of that job.'),
      },
    ),
    ...needing(
      { propertyFilters: '*' },
      { Properties: json('properties', 'Properties of the agent.') },
    ),
  },
  access: [
    {
      name: 'agents of a pool',
      request: { path: '_apis/distributedtask/pools/{poolId}/agents' },
      parent: eachPool,
      pushdown: [
        {
          column: 'Name',
          operators: ['='],
          send: { agentName: '$value' },
          refuse: ['*', '?'],
          inexact: 'letter case and accents may not count there',
        },
      ],
    },
  ],
})

const jobRequests: Table = defineTable({
  name: 'JobRequests',
  doc: 'Jobs that were queued for the pools, the newest first: one request or more for each pool.',
  kind: 'view',
  area,
  levels: ['organization'],
  key: ['PoolId', 'RequestId'],
  foreignKeys: [toPool],
  columns: {
    RequestId: bigint('requestId', 'Number of the job.', { aliases: ['Id'] }),
    ...poolOfParent,
    QueueId: integer('queueId', 'Queue that the job was put in.'),
    QueueTime: timestamp('queueTime', 'When the job was queued.'),
    AssignTime: timestamp('assignTime', 'When an agent was chosen; NULL while the job waits.'),
    ReceiveTime: timestamp('receiveTime', 'When the agent took the job.'),
    FinishTime: timestamp('finishTime', 'When the job ended; NULL while it runs.'),
    LockedUntil: timestamp('lockedUntil', 'How long the agent has the job without word from it.'),
    Result: choice('result', taskResults, 'How the job ended; NULL while it runs.'),
    StatusMessage: text('statusMessage', 'What the job waits for.'),
    JobId: uuid('jobId', 'Identifier of the job in its plan.'),
    JobName: text('jobName', 'Name of the job.'),
    PlanId: uuid('planId', 'Plan of the job.'),
    PlanType: text('planType', 'Kind of the plan, such as Build or Release.'),
    PlanGroup: text('planGroup', 'Group of the plan.'),
    OrchestrationId: text('orchestrationId', 'Identifier of the job in its orchestration.', exact),
    ScopeId: uuid('scopeId', 'Project of the pipeline.', { aliases: ['ProjectId'] }),
    HostId: uuid('hostId', 'Organization of the pipeline.'),
    ServiceOwner: uuid('serviceOwner', 'Service that queued the job.'),
    ...numberedOwner('Definition', 'definition', 'the pipeline'),
    ...numberedOwner('Owner', 'owner', 'the build or release'),
    ReservedAgentId: integer('reservedAgent.id', 'Agent of the job.'),
    ReservedAgentName: text('reservedAgent.name', 'Name of that agent.'),
    ReservedAgentStatus: choice(
      'reservedAgent.status',
      ['offline', 'online'],
      'Whether that agent is there.',
    ),
    ReservedAgentVersion: text('reservedAgent.version', 'Version of that agent.', exact),
    ReservedAgent: json('reservedAgent', 'All that is known of that agent.'),
    Demands: json('demands', 'What the job demands of an agent.'),
    MatchedAgents: json('matchedAgents', 'Agents that could take the job.'),
    MatchesAllAgentsInPool: boolean('matchesAllAgentsInPool', 'Whether all agents could take it.'),
    AgentSpecification: json('agentSpecification', 'Kind of agent that was asked for.'),
    Priority: integer('priority', 'Priority of the job.'),
    UserDelayed: boolean('userDelayed', 'Whether somebody has put it off.'),
    Data: json('data', 'Further data.'),
  },
  access: [
    {
      name: 'jobs of a pool',
      request: {
        path: '_apis/distributedtask/pools/{poolId}/jobrequests',
        apiVersion: '7.1-preview.1',
      },
      // Without $top only jobs that run and the last ones of each agent come.
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachPool,
    },
  ],
})

const agentQueues: Table = defineTable({
  name: 'AgentQueues',
  doc: 'Queues of the projects, through which pipelines use agent pools.',
  kind: 'view',
  area,
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: [{ columns: ['ProjectId'], table: 'Projects', references: ['Id'] }, toPool],
  columns: {
    Id: integer('id', 'Number of the queue, unique in the organization.', {
      aliases: ['QueueId'],
    }),
    Name: text('name', 'Name of the queue.'),
    ProjectId: uuid('projectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'Name', 'Name of the project.'),
    ...poolColumns,
  },
  access: [
    {
      name: 'queues of a project',
      request: { path: '{project}/_apis/distributedtask/queues' },
      parent: eachProject,
      pushdown: [
        {
          column: 'Id',
          operators: ['=', 'in'],
          send: { queueIds: '$values' },
          maxValues: 200,
          alone: true,
        },
        {
          column: 'PoolId',
          operators: ['=', 'in'],
          send: { poolIds: '$values' },
          maxValues: 200,
          alone: true,
        },
        {
          column: 'Name',
          operators: ['='],
          send: { queueName: '$value' },
          refuse: ['*', '?'],
          inexact: 'letter case and accents may not count there',
        },
      ],
    },
  ],
})

const agentClouds: Table = defineTable({
  name: 'AgentClouds',
  doc: 'Clouds that provide agents.',
  kind: 'view',
  area,
  levels: ['organization'],
  key: ['AgentCloudId'],
  columns: {
    AgentCloudId: integer('agentCloudId', 'Number of the cloud.'),
    Id: uuid('id', 'Identifier of the cloud.'),
    Name: text('name', 'Name of the cloud.'),
    Type: text('type', 'Kind of the cloud.'),
    Internal: boolean('internal', 'Whether Microsoft runs the cloud.'),
    MaxParallelism: integer('maxParallelism', 'Most agents at once.'),
    AcquisitionTimeout: integer('acquisitionTimeout', 'Seconds to wait for an agent.'),
    AcquireAgentEndpoint: text('acquireAgentEndpoint', 'Where agents are asked for.', exact),
    ReleaseAgentEndpoint: text('releaseAgentEndpoint', 'Where agents are given back.', exact),
    GetAgentDefinitionEndpoint: text(
      'getAgentDefinitionEndpoint',
      'Where kinds of agents are listed.',
      exact,
    ),
    GetAgentRequestStatusEndpoint: text(
      'getAgentRequestStatusEndpoint',
      'Where the state of a request is told.',
      exact,
    ),
    GetAccountParallelismEndpoint: text(
      'getAccountParallelismEndpoint',
      'Where the number of parallel jobs is told.',
      exact,
    ),
  },
  access: [{ name: 'all clouds', request: { path: '_apis/distributedtask/agentclouds' } }],
})

const agentCloudRequests: Table = defineTable({
  name: 'AgentCloudRequests',
  doc: 'Agents that were asked for from a cloud: one request for each cloud.',
  kind: 'view',
  area,
  levels: ['organization'],
  key: ['RequestId'],
  foreignKeys: [
    { columns: ['AgentCloudId'], table: 'AgentClouds', references: ['AgentCloudId'] },
    toPool,
  ],
  columns: {
    RequestId: uuid('requestId', 'Identifier of the request.', { aliases: ['Id'] }),
    AgentCloudId: integer('agentCloudId', 'Number of the cloud.'),
    AgentCloudName: fromParent('varchar', 'Name', 'Name of the cloud.'),
    ...poolColumns,
    AgentId: integer('agent.id', 'Agent that was provided.'),
    AgentName: text('agent.name', 'Name of that agent.'),
    Agent: json('agent', 'All that is known of that agent.'),
    ProvisionRequestTime: timestamp('provisionRequestTime', 'When the agent was asked for.'),
    ProvisionedTime: timestamp('provisionedTime', 'When the agent was provided.'),
    AgentConnectedTime: timestamp('agentConnectedTime', 'When the agent called.'),
    ReleaseRequestTime: timestamp('releaseRequestTime', 'When the agent was given back.'),
    AgentSpecification: json('agentSpecification', 'Kind of agent that was asked for.'),
    AgentData: json('agentData', 'What the cloud says of the agent.'),
  },
  access: [
    {
      name: 'requests of a cloud',
      request: { path: '_apis/distributedtask/agentclouds/{agentCloudId}/requests' },
      parent: {
        table: 'AgentClouds',
        parameters: { agentCloudId: 'AgentCloudId' },
        equals: { AgentCloudId: 'AgentCloudId' },
      },
    },
  ],
})

const agentCloudTypes: Table = defineTable({
  name: 'AgentCloudTypes',
  doc: 'Kinds of clouds that can provide agents.',
  kind: 'view',
  area,
  levels: ['organization'],
  key: ['Name'],
  columns: {
    Name: text('name', 'Name of the kind.', exact),
    DisplayName: text('displayName', 'Name of the kind as it is shown.'),
    InputDescriptors: json('inputDescriptors', 'What has to be said to add such a cloud.'),
  },
  access: [
    {
      name: 'all kinds',
      request: { path: '_apis/distributedtask/agentcloudtypes', apiVersion: '7.1-preview.1' },
    },
  ],
})

/** Pools, agents, queues, and the jobs that they run. */
export const agentTables: readonly Table[] = [
  agentPools,
  agents,
  jobRequests,
  agentQueues,
  agentClouds,
  agentCloudRequests,
  agentCloudTypes,
]
