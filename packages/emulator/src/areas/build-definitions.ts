import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { definitionJson, definitionRow } from '../answers/build-json.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import type { Definition } from '../data/definitions.ts'
import { ticksOf } from '../data/instants.ts'
import { enumName, enums } from '../enum-values.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'

// "If specified, filters to definitions whose names match this pattern." A star stands for any text. (letter case: assumed)
function namePattern(text: string): RegExp {
  const source = text
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${source}$`, 'isu')
}

/** When each definition of the project was last built. */
function latestFinishes({ organization }: Call, project: number): ReadonlyMap<number, number> {
  const { builds } = organization
  const latest = new Map<number, number>()
  for (const row of builds.byProject.rowsOf(project)) {
    const definition = builds.definitionOf(row)
    latest.set(definition, Math.max(latest.get(definition) ?? 0, builds.finishedOf(row) ?? 0))
  }
  return latest
}

function builtFilter(call: Call, project: number): (definition: Definition) => boolean {
  const after = call.query.date('builtAfter')
  const notAfter = call.query.date('notBuiltAfter')
  if (after === undefined && notAfter === undefined) return () => true
  const latest = latestFinishes(call, project)
  return ({ index }) => {
    const finish = latest.get(index) ?? 0
    return (after === undefined || finish >= after) && (notAfter === undefined || finish < notAfter)
  }
}

function filteredDefinitions(call: Call): readonly Definition[] {
  const { organization, query } = call
  const { definitions, repositories } = organization
  const pattern = query.text('name')
  const name = pattern === undefined ? undefined : namePattern(pattern)
  const path = query.text('path')?.toLowerCase()
  const ids = query.list('definitionIds')?.map(Number)
  const repository = query.text('repositoryId')?.toLowerCase()
  const project = projectOf(call).index
  const isBuilt = builtFilter(call, project)
  return Array.from(definitions.byProject.rowsOf(project), definitions.at).filter(
    (definition) =>
      (name === undefined || name.test(definition.name)) &&
      (path === undefined || definition.path.toLowerCase() === path) &&
      (ids === undefined || ids.includes(definition.id)) &&
      (repository === undefined ||
        (definition.repository >= 0 && repositories.at(definition.repository).id === repository)) &&
      isBuilt(definition),
  )
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
  const isWhole = query.boolean('includeAllProperties')
  const rows = page.rows.map((definition) =>
    isWhole ? definitionJson(organization, definition) : definitionRow(organization, definition),
  )
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
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `The build definition ${param(call, name)} does not exist.`,
    exception: 'Microsoft.TeamFoundation.Build.WebApi.DefinitionNotFoundException',
  })
}

function getDefinition(call: Call): Answer {
  return jsonAnswer(definitionJson(call.organization, wantedDefinition(call, 'definitionId')))
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
