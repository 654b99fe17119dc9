import {
  boolean,
  type ColumnDefinitions,
  choice,
  integer,
  json,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'

export const poolTypes: readonly string[] = ['automation', 'deployment']
export const poolOptions: readonly string[] = [
  'none',
  'elasticPool',
  'singleUseAgents',
  'preserveAgentOnJobFailure',
]

/** The columns of a nested pool. */
export const poolColumns: ColumnDefinitions = {
  PoolId: integer('pool.id', 'Number of the pool.'),
  PoolName: text('pool.name', 'Name of the pool.'),
  PoolIsHosted: boolean('pool.isHosted', 'Whether Microsoft runs the pool.'),
  PoolIsLegacy: boolean('pool.isLegacy', 'Whether it is one of the former hosted pools.'),
  PoolType: choice('pool.poolType', poolTypes, 'Whether pipelines or deployment groups use it.'),
  PoolOptions: choice('pool.options', poolOptions, 'How agents are made and kept.'),
  PoolScope: uuid('pool.scope', 'Organization of the pool.'),
  PoolSize: integer('pool.size', 'Number of agents in the pool.'),
}

/** The columns of an agent: the row itself, or nested at `path` with names that begin with `role`. */
export function agentColumns(role: string, path: string): ColumnDefinitions {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const aliases = role === '' ? { aliases: ['AgentId'] } : {}
  return {
    [`${role}Id`]: integer(at('id'), 'Number of the agent.', aliases),
    [`${role}Name`]: text(at('name'), 'Name of the agent.'),
    [`${role}Version`]: text(at('version'), 'Version of the agent.', { collation: 'exact' }),
    [`${role}Enabled`]: boolean(at('enabled'), 'Whether it takes jobs.'),
    [`${role}Status`]: choice(at('status'), ['offline', 'online'], 'Whether it is there.'),
    [`${role}StatusChangedOn`]: timestamp(at('statusChangedOn'), 'When it came or went last.'),
    [`${role}ProvisioningState`]: text(at('provisioningState'), 'State of its provision.'),
    [`${role}OsDescription`]: text(at('osDescription'), 'Operating system.'),
    [`${role}MaxParallelism`]: integer(at('maxParallelism'), 'Most jobs at once.'),
    [`${role}CreatedOn`]: timestamp(at('createdOn'), 'When it was added.'),
    [`${role}AccessPoint`]: text(at('accessPoint'), 'How it reaches the service.'),
    [`${role}Links`]: json(at('_links'), 'Related addresses.'),
  }
}
