import { DevopsqlError, nearestName } from '@devopsql/errors'
import type { RequestContext } from '@devopsql/rest'
import type { Scope } from '@devopsql/schema'
import type { NamePart } from './contract.ts'
import type { Metadata } from './metadata.ts'
import { type Place, type PlaceNames, placeNames } from './place.ts'
import { quoteName } from './quote-name.ts'

export interface ResolvedPlace extends PlaceNames {
  readonly scope: Scope
}

/** What has to be known to resolve a place, and where errors about it point to. */
export interface PlaceContext {
  readonly metadata: Metadata
  /** The parts of the whole name. */
  readonly parts: readonly NamePart[]
  readonly request: RequestContext
}

/**
 * The part of the organization that a place covers. A project named by its id is looked up, and so is a repository; a
 * project named by its name is not: the query's own request tells whether it exists.
 */
export async function resolvePlace(place: Place, context: PlaceContext): Promise<ResolvedPlace> {
  if (!('project' in place)) return { ...placeNames(place), scope: {} }
  const project = await projectName(place.project, context)
  if (place.level === 'project') {
    return { ...placeNames({ level: 'project', project }), scope: { project } }
  }
  const repository = await repositoryId({ project, written: place.repository }, context)
  return {
    ...placeNames({ level: 'repository', project, repository }),
    scope: { project, repository },
  }
}

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

async function projectName(
  written: string,
  { metadata, parts, request }: PlaceContext,
): Promise<string> {
  if (!guid.test(written)) return written
  const projects = await metadata.projects.get(request)
  const found = projects.find(({ id }) => id.toLowerCase() === written.toLowerCase())
  if (found !== undefined) return found.name
  throw new DevopsqlError(`project ${written} does not exist`, {
    code: 'DEVOPSQL_UNDEFINED_CATALOG',
    hint: 'Check the id, and that this identity may see the project.',
    position: (parts.at(-3) ?? parts.at(-2) ?? parts.at(-1))?.position,
  })
}

async function repositoryId(
  { project, written }: { readonly project: string; readonly written: string },
  { metadata, parts, request }: PlaceContext,
): Promise<string> {
  const repositories = await metadata.repositories(project, request)
  const position = (parts.at(-2) ?? parts.at(-1))?.position
  const wanted = written.toLowerCase()
  const alike = repositories.filter(({ name }) => name.toLowerCase() === wanted)
  const found =
    repositories.find(({ id }) => id.toLowerCase() === wanted) ??
    alike.find(({ name }) => name === written)
  if (found !== undefined) return found.id
  const [only, ...others] = alike
  if (only !== undefined && others.length === 0) return only.id
  if (only !== undefined) {
    const names = alike.map(({ name }) => quoteName(`Repository_${name}`))
    throw new DevopsqlError(`repository ${written} of project ${project} is ambiguous`, {
      code: 'DEVOPSQL_AMBIGUOUS_NAME',
      hint: `Write ${names.join(' or ')} letter by letter.`,
      position,
    })
  }
  const nearest = nearestName(
    written,
    repositories.map(({ name }) => name),
  )
  throw new DevopsqlError(`repository ${written} does not exist in project ${project}`, {
    code: 'DEVOPSQL_UNDEFINED_CATALOG',
    hint:
      nearest === undefined
        ? `The table ${quoteName(`Project_${project}`)}.Project.Repositories lists them.`
        : `Did you mean ${quoteName(`Repository_${nearest}`)}?`,
    position,
  })
}
