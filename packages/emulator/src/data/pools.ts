/** An agent pool. There are few of them, whatever the size of the organization. (assumed) */
export interface Pool {
  readonly id: number
  readonly name: string
  readonly isHosted: boolean
  readonly type: 'automation' | 'deployment'
  readonly options: string
  readonly agents: readonly Agent[]
}

export interface Agent {
  readonly id: number
  readonly name: string
  readonly status: 'online' | 'offline'
  readonly enabled: boolean
  readonly isBusy: boolean
}

const agent = (id: number, name: string): Agent => ({
  id,
  name,
  status: id % 3 === 2 ? 'offline' : 'online',
  enabled: id % 5 !== 3,
  isBusy: id % 4 === 0,
})

const automation = { isHosted: false, type: 'automation', options: 'none' } as const
const hosted = { ...automation, isHosted: true } as const

export const pools: readonly Pool[] = [
  {
    ...automation,
    id: 1,
    name: 'Default',
    agents: [
      agent(7, 'build box 3'),
      agent(8, 'Build Box 3'),
      agent(9, 'büro-01'),
      agent(11, 'mac [mini] "7"'),
    ],
  },
  { ...hosted, id: 9, name: 'Azure Pipelines', agents: [agent(12, 'Hosted Agent')] },
  { ...hosted, id: 10, name: 'Hosted VS2017', agents: [] },
  {
    ...automation,
    id: 11,
    name: 'Scale set (élastique)',
    options: 'elasticPool, preserveAgentOnJobFailure',
    agents: [agent(13, 'vmss000001'), agent(14, 'vmss000002')],
  },
  {
    ...automation,
    id: 12,
    name: 'Scale set 2',
    options: 'elasticPool, singleUseAgents',
    agents: [agent(18, 'vmss2000001')],
  },
  { ...automation, id: 13, name: 'Scale set "3"', options: 'elasticPool', agents: [] },
  {
    ...automation,
    id: 14,
    name: 'Fabrikam-Web servers',
    type: 'deployment',
    agents: [agent(15, 'web-01'), agent(16, 'WEB-02'), agent(17, 'wéb-03')],
  },
]

export function findPool(id: number): Pool | undefined {
  return pools.find((pool) => pool.id === id)
}
