import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { interventionsOf } from '../answers/intervention-json.ts'
import { artifactsOf, sourceIdOf, versionOf } from '../answers/release-artifacts.ts'
import { releaseJson } from '../answers/release-json.ts'
import type { ReleaseContext } from '../answers/release-refs.ts'
import { type Call, param } from '../call.ts'
import { ticksOf } from '../data/instants.ts'
import type { Release } from '../data/releases.ts'
import { enums, flagNames } from '../enum-values.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { folderFilter, pageById } from './release-pages.ts'

/** The releases of the project, the newest first unless asked for otherwise. */
export function* releasesOf(
  { organization, project }: ReleaseContext,
  isAscending: boolean = false,
): Generator<Release> {
  const { releases } = organization
  const rows = releases.byProject.rowsOf(project.index)
  for (const row of isAscending ? rows : rows.toReversed()) yield releases.at(row)
}

/** The deleted releases of the project in the same order: those of the list have other numbers. */
function deletedIn({ organization, project }: ReleaseContext, isAscending: boolean): Release[] {
  const all = organization.releases.deletedOf(project.index).map(organization.releases.at)
  return all.toSorted((one, other) => (isAscending ? 1 : -1) * (one.createdOn - other.createdOn))
}

// A release is found by one of its stages; the status is a sum of numbers. (assumed)
function stageFilter({ query }: Call): (release: Release) => boolean {
  const definition = query.integer('definitionEnvironmentId')
  const names = query.list('environmentStatusFilter') ?? []
  const wanted = flagNames(names, enums.environmentStatus)
  const isAnyStatus = names.length === 0 || wanted.has('undefined')
  if (definition === undefined && isAnyStatus) return () => true
  return ({ stages }) =>
    stages.some(
      (stage) =>
        (definition === undefined || stage.definitionId === definition) &&
        (isAnyStatus || wanted.has(stage.status.toLowerCase())),
    )
}

function sourceFilter({ query }: Call, context: ReleaseContext): (release: Release) => boolean {
  const type = query.text('artifactTypeId')?.toLowerCase()
  const source = query.text('sourceId')?.toLowerCase()
  const version = query.text('artifactVersionId')
  if (type === undefined && source === undefined && version === undefined) return () => true
  return (release) =>
    artifactsOf(context, release.definition).some(
      (artifact) =>
        (type === undefined || artifact.type.toLowerCase() === type) &&
        (source === undefined || sourceIdOf(context, artifact) === source) &&
        (version === undefined || versionOf(context, release, artifact)?.id === version),
    )
}

function filters(call: Call, context: ReleaseContext): (release: Release) => boolean {
  const { query } = call
  const ids = query.list('releaseIdFilter')?.map(Number)
  const search = query.text('searchText')?.toLowerCase()
  const definition = query.integer('definitionId')
  const hasStage = stageFilter(call)
  const status = query.text('statusFilter')?.toLowerCase()
  const least = query.date('minCreatedTime')
  const most = query.date('maxCreatedTime')
  const branch = query.text('sourceBranchFilter')
  const tags = query.list('tagFilter')
  const isInFolder = folderFilter(query.text('path'))
  const isOfSource = sourceFilter(call, context)
  return (release) => {
    const created = ticksOf(release.createdOn)
    return (
      ids?.includes(release.id) !== false &&
      (search === undefined || release.name.toLowerCase().includes(search)) &&
      (definition === undefined || release.definition.id === definition) &&
      hasStage(release) &&
      (status === undefined || status === 'undefined' || release.status === status) &&
      (least === undefined || created >= least) &&
      (most === undefined || created <= most) &&
      (branch === undefined || release.branch === branch) &&
      tags?.every((tag) => release.tags.includes(tag)) !== false &&
      isInFolder(release.definition.path) &&
      isOfSource(release)
    )
  }
}

function listReleases(call: Call): Answer {
  const { organization, query } = call
  const context = { organization, project: projectOf(call) }
  const isAscending = query.text('queryOrder')?.toLowerCase() === 'ascending'
  const expand = new Set(query.list('$expand')?.map((name) => name.toLowerCase()))
  const properties = query.list('propertyFilters') ?? []
  const { rows, token } = pageById(call, '$top', {
    rows: query.boolean('isDeleted')
      ? deletedIn(context, isAscending)
      : releasesOf(context, isAscending),
    matches: filters(call, context),
    idOf: ({ id }) => id,
  })
  return listAnswer(
    rows.map((release) => releaseJson(context, release, { expand, properties })),
    { token },
  )
}

function wantedRelease(call: Call): Release {
  const { organization } = call
  const { index } = projectOf(call)
  const id = Number(param(call, 'releaseId'))
  const row = organization.releases.byProject.rowsOf(index).find((each) => each === id - 1)
  if (row !== undefined) return organization.releases.at(row)
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `VS402932: Release with ID ${id} does not exist. Specify a valid release ID.`,
    exception:
      'Microsoft.VisualStudio.Services.ReleaseManagement.WebApi.Exceptions.ReleaseNotFoundException',
  })
}

const everything = {
  expand: new Set(['environments', 'artifacts', 'variables', 'tags']),
  properties: [],
}

function getRelease(call: Call): Answer {
  const context = { organization: call.organization, project: projectOf(call) }
  return jsonAnswer(releaseJson(context, wantedRelease(call), everything))
}

function listInterventions(call: Call): Answer {
  const context = { organization: call.organization, project: projectOf(call) }
  return listAnswer(interventionsOf(context, wantedRelease(call)))
}

const base = { method: 'GET', scope: 'project' } as const

/** Classic releases. */
export const releaseRoutes: readonly Route[] = [
  { ...base, template: 'release/releases', resourceVersion: 8, handle: listReleases },
  { ...base, template: 'release/releases/{releaseId}', resourceVersion: 8, handle: getRelease },
  {
    ...base,
    template: 'release/releases/{releaseId}/manualinterventions',
    resourceVersion: 1,
    handle: listInterventions,
  },
]
