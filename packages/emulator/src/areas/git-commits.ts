import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { repositoryUrl, repositoryWebUrl } from '../answers/repository-ref.ts'
import { type Call, param } from '../call.ts'
import { secondsText, type Ticks, ticksOf } from '../data/instants.ts'
import type { Repository } from '../data/repositories.ts'
import { enumName, enums } from '../enum-values.ts'
import type { Route } from '../router.ts'
import { openRepository } from './git-repositories.ts'
import { pushOfCommit } from './pushes.ts'

function personJson({ organization, query }: Call, user: number, date: number): object {
  const { displayName, mail, uniqueName } = organization.users.at(user)
  return {
    name: displayName,
    email: mail === '' ? uniqueName : mail,
    date: secondsText(date),
    imageUrl: query.boolean('searchCriteria.includeUserImageUrl')
      ? identityRef(organization, user).imageUrl
      : undefined,
  }
}

/** A commit as lists show it. */
export function commitJson(call: Call, repository: Repository, number: number): object {
  const { organization } = call
  const commit = organization.commits.at(repository.index, number)
  const workItems = organization.commits.workItemsOf(
    repository.index,
    number,
    organization.workItems.ids,
  )
  const url = `${repositoryUrl(organization, repository)}/commits/${commit.commitId}`
  return {
    commitId: commit.commitId,
    author: personJson(call, commit.author, commit.authorDate),
    committer: personJson(call, commit.committer, commit.committerDate),
    comment: commit.comment,
    changeCounts: { Add: commit.added, Edit: commit.edited, Delete: commit.deleted },
    url,
    push: call.query.boolean('searchCriteria.includePushData')
      ? pushOfCommit(call, repository, number)
      : undefined,
    _links: call.query.boolean('searchCriteria.includeLinks') ? { self: { href: url } } : undefined,
    remoteUrl: `${repositoryWebUrl(organization, repository)}/commit/${commit.commitId}`,
    workItems:
      call.query.boolean('searchCriteria.includeWorkItems') && workItems.length > 0
        ? workItems.map((id) => ({
            id: String(id),
            url: `${organization.url}/_apis/wit/workItems/${id}`,
          }))
        : undefined,
  }
}

interface Criteria {
  readonly author: string | undefined
  readonly from: Ticks | undefined
  readonly to: Ticks | undefined
}

function readCriteria({ query }: Call): Criteria {
  return {
    author: (
      query.text('searchCriteria.author') ?? query.text('searchCriteria.user')
    )?.toLowerCase(),
    from: query.date('searchCriteria.fromDate'),
    to: query.date('searchCriteria.toDate'),
  }
}

function matches(
  call: Call,
  repository: Repository,
  number: number,
): (criteria: Criteria) => boolean {
  const { commits, users } = call.organization
  return ({ author, from, to }) => {
    if (author !== undefined) {
      // A part of the name or of the address, whatever the letter case. (assumed)
      const user = users.at(commits.authorOf(repository.index, number))
      if (!`${user.displayName}\n${user.mail}`.toLowerCase().includes(author)) return false
    }
    if (from === undefined && to === undefined) return true
    // Which of the two dates counts is a variant. (assumed)
    const isCommitter = call.variants.commitDate === 'committer'
    const milliseconds = isCommitter
      ? commits.dateOf(repository.index, number)
      : commits.at(repository.index, number).authorDate
    const date = ticksOf(milliseconds)
    return (from === undefined || date >= from) && (to === undefined || date <= to)
  }
}

// Every commit is reachable from the default branch; other branches lag behind it. (assumed)
export function reachable(call: Call, repository: Repository, prefix: string): number {
  const { commits, repositories } = call.organization
  const total = commits.countOf(repository.index)
  const version = call.query.text(`${prefix}.version`)
  if (version === undefined || version === 'main') return total
  const type = enumName(call.query.text(`${prefix}.versionType`), enums.versionType) ?? 'branch'
  const refs = repositories.refsOf(repository.index)
  const name = type === 'tag' ? `refs/tags/${version}` : `refs/heads/${version}`
  const position =
    type === 'commit'
      ? commits.find(repository.index, version)
      : refs.findIndex((ref) => ref.name === name)
  if (position >= 0) return type === 'commit' ? position + 1 : Math.max(1, total - position * 3)
  return fail({
    status: 404,
    message: `TF401175: The version descriptor <${type}: ${version} > could not be resolved to a version in the repository ${repository.name}`,
    exception: 'Microsoft.TeamFoundation.Git.Server.GitUnresolvableToCommitException',
  })
}

function listCommits(call: Call): Answer {
  const { organization, query, variants } = call
  const repository = openRepository(call)
  // Default 100, and a plain $top is ignored. (Azure/azure-rest-api-specs#37527)
  const top = Math.min(query.integer('searchCriteria.$top') ?? 100, variants.commitsMaxTop)
  let skip = query.integer('searchCriteria.$skip') ?? 0
  const rows: object[] = []
  const ids = query.list('searchCriteria.ids')
  if (ids !== undefined) {
    const numbers = ids.map((id) => organization.commits.find(repository.index, id))
    return listAnswer(
      numbers.filter((number) => number >= 0).map((number) => commitJson(call, repository, number)),
    )
  }
  const count = reachable(call, repository, 'searchCriteria.itemVersion')
  const criteria = readCriteria(call)
  const isPlain =
    criteria.author === undefined && criteria.from === undefined && criteria.to === undefined
  const isOldestFirst = query.boolean('searchCriteria.showOldestCommitsFirst')
  for (let step = isPlain ? skip : 0; step < count && rows.length < top; step += 1) {
    const number = isOldestFirst ? step : count - 1 - step
    if (!isPlain) {
      if (!matches(call, repository, number)(criteria)) continue
      if (skip > 0) {
        skip -= 1
        continue
      }
    }
    rows.push(commitJson(call, repository, number))
  }
  return listAnswer(rows)
}

/** The commit that the path names. */
export function wantedCommit(call: Call): {
  readonly repository: Repository
  readonly number: number
} {
  const repository = openRepository(call)
  const wanted = param(call, 'commitId')
  const number = call.organization.commits.find(repository.index, wanted)
  if (number >= 0) return { repository, number }
  return fail({
    status: 404,
    message: `TF401175: The version descriptor <Commit: ${wanted} > could not be resolved to a version in the repository ${repository.name}`,
    exception: 'Microsoft.TeamFoundation.Git.Server.GitUnresolvableToCommitException',
  })
}

function getCommit(call: Call): Answer {
  const { repository, number } = wantedCommit(call)
  return jsonAnswer({
    ...commitJson(call, repository, number),
    parents: parentsOf(call, repository, number),
  })
}

function parentsOf(
  { organization }: Call,
  repository: Repository,
  number: number,
): readonly string[] {
  return number === 0 ? [] : [organization.commits.at(repository.index, number - 1).commitId]
}

const base = { method: 'GET', scope: 'project-or-organization', resourceVersion: 2 } as const

/** The history of repositories. */
export const commitRoutes: readonly Route[] = [
  {
    ...base,
    template: 'git/repositories/{repositoryId}/commits',
    table: 'Commits',
    handle: listCommits,
  },
  { ...base, template: 'git/repositories/{repositoryId}/commits/{commitId}', handle: getCommit },
]
