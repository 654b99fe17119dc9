import { type Answer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { type Call, param } from '../call.ts'
import { millisecondsText, ticksText } from '../data/instants.ts'
import { findPool, type Pool } from '../data/pools.ts'
import type { Project } from '../data/projects.ts'
import { cut } from '../paging.ts'
import type { Route } from '../router.ts'
import { agentJson, poolRef } from './agents.ts'
import { projectOf } from './builds.ts'

const day = 86_400_000

interface Named {
  readonly id: number
  readonly name: string
  readonly place: number
}

const environmentNames = ['dev', 'Production "EU"', 'production "eu"', 'tëst [2]'] as const

/** Projects have two to four environments. */
function environmentsOf({ index }: Project): readonly Named[] {
  return environmentNames
    .slice(0, 2 + (index % 3))
    .map((name, place) => ({ id: 1 + index * 5 + place, name, place }))
}

interface Page<T> {
  readonly rows: readonly T[]
  readonly token: string | undefined
}

/** A page of a list that continues after the row that the token names. */
function pageAfter<T>(
  all: readonly T[],
  { query }: Call,
  { top, byDefault, tokenOf }: { top: string; byDefault: number; tokenOf: (row: T) => string },
): Page<T> {
  const token = query.text('continuationToken')
  const start = token === undefined ? 0 : all.findIndex((row) => tokenOf(row) === token)
  const page = cut(all, Math.max(0, start), query.integer(top) ?? byDefault)
  const next = page.next === undefined ? undefined : all[page.next]
  return { rows: page.rows, token: next === undefined ? undefined : tokenOf(next) }
}

function listEnvironments(call: Call): Answer {
  const { organization } = call
  const project = projectOf(call)
  const wanted = call.query.text('name')?.toLowerCase()
  const all = environmentsOf(project).filter(
    ({ name }) => wanted === undefined || name.toLowerCase().startsWith(wanted),
  )
  // Page size and token: assumed.
  const { rows, token } = pageAfter(all, call, {
    top: '$top',
    byDefault: 100,
    tokenOf: ({ id }) => String(id),
  })
  return listAnswer(
    rows.map(({ id, name, place }) => ({
      id,
      name,
      description: place === 0 ? '' : `Where ${name} is`,
      createdBy: identityRef(organization, place),
      createdOn: millisecondsText(organization.now - (500 - id) * day),
      lastModifiedBy: identityRef(organization, place),
      lastModifiedOn: millisecondsText(organization.now - (400 - id) * day),
      resources: [],
      project: { id: project.id, name: project.name },
    })),
    { token },
  )
}

function wantedEnvironment(call: Call): Named {
  const id = Number(param(call, 'environmentId'))
  // (assumed: exception and words)
  return (
    environmentsOf(projectOf(call)).find((environment) => environment.id === id) ??
    fail({
      status: 404,
      message: `Environment with ID ${id} does not exist.`,
      exception: 'Microsoft.TeamFoundation.DistributedTask.WebApi.EnvironmentNotFoundException',
    })
  )
}

// 25 without top, and a token in a header. (azure-devops-node-api#623)
function listDeployments(call: Call): Answer {
  const { builds, definitions, url } = call.organization
  const project = projectOf(call)
  const { id: environmentId, place } = wantedEnvironment(call)
  const all = builds.byProject
    .rowsOf(project.index)
    .filter((row) => row % 5 === place && builds.startedOf(row) !== undefined)
    .reverse()
  const { rows, token } = pageAfter([...all], call, {
    top: 'top',
    byDefault: 25,
    tokenOf: (row) => String(row),
  })
  return listAnswer(
    rows.map((row) => {
      const definition = definitions.at(builds.definitionOf(row))
      const started = builds.startedOf(row) ?? 0
      const finished = builds.finishedOf(row)
      const result = builds.resultOf(row)
      return {
        id: 5_000_000_000 + row,
        requestIdentifier: `stage_1.job_1.__default`,
        environmentId,
        serviceOwner: '00025394-6065-48ca-87d9-7f5672854ef7',
        scopeId: project.id,
        resourceId: place === 0 ? undefined : 3,
        planType: 'Build',
        planId: builds.planIdOf(row),
        stageName: 'Deploy to "EU"',
        jobName: 'deploy',
        stageAttempt: 1,
        jobAttempt: 1,
        definition: {
          _links: { self: { href: `${url}/_apis/build/Definitions/${definition.id}` } },
          id: definition.id,
          name: definition.name,
        },
        owner: {
          _links: { self: { href: `${url}/_apis/build/Builds/${builds.idOf(row)}` } },
          id: builds.idOf(row),
          name: builds.numberOf(row),
        },
        result: result === 'partiallySucceeded' ? 'succeededWithIssues' : result,
        queueTime: ticksText(builds.queuedOf(row)),
        startTime: ticksText(started),
        finishTime: finished === undefined ? undefined : ticksText(finished),
      }
    }),
    { token },
  )
}

const groupNames = ['Web servers', 'web servers', 'Zürich [old]'] as const

/** Projects have one to three deployment groups; the first has machines. */
function groupsOf({ index }: Project): readonly Named[] {
  return groupNames
    .slice(0, 1 + (index % 3))
    .map((name, place) => ({ id: 11 + index * 4 + place, name, place }))
}

function machinesOf(group: Named): Pool['agents'] {
  return group.place === 0 ? (findPool(14)?.agents ?? []) : []
}

const machineTags = [['web'], ['web', 'Web', 'with, comma'], []] as const

function machineJson(
  call: Call,
  machine: { readonly agent: Pool['agents'][number]; readonly place: number },
): object {
  const { agent, place } = machine
  const expand = new Set(call.query.list('$expand')?.map((name) => name.toLowerCase()))
  const pool = findPool(14)
  return {
    tags: machineTags[place % machineTags.length],
    id: agent.id,
    agent:
      pool &&
      agentJson(call, {
        pool,
        agent,
        capabilities: expand.has('capabilities'),
        assigned: expand.has('assignedrequest'),
        completed: expand.has('lastcompletedrequest'),
      }),
    properties: call.query.text('propertyFilters') === undefined ? undefined : {},
  }
}

// "Maximum number of deployment groups to return. Default is 1000." The token is the name that follows. (the examples)
function listGroups(call: Call): Answer {
  const { query } = call
  const project = projectOf(call)
  const ids = query.list('ids')?.map(Number)
  const wanted = query.text('name')?.toLowerCase()
  const expand = new Set(query.list('$expand')?.map((name) => name.toLowerCase()))
  const all = groupsOf(project).filter(
    ({ id, name }) =>
      (ids === undefined || ids.includes(id)) &&
      (wanted === undefined || name.toLowerCase() === wanted),
  )
  const { rows, token } = pageAfter(all, call, {
    top: '$top',
    byDefault: 1_000,
    tokenOf: ({ name }) => name,
  })
  const pool = findPool(14)
  return listAnswer(
    rows.map((group) => ({
      machineCount: machinesOf(group).length,
      description: group.place === 0 ? 'Where releases go' : undefined,
      id: group.id,
      project: { id: project.id, name: project.name },
      name: group.name,
      pool: pool && poolRef(call, pool),
      ...(expand.has('machines') && {
        machines: machinesOf(group).map((agent, place) => machineJson(call, { agent, place })),
      }),
      ...(expand.has('tags') && {
        machineTags: group.place === 0 ? [...new Set(machineTags.flat())] : [],
      }),
    })),
    { token },
  )
}

function listMachines(call: Call): Answer {
  const { query } = call
  const id = Number(param(call, 'deploymentGroupId'))
  const group = groupsOf(projectOf(call)).find((candidate) => candidate.id === id)
  if (group === undefined) {
    // (assumed: exception and words)
    return fail({
      status: 404,
      message: `Deployment group ${id} does not exist.`,
      exception:
        'Microsoft.TeamFoundation.DistributedTask.WebApi.DeploymentMachineGroupNotFoundException',
    })
  }
  const name = query.text('name')?.toLowerCase()
  const status = query.text('agentStatus')?.toLowerCase()
  const enabled = query.text('enabled')?.toLowerCase()
  const all = machinesOf(group)
    .map((agent, place) => ({ agent, place }))
    .filter(
      ({ agent }) =>
        (name === undefined || agent.name.toLowerCase() === name) &&
        (status === undefined || status === 'all' || agent.status === status) &&
        (enabled === undefined || String(agent.enabled) === enabled),
    )
  const { rows, token } = pageAfter(all, call, {
    top: '$top',
    byDefault: 1_000,
    tokenOf: ({ agent }) => agent.name,
  })
  return listAnswer(
    rows.map((machine) => machineJson(call, machine)),
    { token },
  )
}

const approvalType = { id: '8c6f20a7-a545-4486-9777-f762fafe0d4d', name: 'Approval' }
const taskType = { id: 'fe1de3ee-a436-41b4-bb20-f6eb4cb879a7', name: 'Task Check' }

// Asked for without a resource there is nothing to answer about. (assumed: exception and words)
function listChecks(call: Call): Answer {
  const { organization, query } = call
  const type = query.text('resourceType')?.toLowerCase()
  const id = query.text('resourceId')
  if (type === undefined || id === undefined) {
    return fail({
      status: 400,
      message: 'Value cannot be null. Parameter name: resource',
      exception: 'System.ArgumentNullException',
    })
  }
  const project = projectOf(call)
  const key = [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0)
  const types = [approvalType, taskType].slice(0, key % 3)
  return listAnswer(
    types.map((check, place) => {
      const number = key * 4 + place
      const url = `${organization.url}/${project.id}/_apis/pipelines/checks/configurations/${number}`
      return {
        createdBy: identityRef(organization, place),
        createdOn: millisecondsText(organization.now - (100 + place) * day),
        modifiedBy: identityRef(organization, place),
        modifiedOn: millisecondsText(organization.now - place * day),
        timeout: 43_200,
        isDisabled: place === 1,
        id: number,
        type: check,
        url,
        _links: { self: { href: url } },
        resource: { type, id, name: `Resource "${id}"` },
        issue:
          place === 1
            ? { type: 'warning', message: 'The function app is gone', description: check.name }
            : undefined,
      }
    }),
  )
}

const base = { method: 'GET', scope: 'project', resourceVersion: 1 } as const
const environment = 'distributedtask/environments'
const group = 'distributedtask/deploymentgroups'

/** What pipelines deploy to, and what stands before it. */
export const environmentRoutes: readonly Route[] = [
  { ...base, template: environment, handle: listEnvironments },
  {
    ...base,
    template: `${environment}/{environmentId}/environmentdeploymentrecords`,
    handle: listDeployments,
  },
  { ...base, template: group, handle: listGroups },
  { ...base, template: `${group}/{deploymentGroupId}/targets`, handle: listMachines },
  {
    ...base,
    template: 'pipelines/checks/configurations',
    previewOnly: true,
    handle: listChecks,
  },
]
