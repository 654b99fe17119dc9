import {
  bigint,
  boolean,
  choice,
  defineTable,
  integer,
  type ParentLink,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'

const area = 'distributedTask'
const kind = 'view'
const levels = ['organization'] as const
const toPool = { columns: ['PoolId'], table: 'AgentPools', references: ['Id'] } as const

const elasticPools: Table = defineTable({
  name: 'ElasticPools',
  doc: 'Pools whose agents run in a scale set of virtual machines.',
  kind,
  area,
  levels,
  key: ['PoolId'],
  foreignKeys: [toPool],
  columns: {
    PoolId: integer('poolId', 'Number of the agent pool.'),
    AzureId: text('azureId', 'Scale set in Azure.', { collation: 'exact' }),
    State: choice('state', ['online', 'offline', 'unhealthy', 'new'], 'State of the pool.'),
    OsType: choice('osType', ['windows', 'linux'], 'Operating system of the machines.'),
    OrchestrationType: choice(
      'orchestrationType',
      ['uniform', 'flexible'],
      'How the scale set arranges its machines.',
    ),
    MaxCapacity: integer('maxCapacity', 'Most machines.'),
    DesiredIdle: integer('desiredIdle', 'Machines that should wait for jobs.'),
    DesiredSize: integer('desiredSize', 'Machines that there should be.'),
    MaxSavedNodeCount: integer('maxSavedNodeCount', 'Machines to keep after a failure.'),
    SizingAttempts: integer('sizingAttempts', 'Attempts to reach that number.'),
    TimeToLiveMinutes: integer('timeToLiveMinutes', 'Minutes that a machine may wait.'),
    RecycleAfterEachUse: boolean('recycleAfterEachUse', 'Whether a machine takes one job only.'),
    AgentInteractiveUI: boolean('agentInteractiveUI', 'Whether agents have a desktop.'),
    OfflineSince: timestamp('offlineSince', 'Since when the pool is offline.'),
    ServiceEndpointId: uuid('serviceEndpointId', 'Connection to Azure.'),
    ServiceEndpointScope: uuid('serviceEndpointScope', 'Project of that connection.'),
  },
  access: [{ name: 'all pools', request: { path: '_apis/distributedtask/elasticpools' } }],
})

const eachPool: ParentLink = {
  table: 'ElasticPools',
  parameters: { poolId: 'PoolId' },
  equals: { PoolId: 'PoolId' },
}

const elasticPoolLogs: Table = defineTable({
  name: 'ElasticPoolLogs',
  doc: 'What happened to elastic pools: one request or more for each pool.',
  kind,
  area,
  levels,
  key: ['Id'],
  foreignKeys: [{ columns: ['PoolId'], table: 'ElasticPools', references: ['PoolId'] }],
  columns: {
    Id: bigint('id', 'Number of the entry.'),
    PoolId: integer('poolId', 'Number of the agent pool.'),
    Timestamp: timestamp('timestamp', 'When it happened.'),
    Level: choice('level', ['error', 'warning', 'info'], 'How grave it is.'),
    Operation: choice(
      'operation',
      ['configurationJob', 'sizingJob', 'increaseCapacity', 'reimage', 'deleteVMs'],
      'What was being done.',
    ),
    Message: text('message', 'What happened.'),
  },
  access: [
    {
      name: 'log of a pool',
      request: { path: '_apis/distributedtask/elasticpools/{poolId}/logs' },
      paging: { kind: 'top-only', top: '$top', pageSize: 1000 },
      parent: eachPool,
    },
  ],
})

const nodeStates = [
  'none',
  'new',
  'creatingCompute',
  'startingAgent',
  'idle',
  'assigned',
  'offline',
  'pendingReimage',
  'pendingDelete',
  'saved',
  'deletingCompute',
  'deleted',
  'lost',
  'reimagingCompute',
  'restartingAgent',
  'failedToStartPendingDelete',
  'failedToRestartPendingDelete',
  'failedVMPendingDelete',
  'assignedPendingDelete',
  'retryDelete',
  'unhealthyVm',
  'unhealthyVmPendingDelete',
]

const elasticNodes: Table = defineTable({
  name: 'ElasticNodes',
  doc: 'Virtual machines of elastic pools: one request for each pool.',
  kind,
  area,
  levels,
  key: ['PoolId', 'Id'],
  foreignKeys: [{ columns: ['PoolId'], table: 'ElasticPools', references: ['PoolId'] }],
  columns: {
    Id: integer('id', 'Number of the machine.'),
    PoolId: integer('poolId', 'Number of the agent pool.'),
    Name: text('name', 'Name of the machine.'),
    State: choice('state', nodeStates, 'State of the machine.'),
    DesiredState: choice('desiredState', nodeStates, 'State that it should have.'),
    StateChangedOn: timestamp('stateChangedOn', 'When its state changed last.'),
    AgentId: integer('agentId', 'Agent on the machine.'),
    AgentState: text('agentState', 'State of that agent.'),
    ComputeId: text('computeId', 'Number of the machine in its scale set.'),
    ComputeState: choice(
      'computeState',
      [
        'none',
        'healthy',
        'creating',
        'deleting',
        'failed',
        'stopped',
        'reimaging',
        'unhealthyVm',
        'unhealthyVmssVm',
      ],
      'State of the machine in Azure.',
    ),
    RequestId: bigint('requestId', 'Last job of the machine.'),
  },
  access: [
    {
      name: 'machines of a pool',
      request: { path: '_apis/distributedtask/elasticpools/{poolId}/nodes' },
      parent: eachPool,
    },
  ],
})

/** Pools of virtual machines in Azure. */
export const elasticPoolTables: readonly Table[] = [elasticPools, elasticPoolLogs, elasticNodes]
