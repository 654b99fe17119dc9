import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { buildText } from '../answers/build-json.ts'
import { definitionJson, definitionRow } from '../answers/definition-json.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import { type Definition, inRevision } from '../data/definitions.ts'
import { ticksOf } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import { enumName, enums } from '../enum-values.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { definitionPredicates } from './definition-filters.ts'
import { metricsOf } from './definition-metrics.ts'

function filteredDefinitions(call: Call): readonly Definition[] {
  const { definitions } = call.organization
  const project = projectOf(call).index
  const predicates = definitionPredicates(call, project)
  return Array.from(definitions.byProject.rowsOf(project), definitions.at).filter((definition) =>
    predicates.every((predicate) => predicate(definition)),
  )
}

/** The newest build of each definition of the project, and the newest that ended, by row. */
interface LatestBuilds {
  readonly queued: ReadonlyMap<number, number>
  readonly completed: ReadonlyMap<number, number>
}

function latestBuilds({ builds }: Organization, project: number): LatestBuilds {
  const queued = new Map<number, number>()
  const completed = new Map<number, number>()
  const finished = (row: number | undefined): number =>
    row === undefined ? 0 : (builds.finishedOf(row) ?? 0)
  for (const row of builds.byProject.rowsOf(project)) {
    const definition = builds.definitionOf(row)
    queued.set(definition, row)
    if (finished(row) > finished(completed.get(definition))) completed.set(definition, row)
  }
  return { queued, completed }
}

/** What a query may ask for beside a definition. */
function moreOf(call: Call, project: number): (definition: Definition) => object {
  const { organization, query } = call
  const latest = query.boolean('includeLatestBuilds')
    ? latestBuilds(organization, project)
    : undefined
  const least = query.date('minMetricsTime')
  const buildJson = (row: number | undefined): unknown =>
    row === undefined ? undefined : JSON.parse(buildText(organization, row))
  return (definition) => ({
    latestBuild: buildJson(latest?.queued.get(definition.index)),
    latestCompletedBuild: buildJson(latest?.completed.get(definition.index)),
    metrics: least === undefined ? undefined : metricsOf(organization, definition, least),
  })
}

function compareNames(one: Definition, other: Definition): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id
}

function modified(definition: Definition): number {
  return ticksOf(definition.createdDate ?? 0)
}

type Comparison = (one: Definition, other: Definition) => number

const orders: Readonly<Record<string, Comparison>> = {
  definitionnameascending: compareNames,
  definitionnamedescending: (one, other) => compareNames(other, one),
  lastmodifiedascending: (one, other) => modified(one) - modified(other),
  lastmodifieddescending: (one, other) => modified(other) - modified(one),
}

function listDefinitions(call: Call): Answer {
  const { organization, query } = call
  const order = orders[enumName(query.text('queryOrder'), enums.definitionOrder) ?? '']
  const filtered = filteredDefinitions(call)
  const all = order === undefined ? filtered : [...filtered].sort(order)
  // $top and an opaque token; without $top 10,000. (assumed)
  const page = cut(
    all,
    readOpaqueToken(query.text('continuationToken')),
    query.integer('$top') ?? 10_000,
  )
  const json = query.boolean('includeAllProperties') ? definitionJson : definitionRow
  const more = moreOf(call, projectOf(call).index)
  const rows = page.rows.map((definition) => ({
    ...json(organization, definition),
    ...more(definition),
  }))
  return listAnswer(rows, { token: opaqueToken(page.next) })
}

/** The definition that a brace of the path names. */
export function wantedDefinition(call: Call, name: string): Definition {
  const { definitions } = call.organization
  const index = definitions.find(Number(param(call, name)))
  const definition = index < 0 ? undefined : definitions.at(index)
  if (
    definition !== undefined &&
    (call.project === undefined || definition.project === call.project.index)
  ) {
    return definition
  }
  return missing(param(call, name))
}

// (assumed: exception and words)
function missing(name: string): never {
  return fail({
    status: 404,
    message: `The build definition ${name} does not exist.`,
    exception: 'Microsoft.TeamFoundation.Build.WebApi.DefinitionNotFoundException',
  })
}

function getDefinition(call: Call): Answer {
  const { organization, query } = call
  const newest = wantedDefinition(call, 'definitionId')
  const revision = query.integer('revision') ?? newest.revision
  // (assumed)
  if (revision === 0 || revision > newest.revision) return missing(`${newest.id}:${revision}`)
  return jsonAnswer({
    ...definitionJson(organization, inRevision(newest, revision)),
    ...moreOf(call, newest.project)(newest),
  })
}

function pipelineJson(call: Call, definition: Definition): object {
  const { organization } = call
  const project = organization.projects.at(definition.project)
  const base = `${organization.url}/${project.id}`
  const url = `${base}/_apis/pipelines/${definition.id}?revision=${definition.revision}`
  return {
    _links: {
      self: { href: url },
      web: { href: `${base}/_build/definition?definitionId=${definition.id}` },
    },
    url,
    id: definition.id,
    revision: definition.revision,
    name: definition.name,
    folder: definition.path,
  }
}

function listPipelines(call: Call): Answer {
  const { definitions } = call.organization
  const { query } = call
  const all = Array.from(definitions.byProject.rowsOf(projectOf(call).index), definitions.at)
  const descending = /^name\s+desc$/i.test(query.text('orderBy') ?? '')
  const sorted = descending
    ? [...all].sort((one, other) => compareNames(other, one))
    : [...all].sort(compareNames)
  const page = cut(
    sorted,
    readOpaqueToken(query.text('continuationToken')),
    query.integer('$top') ?? 10_000,
  )
  return listAnswer(
    page.rows.map((definition) => pipelineJson(call, definition)),
    { token: opaqueToken(page.next) },
  )
}

function getPipeline(call: Call): Answer {
  const definition = wantedDefinition(call, 'pipelineId')
  const repository =
    definition.repository < 0
      ? undefined
      : { id: call.organization.repositories.at(definition.repository).id, type: 'azureReposGit' }
  return jsonAnswer({
    ...pipelineJson(call, definition),
    configuration: { type: 'yaml', path: '/azure-pipelines.yml', repository },
  })
}

const base = { method: 'GET', scope: 'project' } as const
const table = 'BuildDefinitions'

/** Build definitions, and the same as pipelines. */
export const definitionRoutes: readonly Route[] = [
  { ...base, template: 'build/definitions', resourceVersion: 7, table, handle: listDefinitions },
  {
    ...base,
    template: 'build/definitions/{definitionId}',
    resourceVersion: 7,
    handle: getDefinition,
  },
  { ...base, template: 'pipelines', resourceVersion: 1, table, handle: listPipelines },
  { ...base, template: 'pipelines/{pipelineId}', resourceVersion: 1, handle: getPipeline },
]
