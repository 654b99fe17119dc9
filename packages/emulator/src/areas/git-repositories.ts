import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { repositoryJson, repositoryUrl, repositoryWebUrl } from '../answers/repository-ref.ts'
import { type Call, param } from '../call.ts'
import type { Ref, Repository } from '../data/repositories.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'

function repositoryNotFound(wanted: string): never {
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `TF401019: The Git repository with name or identifier ${wanted} does not exist or you do not have permissions for the operation you are attempting.`,
    exception: 'Microsoft.TeamFoundation.Git.Server.GitRepositoryNotFoundException',
  })
}

/** The repository of the path, by id, or by name if the path names its project too. */
function wantedRepository(call: Call): Repository {
  const { organization, project } = call
  const wanted = param(call, 'repositoryId')
  const found = organization.repositories.find(wanted, project?.index)
  if (found === undefined || !organization.projects.rows.has(found.project))
    return repositoryNotFound(wanted)
  return found
}

/** The same for what lies inside a repository, which a disabled one doesn't show. */
export function openRepository(call: Call): Repository {
  const repository = wantedRepository(call)
  if (repository.isDisabled && call.variants.disabledRepository === 'not-found') {
    return repositoryNotFound(repository.id)
  }
  return repository
}

// The whole list in one answer.
function listRepositories(call: Call): Answer {
  const { organization, project } = call
  const { repositories, projects } = organization
  const indices =
    project === undefined
      ? repositories.rows.indices()
      : repositories.byProject.rowsOf(project.index)
  const rows = Array.from(indices, repositories.at)
    .filter((repository) => projects.rows.has(repository.project))
    .map((repository) => repositoryJson(organization, repository))
  return listAnswer(rows, { order: 'value-first' })
}

function getRepository(call: Call): Answer {
  const { organization } = call
  const repository = wantedRepository(call)
  const url = repositoryUrl(organization, repository)
  const project = organization.projects.at(repository.project)
  return jsonAnswer({
    ...repositoryJson(organization, repository),
    _links: {
      self: { href: url },
      project: { href: `vstfs:///Classification/TeamProject/${project.id}` },
      web: { href: repositoryWebUrl(organization, repository) },
      commits: { href: `${url}/commits` },
      refs: { href: `${url}/refs` },
      pullRequests: { href: `${url}/pullRequests` },
      items: { href: `${url}/items` },
      pushes: { href: `${url}/pushes` },
    },
  })
}

function matchesFilter(
  ref: Ref,
  prefix: string | undefined,
  fragment: string | undefined,
): boolean {
  if (prefix !== undefined && !ref.name.startsWith(`refs/${prefix}`)) return false
  // Letter case doesn't matter for the fragment. (assumed)
  return fragment === undefined || ref.name.toLowerCase().includes(fragment.toLowerCase())
}

function listRefs(call: Call): Answer {
  const { organization, query } = call
  const repository = openRepository(call)
  const url = repositoryUrl(organization, repository)
  const prefix = query.text('filter') ?? call.params['filter']
  const fragment = query.text('filterContains')
  const all = organization.repositories
    .refsOf(repository.index)
    .filter((ref) => matchesFilter(ref, prefix, fragment))
  const top = query.integer('$top')
  const token = query.text('continuationToken')
  // $top up to 1,000; 100 if only a token is given; without both, all refs. (documented for the refs list)
  const limit = top === undefined && token === undefined ? all.length : Math.min(top ?? 100, 1_000)
  const page = cut(all, readOpaqueToken(token), limit)
  const rows = page.rows.map((ref) => ({
    name: ref.name,
    objectId: ref.objectId,
    creator: identityRef(organization, ref.creator),
    url: `${url}/refs?filter=${encodeURIComponent(ref.name.slice('refs/'.length))}`,
  }))
  return listAnswer(rows, { order: 'value-first', token: opaqueToken(page.next) })
}

const get = { method: 'GET', scope: 'project-or-organization' } as const
const table = 'Repositories'

/** Repositories and their branches and tags. */
export const repositoryRoutes: readonly Route[] = [
  { ...get, template: 'git/repositories', resourceVersion: 1, table, handle: listRepositories },
  {
    ...get,
    template: 'git/repositories/{repositoryId}',
    resourceVersion: 1,
    handle: getRepository,
  },
  {
    ...get,
    template: 'git/repositories/{repositoryId}/refs',
    resourceVersion: 2,
    handle: listRefs,
  },
  {
    ...get,
    template: 'git/repositories/{repositoryId}/refs/{*filter}',
    resourceVersion: 2,
    handle: listRefs,
  },
]
