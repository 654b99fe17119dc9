import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { repositoryUrl, repositoryWebUrl } from '../answers/repository-ref.ts'
import { type Call, param } from '../call.ts'
import { secondsText } from '../data/instants.ts'
import type { Repository } from '../data/repositories.ts'
import { enumName, enums } from '../enum-values.ts'
import type { Route } from '../router.ts'
import { commitFilter } from './commit-filter.ts'
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

// Every commit is reachable from the default branch; other branches lag behind it. (assumed)
function positionOf(call: Call, repository: Repository, prefix: string): number {
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

/** What is to be taken instead of a version, in lower case. */
export function optionsOf({ query }: Call, prefix: string): string {
  return enumName(query.text(`${prefix}.versionOptions`), enums.versionOptions) ?? 'none'
}

/** How many commits a version has: with options one less, but for the first. (assumed) */
export function reachable(call: Call, repository: Repository, prefix: string): number {
  const position = positionOf(call, repository, prefix)
  return optionsOf(call, prefix) === 'none'
    ? position
    : Math.max(Math.min(position, 1), position - 1)
}

/** The commits that are walked, newest first: below the first number, not below the second. */
function walked(call: Call, repository: Repository): readonly [number, number] {
  const count = reachable(call, repository, 'searchCriteria.itemVersion')
  const { query } = call
  // "Only applicable when ItemVersion specified": walking begins at compareVersion, and ends where it meets the other. (where it ends: assumed)
  const isCompared =
    query.text('searchCriteria.itemVersion.version') !== undefined &&
    query.text('searchCriteria.compareVersion.version') !== undefined
  return isCompared
    ? [reachable(call, repository, 'searchCriteria.compareVersion'), count]
    : [count, 0]
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
  const [newest, oldest] = walked(call, repository)
  const matches = commitFilter(call, repository)
  const isOldestFirst = query.boolean('searchCriteria.showOldestCommitsFirst')
  const count = newest - oldest
  for (let step = matches === undefined ? skip : 0; step < count && rows.length < top; step += 1) {
    const number = isOldestFirst ? oldest + step : newest - 1 - step
    if (matches !== undefined) {
      if (!matches(number)) continue
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
