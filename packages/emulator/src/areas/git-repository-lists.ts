import { type Answer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { projectRef } from '../answers/project-ref.ts'
import { repositoryJson, repositoryUrl } from '../answers/repository-ref.ts'
import { type Call, param } from '../call.ts'
import { ticksOf, ticksText } from '../data/instants.ts'
import { createDice, guidOf } from '../data/random.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { reachable } from './git-commits.ts'
import { openRepository } from './git-repositories.ts'

const dice = createDice(0, 'repositoryLists')
const day = 86_400_000

function extensionOf(name: string): string | undefined {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? undefined : name.slice(dot + 1)
}

// Only the root without recursionLevel; folders come before what they hold. (assumed)
function listItems(call: Call): Answer {
  const { organization, query } = call
  const { commits, repositoryFiles } = organization
  const repository = openRepository(call)
  const count = commits.countOf(repository.index)
  if (count === 0) {
    // (assumed: exception and words)
    return fail({
      status: 404,
      message: `VS403403: Cannot find any branches for the ${repository.name} repository.`,
      exception: 'Microsoft.TeamFoundation.Git.Server.GitNoBranchesException',
    })
  }
  const { commitId } = commits.at(
    repository.index,
    reachable(call, repository, 'versionDescriptor') - 1,
  )
  const base = repositoryUrl(organization, repository)
  const isNewest = commitId === commits.at(repository.index, count - 1).commitId
  const scope = query.text('scopePath') ?? '/'
  const isFull = query.text('recursionLevel')?.toLowerCase() === 'full'
  const inside = scope === '/' ? '/' : `${scope}/`
  const files = repositoryFiles
    .filesOf(repository.index)
    // An older version lacks the newest file. (assumed)
    .filter((_, place, all) => isNewest || place < all.length - 1)
    .filter(({ path }) => path === scope || (isFull && path.startsWith(inside)))
  return listAnswer(
    files.map(({ path, isFolder, objectId }) => {
      const fileName = path.slice(path.lastIndexOf('/') + 1)
      const address = path.split('/').map(encodeURIComponent).join('/')
      const url = `${base}/items${address}?versionType=Branch&versionOptions=None`
      return {
        objectId,
        gitObjectType: isFolder ? 'tree' : 'blob',
        commitId,
        path,
        isFolder: isFolder ? true : undefined,
        contentMetadata: query.boolean('includeContentMetadata')
          ? { fileName, extension: isFolder ? undefined : extensionOf(fileName) }
          : undefined,
        url,
        _links: query.boolean('includeLinks') ? { self: { href: url } } : undefined,
      }
    }),
  )
}

const steps = [
  'Processing request',
  'Analyzing repository objects',
  'Import completed "successfully"',
]
const importStatuses = ['completed', 'failed', 'abandoned', 'queued'] as const

function listImports(call: Call): Answer {
  const { organization, query } = call
  const repository = openRepository(call)
  const base = repositoryUrl(organization, repository)
  const count = repository.index % 2 === 0 ? 1 + (repository.index % 3) : 0
  const rows = Array.from({ length: count }, (_, place) => {
    const id = repository.index * 4 + place + 1
    const status = importStatuses[(repository.index + place) % importStatuses.length]
    const url = `${base}/importRequests/${id}`
    return {
      importRequestId: id,
      repository: repositoryJson(organization, repository),
      parameters: {
        tfvcSource: place === 1 ? { path: '$/Old code/Main', importHistory: false } : null,
        gitSource:
          place === 1 ? null : { url: 'https://git.example.com/a/größe.git', overwrite: place > 1 },
      },
      status,
      detailedStatus: {
        currentStep: status === 'completed' ? 3 : 1,
        allSteps: steps,
        errorMessage: status === 'failed' ? 'TF401095: The source can\'t be "reached".' : undefined,
      },
      _links: { self: { href: url }, repository: { href: base } },
      url,
    }
  })
  // Without the parameter abandoned ones are left out. (documented)
  const isShown = ({ status }: (typeof rows)[number]): boolean =>
    query.boolean('includeAbandoned') || status !== 'abandoned'
  return listAnswer(rows.filter(isShown))
}

function listSynchronizations(call: Call): Answer {
  const { organization, query, project } = call
  const repository = openRepository(call)
  const url = `${repositoryUrl(organization, repository)}/forkSyncRequests`
  const count = repository.index % 2 === 1 || repository.index === 0 ? 3 : 0
  const rows = Array.from({ length: count }, (_, place) => {
    const id = repository.index * 4 + place + 1
    return {
      operationId: id,
      source: {
        collectionId: organization.id,
        projectId: project?.id ?? guidOf(dice, id, 0),
        repositoryId: guidOf(dice, id, 4),
      },
      sourceToTargetRefs:
        place === 0
          ? undefined
          : [{ sourceRef: 'refs/heads/main', targetRef: 'refs/heads/upstream/main' }],
      status: importStatuses[place],
      detailedStatus: {
        currentStep: place,
        allSteps: steps,
        errorMessage: place === 1 ? 'The ref is locked.' : undefined,
      },
      _links: query.boolean('includeLinks') ? { self: { href: `${url}/${id}` } } : undefined,
    }
  })
  const isShown = ({ status }: (typeof rows)[number]): boolean =>
    query.boolean('includeAbandoned') || status !== 'abandoned'
  return listAnswer(rows.filter(isShown))
}

function listForks(call: Call): Answer {
  const { organization } = call
  const { projects, repositories } = organization
  const { index } = openRepository(call)
  const isHere = param(call, 'collectionId').toLowerCase() === organization.id
  const hasNext = index + 1 < repositories.rows.indices().length
  const next = hasNext ? repositories.at(index + 1) : undefined
  if (!isHere || next?.isFork !== true) return listAnswer([])
  return listAnswer([
    {
      id: next.id,
      name: next.name,
      url: repositoryUrl(organization, next),
      project: projectRef(organization, projects.at(next.project)),
      isFork: true,
      collection: { id: organization.id, name: organization.name, url: organization.url },
    },
  ])
}

function deletedOf(call: Call, count: number): Answer {
  const { organization } = call
  const project = projectOf(call)
  const users = organization.users.rows.indices().length
  return listAnswer(
    Array.from({ length: count }, (_, place) => {
      const key = project.index * 8 + place
      return {
        id: guidOf(dice, key, 10),
        name: place === 0 ? 'Web.Shop [alt]' : `altes "repo" ${place}`,
        project: projectRef(organization, project),
        deletedBy: identityRef(organization, key % users),
        createdDate: ticksText(ticksOf(organization.now - (300 + place) * day, key)),
        deletedDate: ticksText(ticksOf(organization.now - (place + 1) * day, 4_567)),
      }
    }),
  )
}

// The recycle bin holds the newest of them. (assumed)
const listDeleted = (call: Call): Answer => deletedOf(call, 3 + (projectOf(call).index % 2))
const listRecycleBin = (call: Call): Answer => deletedOf(call, 2 - (projectOf(call).index % 2))

// Whoever asks is the first user. (assumed)
function listFavorites(call: Call): Answer {
  const { organization, query } = call
  const project = projectOf(call)
  const { repositories, users } = organization
  const wanted = query.text('repositoryId')?.toLowerCase()
  const rows = Array.from(repositories.byProject.rowsOf(project.index)).flatMap((index) => {
    const repository = repositories.at(index)
    return ['refs/heads/main', 'refs/heads/feature'].map((name, place) => {
      const id = index * 2 + place + 1
      const url = `${organization.url}/${project.id}/_apis/git/favorites/refs/${id}`
      return {
        id,
        name,
        type: place === 0 ? 'ref' : 'folder',
        repositoryId: repository.id,
        identityId: users.at(0).id,
        url,
        _links: { self: { href: url } },
      }
    })
  })
  return listAnswer(
    rows.filter(({ repositoryId }) => wanted === undefined || repositoryId === wanted),
  )
}

const base = { method: 'GET', scope: 'project-or-organization', resourceVersion: 1 } as const
const ofProject = { ...base, scope: 'project' } as const
const repository = 'git/repositories/{repositoryId}'

/** Files, imports, forks, and repositories that were deleted. */
export const repositoryListRoutes: readonly Route[] = [
  { ...base, template: `${repository}/items`, handle: listItems },
  { ...base, template: `${repository}/importRequests`, handle: listImports },
  { ...base, template: `${repository}/forkSyncRequests`, handle: listSynchronizations },
  { ...base, template: `${repository}/forks/{collectionId}`, handle: listForks },
  { ...ofProject, template: 'git/deletedrepositories', handle: listDeleted },
  { ...ofProject, template: 'git/recycleBin/repositories', handle: listRecycleBin },
  { ...ofProject, template: 'git/favorites/refs', handle: listFavorites },
]
