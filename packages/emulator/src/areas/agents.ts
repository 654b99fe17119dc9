import { type Answer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { type Call, param } from '../call.ts'
import { millisecondsText, ticksText } from '../data/instants.ts'
import { type Agent, findPool, type Pool, pools } from '../data/pools.ts'
import { createDice, guidOf } from '../data/random.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'

const day = 86_400_000
const names = createDice(0, 'agents')

/** A pool as agents, queues and groups show it. */
export function poolRef({ organization }: Call, pool: Pool): object {
  const { id, name, isHosted, type, agents, options } = pool
  return {
    id,
    scope: organization.id,
    name,
    isHosted,
    poolType: type,
    size: agents.length,
    isLegacy: id === 10,
    options,
  }
}

function poolJson(call: Call, pool: Pool): object {
  const { organization } = call
  const { id, isHosted } = pool
  const person = identityRef(organization, id % 3)
  return {
    createdOn: millisecondsText(organization.now - (900 - id) * day),
    autoProvision: id !== 1,
    autoUpdate: true,
    autoSize: isHosted ? true : null,
    targetSize: isHosted ? 1 : null,
    agentCloudId: isHosted ? 1 : null,
    createdBy: person,
    owner: person,
    ...poolRef(call, pool),
  }
}

// Names are found whatever their letter case. (assumed)
function listPools(call: Call): Answer {
  const { query } = call
  const ids = query.list('poolIds')?.map(Number)
  const name = query.text('poolName')?.toLowerCase()
  const type = query.text('poolType')?.toLowerCase()
  const found = pools.filter((pool) =>
    ids === undefined
      ? (name === undefined || pool.name.toLowerCase() === name) &&
        (type === undefined || pool.type === type)
      : ids.includes(pool.id),
  )
  return listAnswer(found.map((pool) => poolJson(call, pool)))
}

function wantedPool(call: Call): Pool {
  const id = Number(param(call, 'poolId'))
  // (assumed: exception and words)
  return (
    findPool(id) ??
    fail({
      status: 404,
      message: `Agent pool ${id} not found.`,
      exception: 'Microsoft.TeamFoundation.DistributedTask.WebApi.TaskAgentPoolNotFoundException',
    })
  )
}

/** An agent as jobs show it. */
function agentRef({ organization }: Call, pool: number, agent: Agent): object {
  const { id, name, enabled, status } = agent
  const self = `${organization.url}/_apis/distributedtask/pools/${pool}/agents/${id}`
  return {
    _links: { self: { href: self }, web: { href: `${organization.url}/_settings/agentpools` } },
    id,
    name,
    version: '3.220.5',
    osDescription: id % 2 === 0 ? 'Linux 6.8' : undefined,
    enabled,
    status,
    provisioningState: 'Provisioned',
    accessPoint: 'CodexAccessMapping',
  }
}

interface AgentDetails {
  readonly pool: Pool
  readonly agent: Agent
  readonly capabilities: boolean
  readonly assigned: boolean
  readonly completed: boolean
}

/** An agent with what was asked for. */
export function agentJson(call: Call, { pool, agent, ...details }: AgentDetails): object {
  const { organization } = call
  const rows = jobRows(call, pool)
  const created = organization.now - agent.id * day
  return {
    ...agentRef(call, pool.id, agent),
    maxParallelism: 1,
    // Without a zone. (measured)
    createdOn: new Date(created).toISOString().slice(0, 23),
    statusChangedOn: agent.id === 11 ? '0001-01-01T00:00:00' : millisecondsText(created + day),
    authorization: {
      clientId: guidOf(names, agent.id, 0),
      publicKey: { exponent: ['AQAB'], modulus: ['x=='] },
    },
    ...(details.capabilities && {
      systemCapabilities: { 'Agent.Name': agent.name, java: '/usr/lib/jvm "17"' },
      userCapabilities: agent.id % 2 === 0 ? { gpu: 'yes' } : undefined,
    }),
    ...(details.assigned &&
      agent.isBusy && { assignedRequest: jobJson(call, pool, rows.at(-1) ?? 0) }),
    ...(details.completed && { lastCompletedRequest: jobJson(call, pool, rows[0] ?? 0) }),
  }
}

function listAgents(call: Call): Answer {
  const { query } = call
  const pool = wantedPool(call)
  const name = query.text('agentName')?.toLowerCase()
  const details = {
    capabilities: query.boolean('includeCapabilities'),
    assigned: query.boolean('includeAssignedRequest'),
    completed: query.boolean('includeLastCompletedRequest'),
  }
  const found = pool.agents.filter(
    (agent) => name === undefined || agent.name.toLowerCase() === name,
  )
  return listAnswer(found.map((agent) => agentJson(call, { ...details, pool, agent })))
}

/** The jobs of a pool are those of every so many builds. */
function jobRows({ organization }: Call, pool: Pool): Uint32Array {
  const place = pools.indexOf(pool)
  return organization.builds.rows.indices().filter((row) => row % pools.length === place)
}

function jobJson(call: Call, pool: Pool, row: number): object {
  const { organization } = call
  const { builds, definitions, projects, url } = organization
  const definition = definitions.at(builds.definitionOf(row))
  const project = projects.at(definition.project)
  const started = builds.startedOf(row)
  const finished = builds.finishedOf(row)
  const result = builds.resultOf(row)
  const agent = pool.agents[row % Math.max(1, pool.agents.length)]
  return {
    // More than 32 bits now and then.
    requestId: row % 7 === 3 ? 3_000_000_000 + row : row + 1,
    queueTime: ticksText(builds.queuedOf(row)),
    ...(started !== undefined && {
      assignTime: ticksText(started),
      receiveTime: ticksText(started + 20_000_001),
      lockedUntil: finished === undefined ? ticksText(started + 6_000_000_000) : undefined,
      reservedAgent: agent === undefined ? undefined : agentRef(call, pool.id, agent),
    }),
    ...(finished !== undefined && {
      finishTime: ticksText(finished),
      result: result === 'partiallySucceeded' ? 'succeededWithIssues' : result,
    }),
    serviceOwner: '00025394-6065-48ca-87d9-7f5672854ef7',
    hostId: organization.id,
    scopeId: project.id,
    planType: 'Build',
    planId: builds.planIdOf(row),
    jobId: '12f1170f-54f2-53f3-20dd-22fc7dff55f9',
    jobName: row % 4 === 0 ? 'Tests | überall 🧪' : undefined,
    demands: ['Agent.Version -gtVersion 2.115.0'],
    definition: {
      _links: { self: { href: `${url}/${project.id}/_apis/build/Definitions/${definition.id}` } },
      id: definition.id,
      name: definition.name,
    },
    owner: {
      _links: { self: { href: `${url}/${project.id}/_apis/build/Builds/${builds.idOf(row)}` } },
      id: builds.idOf(row),
      name: builds.numberOf(row),
    },
    data: { ParallelismTag: pool.isHosted ? 'Hosted' : 'Private' },
    poolId: pool.id,
    queueId: pool.id,
    agentDelays: [],
    orchestrationId: `${builds.planIdOf(row)}.job_1.__default`,
    matchesAllAgentsInPool: true,
    priority: 0,
  }
}

// With $top all jobs in pages, the newest first; without it those that run and 25 more. (assumed)
function listJobs(call: Call): Answer {
  const { organization, query } = call
  const pool = wantedPool(call)
  const rows = jobRows(call, pool).reverse()
  const top = query.integer('$top')
  if (top === undefined) {
    const running = rows.filter((row) => organization.builds.finishedOf(row) === undefined)
    const ended = rows.filter((row) => organization.builds.finishedOf(row) !== undefined)
    const shown = [...running, ...ended.slice(0, 25)]
    return listAnswer(shown.map((row) => jobJson(call, pool, row)))
  }
  const page = cut(rows, readOpaqueToken(query.text('continuationToken')), top)
  return listAnswer(
    page.rows.map((row) => jobJson(call, pool, row)),
    { token: opaqueToken(page.next) },
  )
}

// Every project has a queue for each pool that is no deployment pool. (assumed)
function listQueues(call: Call): Answer {
  const { query } = call
  const project = projectOf(call)
  const queueIds = query.list('queueIds')?.map(Number)
  const poolIds = query.list('poolIds')?.map(Number)
  const name = query.text('queueName')?.toLowerCase()
  const queues = pools
    .filter(({ type }) => type === 'automation')
    .map((pool, place) => ({ pool, id: 9 + project.index * 10 + place }))
    .filter(
      ({ pool, id }) =>
        (queueIds === undefined || queueIds.includes(id)) &&
        (poolIds === undefined || poolIds.includes(pool.id)) &&
        (name === undefined || pool.name.toLowerCase() === name),
    )
  return listAnswer(
    queues.map(({ pool, id }) => ({
      id,
      projectId: project.id,
      name: pool.name,
      pool: poolRef(call, pool),
    })),
  )
}

function listClouds({ organization }: Call): Answer {
  const internal = { agentCloudId: 1, name: 'Azure Pipelines', type: 'Ignore', internal: true }
  const own = { agentCloudId: 2, name: 'Our cloud "β"', type: 'ServerlessCloud' }
  const spare = { agentCloudId: 4, name: 'Spare', type: 'ServerlessCloud' }
  return listAnswer(
    [internal, own, spare].map((cloud) => ({
      id: guidOf(names, cloud.agentCloudId, 4),
      internal: false,
      ...cloud,
      maxParallelism: cloud.agentCloudId === 2 ? 20 : undefined,
      acquireAgentEndpoint: `${organization.url}/acquire/${cloud.agentCloudId}`,
      acquisitionTimeout: 600,
    })),
  )
}

function listCloudRequests(call: Call): Answer {
  const { organization } = call
  const cloud = Number(param(call, 'agentCloudId'))
  const pool = pools[1]
  if (cloud !== 1 || pool === undefined) return listAnswer([])
  const asked = organization.now - day
  return listAnswer(
    [...pool.agents, ...pool.agents, ...pool.agents].map((agent, place) => ({
      agentCloudId: cloud,
      requestId: guidOf(names, place, 8),
      pool: poolRef(call, pool),
      agent: agentRef(call, pool.id, agent),
      agentSpecification: { VMImage: 'ubuntu-24.04' },
      provisionRequestTime: millisecondsText(asked),
      provisionedTime: millisecondsText(asked + 1_234),
      agentConnectedTime: millisecondsText(asked + 5_000),
    })),
  )
}

function listCloudTypes(): Answer {
  const types = [
    { name: 'Ignore', displayName: 'Internal' },
    { name: 'ServerlessCloud', displayName: 'Ohne Server' },
    { name: 'Bridge', displayName: 'Bridge "B"' },
  ]
  return listAnswer(types.map((type) => ({ ...type, inputDescriptors: [] })))
}

const base = { method: 'GET', scope: 'organization', resourceVersion: 1 } as const
const preview = { ...base, previewOnly: true } as const
const pool = 'distributedtask/pools/{poolId}'

/** Pools, agents, their jobs, and the queues of projects. */
export const agentRoutes: readonly Route[] = [
  { ...base, template: 'distributedtask/pools', handle: listPools },
  { ...base, template: `${pool}/agents`, handle: listAgents },
  { ...preview, template: `${pool}/jobrequests`, handle: listJobs },
  { ...base, template: 'distributedtask/queues', scope: 'project', handle: listQueues },
  { ...base, template: 'distributedtask/agentclouds', handle: listClouds },
  {
    ...base,
    template: 'distributedtask/agentclouds/{agentCloudId}/requests',
    handle: listCloudRequests,
  },
  { ...preview, template: 'distributedtask/agentcloudtypes', handle: listCloudTypes },
]
