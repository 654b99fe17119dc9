import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { identityRef } from '../answers/identity.ts'
import { projectRef } from '../answers/project-ref.ts'
import type { Call } from '../call.ts'
import { type Definition, inRevision } from '../data/definitions.ts'
import { millisecondsText } from '../data/instants.ts'
import type { Route } from '../router.ts'
import { wantedDefinition } from './build-definitions.ts'
import { projectOf } from './builds.ts'
import { metricsOf } from './definition-metrics.ts'

const day = 86_400_000

function definitionsHere(call: Call): readonly Definition[] {
  const { definitions } = call.organization
  return Array.from(definitions.byProject.rowsOf(projectOf(call).index), definitions.at)
}

function listMetrics(call: Call): Answer {
  const definition = wantedDefinition(call, 'definitionId')
  return listAnswer(metricsOf(call.organization, definition, call.query.date('minMetricsTime')))
}

function listRevisions(call: Call): Answer {
  const { organization } = call
  const { projects, url } = organization
  const definition = wantedDefinition(call, 'definitionId')
  const base = `${url}/${projects.at(definition.project).id}/_apis/build/Definitions`
  const numbers = Array.from({ length: definition.revision }, (_, place) => place + 1)
  return listAnswer(
    numbers.map((revision) => {
      const { name, createdDate = organization.now - day } = inRevision(definition, revision)
      return {
        revision,
        name,
        changedBy: identityRef(organization, definition.author),
        changedDate: millisecondsText(createdDate),
        changeType: revision === 1 ? 'add' : 'update',
        comment: revision % 4 === 0 ? 'Enable "pipeline"' : undefined,
        definitionUrl: `${base}/${definition.id}?revision=${revision}`,
      }
    }),
  )
}

interface Resource {
  readonly type: string
  readonly id: string
  readonly name: string
  readonly authorized: boolean
}

function resourcesOf({ index }: Definition): readonly Resource[] {
  const queue = { type: 'queue', id: String(9 + (index % 3)), name: 'Azure Pipelines' }
  const group = { type: 'variablegroup', id: String(1 + index), name: 'Group "ä"' }
  const all = [
    { ...queue, authorized: true },
    { ...group, authorized: index % 2 === 0 },
  ]
  return all.slice(0, 1 + (index % 2))
}

function listResources(call: Call): Answer {
  return listAnswer(resourcesOf(wantedDefinition(call, 'definitionId')))
}

function listAuthorizedResources(call: Call): Answer {
  const type = call.query.text('type')?.toLowerCase()
  const id = call.query.text('id')
  const found = new Map(
    definitionsHere(call)
      .flatMap(resourcesOf)
      .filter(({ authorized }) => authorized)
      .map((resource) => [`${resource.type} ${resource.id}`, resource]),
  )
  return listAnswer(
    [...found.values()].filter(
      (resource) =>
        (type === undefined || resource.type === type) && (id === undefined || resource.id === id),
    ),
  )
}

function listFolders(call: Call): Answer {
  const { organization } = call
  const project = projectOf(call)
  const paths = new Set(['\\', ...definitionsHere(call).map(({ path }) => path)])
  return listAnswer(
    [...paths].map((path, place) => ({
      path,
      description: place === 1 ? 'Builds of the night & more' : null,
      createdOn: millisecondsText(project.lastUpdateTime + place * 1_234),
      createdBy: identityRef(organization, place),
      ...(place === 2 && {
        lastChangedDate: millisecondsText(project.lastUpdateTime + day),
        lastChangedBy: identityRef(organization, 0),
      }),
      project: projectRef(organization, project),
    })),
  )
}

const options = [
  {
    ordinal: 1,
    name: 'Build job',
    description: 'Limits the job authorization scope',
    id: '57578776-4c22-4526-aeb0-86b6da17ee9c',
  },
  {
    ordinal: 2,
    name: 'Create work item on failure',
    description: 'Create a work item for a failing build.',
    id: 'a9db38f9-9fdc-478c-b0f9-464221e58316',
  },
] as const

function listOptions(): Answer {
  return listAnswer(options.map((option) => ({ inputs: [], groups: [], ...option })))
}

function listTemplates({ organization, project }: Call): Answer {
  const own = { id: 'ourtemplate', name: `Template of ${project?.name ?? organization.name}` }
  const templates = [
    { id: 'blank', name: 'Empty pipeline', canDelete: false, category: 'Empty' },
    { id: 'dotnet', name: '.NET Desktop', canDelete: false, category: 'Build' },
    { ...own, canDelete: true, category: 'Custom', iconTaskId: options[0].id },
  ]
  return listAnswer(
    templates.map((template) => ({
      ...template,
      description: 'Starts with it',
      defaultHostedQueue: 'Azure Pipelines',
      template: { triggers: [], variables: {}, id: 0 },
      icons: {},
    })),
  )
}

function listTags(call: Call): Answer {
  const { builds } = call.organization
  const rows = builds.byProject.rowsOf(projectOf(call).index)
  return listAnswer([...new Set(Array.from(rows, builds.tagsOf).flat())])
}

function listSourceProviders(): Answer {
  return listAnswer(
    ['TfsGit', 'GitHub', 'TfsVersionControl'].map((name) => ({
      name,
      supportedCapabilities: { queryBranches: name !== 'TfsVersionControl', createLabel: true },
      supportedTriggers: [
        { type: 'continuousIntegration', notificationType: 'webhook', defaultPollingInterval: 0 },
      ],
    })),
  )
}

function listControllers({ organization, query }: Call): Answer {
  const { now, url } = organization
  const wanted = query.text('name')?.toLowerCase()
  const names = ['Controller A', 'controller ß', 'Old controller']
  return listAnswer(
    names
      .map((name, place) => ({
        id: place + 1,
        name,
        description: place === 0 ? '' : undefined,
        enabled: place !== 2,
        status: place === 2 ? 'offline' : 'available',
        createdDate: millisecondsText(now - (place + 900) * day),
        updatedDate: place === 2 ? '0001-01-01T00:00:00' : millisecondsText(now - day),
        uri: `vstfs:///Build/Controller/${place + 1}`,
        url: `${url}/_apis/build/controllers/${place + 1}`,
        _links: {},
      }))
      .filter(({ name }) => wanted === undefined || name.toLowerCase() === wanted),
  )
}

// A sample a day, texts inside. (assumed)
function getHistory({ organization, query }: Call): Answer {
  const days = query.integer('daysToLookback') ?? 7
  return jsonAnswer({
    buildRetentionSamples: Array.from({ length: days }, (_, place) => ({
      sampleTime: millisecondsText(organization.now - place * day),
      builds: `{"total":${1_000 - place}}`,
      definitions: '[1,4]',
      files: '{"bytes":5000000000}',
    })),
  })
}

const base = { method: 'GET', scope: 'project' } as const
const preview = { ...base, previewOnly: true } as const
const definition = 'build/definitions/{definitionId}'

/** What definitions consist of, and what a project and the organization have for them. */
export const buildSettingsRoutes: readonly Route[] = [
  { ...preview, template: `${definition}/metrics`, resourceVersion: 1, handle: listMetrics },
  { ...preview, template: `${definition}/resources`, resourceVersion: 1, handle: listResources },
  { ...base, template: `${definition}/revisions`, resourceVersion: 3, handle: listRevisions },
  {
    ...base,
    template: 'build/definitions/templates',
    resourceVersion: 3,
    handle: listTemplates,
  },
  {
    ...preview,
    template: 'build/authorizedresources',
    resourceVersion: 1,
    handle: listAuthorizedResources,
  },
  { ...preview, template: 'build/folders', resourceVersion: 2, handle: listFolders },
  { ...base, template: 'build/options', resourceVersion: 1, handle: listOptions },
  { ...base, template: 'build/tags', resourceVersion: 3, handle: listTags },
  { ...base, template: 'sourceproviders', resourceVersion: 1, handle: listSourceProviders },
  {
    ...base,
    template: 'build/controllers',
    scope: 'organization',
    resourceVersion: 2,
    handle: listControllers,
  },
  {
    ...base,
    template: 'build/retention/history',
    scope: 'organization',
    resourceVersion: 1,
    handle: getHistory,
  },
]
