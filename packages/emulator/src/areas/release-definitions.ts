import { type Answer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { artifactsOf, sourceIdOf } from '../answers/release-artifacts.ts'
import { definitionJson } from '../answers/release-json.ts'
import { hostOf, type ReleaseContext } from '../answers/release-refs.ts'
import { type Call, param } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import type { ReleaseDefinition } from '../data/releases.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { folderFilter, pageById } from './release-pages.ts'

const day = 86_400_000

function definitionsOf({ organization, project }: ReleaseContext): readonly ReleaseDefinition[] {
  const { releases } = organization
  return Array.from(releases.definitionsByProject.rowsOf(project.index), releases.definitionAt)
}

function filters(call: Call, context: ReleaseContext): (definition: ReleaseDefinition) => boolean {
  const { query } = call
  const search = query.text('searchText')?.toLowerCase()
  const isExact = query.boolean('isExactNameMatch')
  const ids = query.list('definitionIdFilter')?.map(Number)
  const isInFolder = folderFilter(query.text('path'))
  const tags = query.list('tagFilter')
  const type = query.text('artifactType')?.toLowerCase()
  const source = query.text('artifactSourceId')?.toLowerCase()
  // Nothing here was deleted and kept.
  if (query.boolean('isDeleted')) return () => false
  return (definition) => {
    const name = definition.name.toLowerCase()
    const artifacts = artifactsOf(context, definition)
    return (
      (search === undefined || (isExact ? name === search : name.includes(search))) &&
      ids?.includes(definition.id) !== false &&
      isInFolder(definition.path) &&
      tags?.every((tag) => definition.tags.includes(tag)) !== false &&
      (type === undefined || artifacts.some((each) => each.type.toLowerCase() === type)) &&
      (source === undefined || artifacts.some((each) => sourceIdOf(context, each) === source))
    )
  }
}

function listDefinitions(call: Call): Answer {
  const { organization, query } = call
  const context = { organization, project: projectOf(call) }
  const order = query.text('queryOrder')?.toLowerCase() ?? 'idascending'
  const all = definitionsOf(context)
  const expand = new Set(query.list('$expand')?.map((name) => name.toLowerCase()))
  const { rows, token } = pageById(call, '$top', {
    rows: order === 'iddescending' ? all.toReversed() : all,
    matches: filters(call, context),
    idOf: ({ id }) => id,
  })
  return listAnswer(
    rows.map((definition) => definitionJson(context, definition, expand)),
    { token },
  )
}

function listRevisions(call: Call): Answer {
  const { organization } = call
  const context = { organization, project: projectOf(call) }
  const id = Number(param(call, 'definitionId'))
  const definition = definitionsOf(context).find((candidate) => candidate.id === id)
  if (definition === undefined) {
    // (assumed: exception and words)
    return fail({
      status: 404,
      message: `Release definition with ID ${id} does not exist.`,
      exception:
        'Microsoft.VisualStudio.Services.ReleaseManagement.WebApi.Exceptions.ReleaseDefinitionNotFoundException',
    })
  }
  return listAnswer(
    Array.from({ length: definition.revision }, (_, place) => ({
      definitionId: id,
      revision: place + 1,
      changedDate: millisecondsText(definition.createdOn + place * day),
      changeType: place === 0 ? 'add' : 'update',
      definitionUrl: `${hostOf(context)}/definitions/${id}/revisions/${place + 1}`,
      changedBy: identityRef(organization, definition.author),
      comment: place === 1 ? 'With "gates"' : undefined,
    })),
  )
}

// The root, and each folder with those above it. (as build folders)
function listFolders(call: Call): Answer {
  const { organization } = call
  const context = { organization, project: projectOf(call) }
  const paths = definitionsOf(context).flatMap(({ path }) => {
    const parts = path.split('\\').filter((part) => part !== '')
    return parts.map((_, place) => `\\${parts.slice(0, place + 1).join('\\')}`)
  })
  const unique = ['\\', ...paths].filter(
    (path, place, all) =>
      all.findIndex((other) => other.toLowerCase() === path.toLowerCase()) === place,
  )
  return listAnswer(
    unique.map((path, place) => ({
      path,
      description: place === 0 ? null : '',
      createdOn: millisecondsText(organization.now - (900 - place) * day),
      createdBy: identityRef(organization, place),
      lastChangedDate: place === 0 ? '0001-01-01T00:00:00' : undefined,
    })),
  )
}

const base = { method: 'GET', scope: 'project' } as const

/** Classic release pipelines. */
export const releaseDefinitionRoutes: readonly Route[] = [
  { ...base, template: 'release/definitions', resourceVersion: 4, handle: listDefinitions },
  {
    ...base,
    template: 'release/definitions/{definitionId}/revisions',
    resourceVersion: 1,
    handle: listRevisions,
  },
  { ...base, template: 'release/folders', resourceVersion: 2, handle: listFolders },
]
