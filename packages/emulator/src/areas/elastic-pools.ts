import { type Answer, listAnswer } from '../answers/answer.ts'
import { type Call, param } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import { findPool, pools } from '../data/pools.ts'
import type { Route } from '../router.ts'

const day = 86_400_000
const elastic = pools.filter(({ options }) => options.includes('elasticPool'))

function listPools({ organization }: Call): Answer {
  return listAnswer(
    elastic.map(({ id }) => ({
      poolId: id,
      serviceEndpointId: '18807d4f-3345-4888-b2dc-f2884e4eb235',
      serviceEndpointScope: organization.projects.at(0).id,
      azureId: '/subscriptions/1/resourceGroups/Büro/providers/vmss',
      maxCapacity: 10,
      desiredIdle: 1,
      recycleAfterEachUse: false,
      maxSavedNodeCount: 0,
      osType: 'linux',
      state: 'online',
      offlineSince: null,
      desiredSize: 2,
      sizingAttempts: 0,
      agentInteractiveUI: false,
      timeToLiveMinutes: 30,
      orchestrationType: 'uniform',
    })),
  )
}

const messages = [
  { level: 'info', operation: 'sizingJob', message: 'Desired size is 2 ("idle" 1)' },
  { level: 'error', operation: 'deleteVMs', message: 'Löschen fehlgeschlagen' },
  { level: 'warning', operation: 'configurationJob', message: 'Tag is missing' },
] as const

// How many come without $top is not known. (assumed: 100)
function listLogs(call: Call): Answer {
  const { organization, query } = call
  const poolId = Number(param(call, 'poolId'))
  const top = query.integer('$top') ?? 100
  const count = elastic.some(({ id }) => id === poolId) ? 12 : 0
  return listAnswer(
    Array.from({ length: Math.min(count, top) }, (_, place) => ({
      id: 5_000_000_000 + poolId * 1_000 + place,
      poolId,
      ...messages[place % messages.length],
      timestamp: millisecondsText(organization.now - place * day - 3),
    })),
  )
}

function listNodes(call: Call): Answer {
  const { organization, query } = call
  const poolId = Number(param(call, 'poolId'))
  const state = query.text('$state')?.toLowerCase()
  const agents = elastic.some(({ id }) => id === poolId) ? (findPool(poolId)?.agents ?? []) : []
  return listAnswer(
    agents
      .map((agent, place) => ({
        id: place + 1,
        poolId,
        name: agent.name,
        state: place === 0 ? 'idle' : 'assigned',
        stateChangedOn: millisecondsText(organization.now - place * day),
        desiredState: 'none',
        agentId: agent.id,
        agentState: 'enabled, online',
        computeId: String(place),
        computeState: 'healthy',
        requestId: place === 0 ? null : 3_000_000_001,
      }))
      .filter((node) => state === undefined || node.state === state),
  )
}

const base = { method: 'GET', scope: 'organization', resourceVersion: 1 } as const
const pool = 'distributedtask/elasticpools/{poolId}'

/** Pools of virtual machines in Azure. */
export const elasticPoolRoutes: readonly Route[] = [
  { ...base, template: 'distributedtask/elasticpools', handle: listPools },
  { ...base, template: `${pool}/logs`, handle: listLogs },
  { ...base, template: `${pool}/nodes`, handle: listNodes },
]
