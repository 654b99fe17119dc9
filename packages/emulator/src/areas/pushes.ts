import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { repositoryStub, repositoryUrl } from '../answers/repository-ref.ts'
import { type Call, param } from '../call.ts'
import { type Ticks, ticksOf, ticksText } from '../data/instants.ts'
import type { Repository } from '../data/repositories.ts'
import { cut } from '../paging.ts'
import type { Route } from '../router.ts'
import { openRepository } from './git-repositories.ts'

// Each push has brought so many commits to the default branch. (assumed)
const commitsEach = 3
const nothing = '0'.repeat(40)

interface Push {
  readonly id: number
  readonly date: Ticks
  readonly user: number
  readonly refUpdates: readonly object[]
  readonly refName: string
}

function pushAt({ organization }: Call, repository: Repository, number: number): Push {
  const { commits } = organization
  const count = commits.countOf(repository.index)
  const last = Math.min((number + 1) * commitsEach, count) - 1
  const { commitId, committer, committerDate } = commits.at(repository.index, last)
  const before =
    number === 0 ? nothing : commits.at(repository.index, number * commitsEach - 1).commitId
  const refName = 'refs/heads/main'
  return {
    id: number + 1,
    date: ticksOf(committerDate) + 12_345_670 + number,
    user: committer,
    refName,
    refUpdates: [
      { repositoryId: repository.id, name: refName, oldObjectId: before, newObjectId: commitId },
    ],
  }
}

function pushJson(call: Call, repository: Repository, push: Push): object {
  const { organization, query } = call
  const url = `${repositoryUrl(organization, repository)}/pushes/${push.id}`
  return {
    refUpdates: query.boolean('searchCriteria.includeRefUpdates') ? push.refUpdates : undefined,
    repository: repositoryStub(organization, repository),
    pushedBy: identityRef(organization, push.user),
    pushId: push.id,
    date: ticksText(push.date),
    url,
    _links: query.boolean('searchCriteria.includeLinks') ? { self: { href: url } } : undefined,
  }
}

/** The push that brought a commit, as commits show it. */
export function pushOfCommit(call: Call, repository: Repository, number: number): object {
  const { organization } = call
  const { id, user, date } = pushAt(call, repository, Math.floor(number / commitsEach))
  return {
    pushedBy: identityRef(organization, user),
    pushId: id,
    date: ticksText(date),
    url: `${repositoryUrl(organization, repository)}/pushes/${id}`,
  }
}

function pushCount({ organization }: Call, repository: Repository): number {
  return Math.ceil(organization.commits.countOf(repository.index) / commitsEach)
}

// Newest first, 100 without $top. (reference, section 6) Bounds of the time are inclusive. (assumed)
function listPushes(call: Call): Answer {
  const { organization, query } = call
  const repository = openRepository(call)
  const from = query.date('searchCriteria.fromDate')
  const to = query.date('searchCriteria.toDate')
  const pusher = query.text('searchCriteria.pusherId')?.toLowerCase()
  const refName = query.text('searchCriteria.refName')
  const count = pushCount(call, repository)
  const all = Array.from({ length: count }, (_, step) =>
    pushAt(call, repository, count - 1 - step),
  ).filter(
    (push) =>
      (from === undefined || push.date >= from) &&
      (to === undefined || push.date <= to) &&
      (pusher === undefined || organization.users.at(push.user).id === pusher) &&
      (refName === undefined || push.refName === refName),
  )
  const page = cut(all, query.integer('$skip') ?? 0, query.integer('$top') ?? 100)
  return listAnswer(page.rows.map((push) => pushJson(call, repository, push)))
}

function getPush(call: Call): Answer {
  const repository = openRepository(call)
  const number = Number(param(call, 'pushId')) - 1
  if (!(number >= 0 && number < pushCount(call, repository))) {
    // (assumed: exception and words)
    return fail({
      status: 404,
      message: `TF401181: The push ${number + 1} was not found.`,
      exception: 'Microsoft.TeamFoundation.Git.Server.GitPushNotFoundException',
    })
  }
  return jsonAnswer(pushJson(call, repository, pushAt(call, repository, number)))
}

const base = { method: 'GET', scope: 'project-or-organization', resourceVersion: 2 } as const
const template = 'git/repositories/{repositoryId}/pushes'

/** What was pushed to the repositories. */
export const pushRoutes: readonly Route[] = [
  { ...base, template, handle: listPushes },
  { ...base, template: `${template}/{pushId}`, handle: getPush },
]
