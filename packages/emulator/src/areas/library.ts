import { type Answer, listAnswer } from '../answers/answer.ts'
import { identityRef } from '../answers/identity.ts'
import { type Call, param } from '../call.ts'
import { ticksOf, ticksText } from '../data/instants.ts'
import type { Project } from '../data/projects.ts'
import { createDice, guidOf } from '../data/random.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'

const day = 86_400_000
const dice = createDice(0, 'library')

/** Who made something and who changed it, as this service writes people: without links. (measured) */
function history({ organization }: Call, place: number): object {
  const person = (index: number): object => {
    const { displayName, id, uniqueName } = identityRef(organization, index)
    return { displayName, id, uniqueName }
  }
  const created = ticksOf(organization.now - (300 + place) * day, 6_667)
  return {
    createdBy: person(place),
    createdOn: ticksText(created),
    modifiedBy: person(place + 1),
    modifiedOn: ticksText(created + place * 36_000_000_000),
  }
}

function matches(wanted: string | undefined, name: string): boolean {
  return wanted === undefined || name.toLowerCase() === wanted.toLowerCase()
}

const taskGroupNames = ['dotnet', 'Deploy "web" & notify', 'dotnet'] as const

// $top and a token in a header; the newest first. (place of the token: assumed)
function listTaskGroups(call: Call): Answer {
  const { query } = call
  const { index } = projectOf(call)
  const page = cut(
    taskGroupNames.map((name, place) => ({ name, place })),
    readOpaqueToken(query.text('continuationToken')),
    query.integer('$top') ?? 1_000,
  )
  return listAnswer(
    page.rows.map(({ name, place }) => ({
      tasks: [
        {
          environment: {},
          displayName: 'Use .NET',
          enabled: true,
          condition: 'succeeded()',
          inputs: { version: '8.x' },
          task: {
            id: 'b0ce7256-7898-45d3-9cb5-176b752bfea6',
            versionSpec: '2.*',
            definitionType: 'task',
          },
        },
      ],
      runsOn: ['Agent', 'DeploymentGroup'],
      revision: place + 1,
      ...history(call, place),
      comment: place === 1 ? '' : undefined,
      // The third is another version of the first.
      id: guidOf(dice, index * 2 + (place % 2), 0),
      name,
      version: { major: place === 2 ? 2 : 1, minor: 0, patch: place, isTest: place === 2 },
      iconUrl: 'https://cdn.vsassets.io/v/M174/_content/icon.png',
      friendlyName: name,
      description: place === 1 ? 'Zeile 1\nZeile 2' : undefined,
      category: 'Build',
      definitionType: 'metaTask',
      author: 'Ana Ruiz',
      demands: [],
      groups: [],
      inputs: [{ aliases: [], options: {}, properties: {}, name: 'Config', required: true }],
      satisfies: [],
      sourceDefinitions: [],
      dataSourceBindings: [],
      instanceNameFormat: `Task group: ${name} $(Config)`,
      preJobExecution: {},
      execution: {},
      postJobExecution: {},
    })),
    { token: opaqueToken(page.next) },
  )
}

const groupNames = ['Production secrets', 'production secrets', 'Gemeinsam "ä"'] as const

// Newest first unless asked otherwise. "The default is IdDescending."
function listVariableGroups(call: Call): Answer {
  const { query } = call
  const project = projectOf(call)
  const ids = query.list('groupIds')?.map(Number)
  const ascending = query.text('queryOrder')?.toLowerCase() === 'idascending'
  const all = groupNames
    .map((name, place) => ({
      name,
      place,
      // The third is shared by all projects.
      id: place === 2 ? 1 : 2 + project.index * 2 + place,
    }))
    .filter(({ id, name }) =>
      ids === undefined ? matches(query.text('groupName'), name) : ids.includes(id),
    )
    .sort((one, other) => (ascending ? one.id - other.id : other.id - one.id))
  const page = cut(
    all,
    readOpaqueToken(query.text('continuationToken')),
    query.integer('$top') ?? 1_000,
  )
  return listAnswer(
    page.rows.map(({ id, name, place }) => ({
      variables: {
        url: { value: 'https://example.com/ü' },
        secret: { value: null, isSecret: true },
      },
      id,
      type: place === 1 ? 'AzureKeyVault' : 'Vsts',
      name,
      description: place === 0 ? 'Secrets of "production"' : undefined,
      ...history(call, place),
      isShared: place === 2,
      variableGroupProjectReferences:
        place === 2 ? [{ projectReference: { id: project.id, name: project.name }, name }] : null,
      providerData:
        place === 1 ? { vault: 'kv', lastRefreshedOn: '0001-01-01T00:00:00' } : undefined,
    })),
    { token: opaqueToken(page.next) },
  )
}

const fileNames = ['signing.pfx', 'Signing.PFX', 'schlüssel [2].p8'] as const

// The pattern of a name. (letter case: assumed)
function listSecureFiles(call: Call): Answer {
  const { index } = projectOf(call)
  const wanted = call.query.text('namePattern')
  return listAnswer(
    fileNames
      .map((name, place) => ({
        properties: place === 0 ? { owner: 'Ana' } : {},
        id: guidOf(dice, index * 3 + place, 10),
        name,
        ...history(call, place),
      }))
      .filter(({ name }) => matches(wanted, name)),
  )
}

interface Endpoint {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly scheme: string
  readonly url: string
  readonly isShared: boolean
}

function endpointsOf({ index }: Project): readonly Endpoint[] {
  return [
    {
      // One for all projects.
      id: guidOf(dice, 0, 20),
      name: 'Azure (shared) "Ü"',
      type: 'azurerm',
      scheme: 'ServicePrincipal',
      url: 'https://management.azure.com/',
      isShared: true,
    },
    {
      id: guidOf(dice, index, 30),
      name: 'github.com_ana',
      type: 'github',
      scheme: 'PersonalAccessToken',
      url: 'https://github.com/',
      isShared: false,
    },
    {
      id: guidOf(dice, index, 40),
      name: 'GitHub.com_Ana',
      type: 'GitHub',
      scheme: 'InstallationToken',
      url: 'https://github.com/',
      isShared: false,
    },
  ]
}

function listEndpoints(call: Call): Answer {
  const { organization, query } = call
  const project = projectOf(call)
  const ids = query.list('endpointIds')?.map((id) => id.toLowerCase())
  const schemes = query.list('authSchemes')?.map((scheme) => scheme.toLowerCase())
  const all = endpointsOf(project).map((endpoint, place) => ({ endpoint, place }))
  const found = all.filter(
    ({ endpoint: { id, type, scheme } }) =>
      (ids === undefined || ids.includes(id)) &&
      (schemes === undefined || schemes.includes(scheme.toLowerCase())) &&
      matches(query.text('type'), type) &&
      matches(query.text('owner'), 'library'),
  )
  return listAnswer(
    found.map(({ endpoint, place }) => ({
      data: endpoint.type === 'azurerm' ? { subscriptionName: 'Büro', environment: 'Azure' } : {},
      id: endpoint.id,
      name: endpoint.name,
      type: endpoint.type,
      url: endpoint.url,
      createdBy: identityRef(organization, place),
      description: place === 0 ? '' : undefined,
      // What is secret is null. (assumed)
      authorization: {
        parameters: { apitoken: null, tenantid: organization.id },
        scheme: endpoint.scheme,
      },
      isShared: endpoint.isShared,
      isOutdated: false,
      isReady: place !== 2,
      operationStatus: place === 2 ? { state: 'Failed', statusMessage: 'no "consent"' } : undefined,
      owner: 'library',
      serviceEndpointProjectReferences: [
        { projectReference: { id: project.id, name: project.name }, name: endpoint.name },
      ],
    })),
  )
}

// top and a token in a header. (place of the token: assumed; the token is a number: the specification)
function listHistory(call: Call): Answer {
  const { organization, query } = call
  const { builds, definitions } = organization
  const endpointId = param(call, 'endpointId').toLowerCase()
  const project = projectOf(call)
  const place = endpointsOf(project).findIndex(({ id }) => id === endpointId)
  const all = builds.byProject
    .rowsOf(project.index)
    .filter((row) => row % 9 === place && builds.finishedOf(row) !== undefined)
  const skip = query.integer('continuationToken') ?? 0
  const page = cut(all, skip, query.integer('top') ?? 50)
  return listAnswer(
    page.rows.map((row) => {
      const definition = definitions.at(builds.definitionOf(row))
      return {
        endpointId,
        data: {
          id: 3_000_000_000 + row,
          planType: 'Build',
          definition: { id: definition.id, name: definition.name },
          owner: { id: builds.idOf(row), name: builds.numberOf(row) },
          startTime: ticksText(builds.startedOf(row) ?? 0),
          finishTime: ticksText(builds.finishedOf(row) ?? 0),
          result: builds.resultOf(row) === 'failed' ? 'failed' : 'succeeded',
          ownerDetails: row % 2 === 0 ? 'Stage "prod"' : undefined,
        },
      }
    }),
    { token: page.next === undefined ? undefined : String(page.next) },
  )
}

const types = [
  { name: 'azurerm', displayName: 'Azure Resource Manager', description: 'Connects to Azure' },
  { name: 'github', displayName: 'GitHub', description: '' },
  { name: 'generic', displayName: 'Generic „Dienst“', description: undefined },
] as const

function listTypes({ query }: Call): Answer {
  return listAnswer(
    types
      .filter(({ name }) => matches(query.text('type'), name))
      .map((type) => ({
        inputDescriptors: [],
        authenticationSchemes: [{ scheme: 'Token', displayName: 'Token' }],
        dataSources: [],
        dependencyData: [],
        trustedHosts: [],
        ...type,
        helpLink: type.name === 'github' ? { text: 'Help', url: 'https://github.com' } : undefined,
        helpMarkDown: 'See [help](https://example.com)',
        endpointUrl: {
          displayName: 'Server Url',
          isVisible: type.name === 'generic' ? 'true' : 'false',
          value: type.name === 'github' ? 'https://github.com' : undefined,
        },
        iconUrl: `https://dev.azure.com/_apis/icons/${type.name}.png`,
      })),
  )
}

const base = { method: 'GET', scope: 'project', resourceVersion: 1 } as const

/** What pipelines use: task groups, variables, files and connections. */
export const libraryRoutes: readonly Route[] = [
  { ...base, template: 'distributedtask/taskgroups', handle: listTaskGroups },
  {
    ...base,
    template: 'distributedtask/variablegroups',
    resourceVersion: 2,
    handle: listVariableGroups,
  },
  { ...base, template: 'distributedtask/securefiles', previewOnly: true, handle: listSecureFiles },
  { ...base, template: 'serviceendpoint/endpoints', resourceVersion: 4, handle: listEndpoints },
  { ...base, template: 'serviceendpoint/{endpointId}/executionhistory', handle: listHistory },
  { ...base, template: 'serviceendpoint/types', scope: 'organization', handle: listTypes },
]
