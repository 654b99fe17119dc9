import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { projectRef } from '../answers/project-ref.ts'
import { repositoryJson, repositoryUrl, repositoryWebUrl } from '../answers/repository-ref.ts'
import { type Call, param } from '../call.ts'
import type { Repository } from '../data/repositories.ts'
import type { Route } from '../router.ts'
import { projectWikiId } from './wikis.ts'

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
    .map((repository) => ({
      ...repositoryJson(organization, repository),
      ...(call.query.boolean('includeLinks') ? linksJson(call, repository) : {}),
      ...urlsJson(call, repository),
    }))
  const wikis = call.query.boolean('includeHidden') ? hiddenRepositories(call) : []
  return listAnswer([...rows, ...wikis], { order: 'value-first' })
}

/** The repositories of the wikis of projects. */
function hiddenRepositories({ organization, project }: Call): readonly object[] {
  const projects = project === undefined ? organization.projects.all() : [project]
  return projects.map((each) => {
    const id = projectWikiId(each)
    return {
      id,
      name: `${each.name}.wiki`,
      url: `${organization.url}/${each.id}/_apis/git/repositories/${id}`,
      project: projectRef(organization, each),
      defaultBranch: 'refs/heads/wikiMaster',
      size: 4_096,
      isDisabled: false,
      isInMaintenance: false,
    }
  })
}

function linksJson({ organization }: Call, repository: Repository): object {
  const url = repositoryUrl(organization, repository)
  const project = organization.projects.at(repository.project)
  return {
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
  }
}

function urlsJson({ organization, query }: Call, repository: Repository): object {
  const address = repositoryWebUrl(organization, repository)
  return query.boolean('includeAllUrls') ? { validRemoteUrls: [address, `${address}/`] } : {}
}

function getRepository(call: Call): Answer {
  const repository = wantedRepository(call)
  return jsonAnswer({
    ...repositoryJson(call.organization, repository),
    ...linksJson(call, repository),
    ...urlsJson(call, repository),
    ...(call.query.boolean('includeParent') ? parentJson(call, repository) : {}),
  })
}

function parentJson({ organization }: Call, { isFork, index }: Repository): object {
  if (!isFork) return {}
  const { repositories, projects, id, name, url } = organization
  const parent = repositories.at(index - 1)
  return {
    parentRepository: {
      id: parent.id,
      name: parent.name,
      isFork: parent.isFork ? true : undefined,
      url: repositoryUrl(organization, parent),
      remoteUrl: repositoryWebUrl(organization, parent),
      project: projectRef(organization, projects.at(parent.project)),
      collection: { id, name, url },
    },
  }
}

const get = { method: 'GET', scope: 'project-or-organization' } as const
const table = 'Repositories'

/** Repositories. */
export const repositoryRoutes: readonly Route[] = [
  { ...get, template: 'git/repositories', resourceVersion: 1, table, handle: listRepositories },
  {
    ...get,
    template: 'git/repositories/{repositoryId}',
    resourceVersion: 1,
    handle: getRepository,
  },
]
