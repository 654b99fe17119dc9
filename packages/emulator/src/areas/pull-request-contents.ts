import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { identityRef } from '../answers/identity.ts'
import { repositoryUrl } from '../answers/repository-ref.ts'
import { statusesJson } from '../answers/status-json.ts'
import { type Call, param } from '../call.ts'
import { millisecondsOf, secondsText, ticksText } from '../data/instants.ts'
import type { Comment, Iteration, Thread } from '../data/pull-request-contents.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { changeJson } from './commit-contents.ts'
import { rowInRepository } from './pull-requests.ts'

interface PullRequest {
  readonly row: number
  readonly repository: number
  /** The REST address of the repository. */
  readonly base: string
  readonly url: string
}

function pullRequestOf(call: Call): PullRequest {
  const { organization } = call
  const { pullRequests, repositories } = organization
  const row = rowInRepository(call)
  const repository = pullRequests.repositoryOf(row)
  const base = repositoryUrl(organization, repositories.at(repository))
  return { row, repository, base, url: `${base}/pullRequests/${pullRequests.idOf(row)}` }
}

function commentJson({ organization }: Call, comment: Comment, isSystem: boolean): object {
  const { id, parent, author, content, published, likes } = comment
  return {
    id,
    parentCommentId: parent,
    author: identityRef(organization, author),
    content,
    publishedDate: ticksText(published),
    lastUpdatedDate: ticksText(published + 10_000),
    lastContentUpdatedDate: ticksText(published + 10_000),
    isDeleted: content === undefined ? true : undefined,
    commentType: isSystem ? 'system' : 'text',
    usersLiked: likes.map((user) => identityRef(organization, user)),
  }
}

function threadJson(call: Call, thread: Thread, { repository, url }: PullRequest): object {
  const { id, published, status, comments, isOnFile } = thread
  const files = call.organization.repositoryFiles.filesOf(repository)
  const file = files.findLast((one) => !one.isFolder)
  const isSystem = status === undefined
  return {
    pullRequestThreadContext: isOnFile
      ? {
          iterationContext: { firstComparingIteration: 1, secondComparingIteration: 1 },
          changeTrackingId: 1,
        }
      : null,
    id,
    publishedDate: ticksText(published),
    lastUpdatedDate: ticksText(published + comments.length * 10_000_000),
    comments: comments.map((comment) => commentJson(call, comment, isSystem)),
    status,
    threadContext: isOnFile
      ? {
          filePath: file?.path,
          rightFileStart: { line: 5, offset: 1 },
          rightFileEnd: { line: 5, offset: 80 },
        }
      : null,
    properties: isSystem
      ? { CodeReviewThreadType: { $type: 'System.String', $value: 'RefUpdate' } }
      : {},
    identities: null,
    isDeleted: false,
    _links: { self: { href: `${url}/threads/${id}` } },
  }
}

function listThreads(call: Call): Answer {
  const pullRequest = pullRequestOf(call)
  const threads = call.organization.pullRequestContents.threadsOf(pullRequest.row)
  return listAnswer(
    threads.map((thread) => threadJson(call, thread, pullRequest)),
    { order: 'value-first' },
  )
}

function commitJson(call: Call, row: number, place: number): object {
  const { organization } = call
  const { pullRequestContents, pullRequests, repositories, users } = organization
  const { id, author, date, comment } = pullRequestContents.commitAt(row, place)
  const { displayName, mail } = users.at(author)
  const person = { name: displayName, email: mail, date: secondsText(millisecondsOf(date)) }
  const base = repositoryUrl(organization, repositories.at(pullRequests.repositoryOf(row)))
  return { commitId: id, author: person, committer: person, comment, url: `${base}/commits/${id}` }
}

// The first iteration has the oldest commit, each later one another more. (assumed) 100 without top. (assumed)
function listIterationCommits(call: Call): Answer {
  const { organization, query } = call
  const { row } = pullRequestOf(call)
  const id = Number(param(call, 'iterationId'))
  const count = Math.min(id, organization.pullRequestContents.commitCountOf(row))
  const places = Array.from({ length: count }, (_, place) => place)
  const page = cut(places, query.integer('skip') ?? 0, query.integer('top') ?? 100)
  return listAnswer(page.rows.map((place) => commitJson(call, row, place)))
}

function listIterationStatuses(call: Call): Answer {
  const { organization } = call
  const { row, url } = pullRequestOf(call)
  const id = Number(param(call, 'iterationId'))
  const time = organization.pullRequests.createdOf(row) + id * 10_000_000
  const place = { key: 800_000 + row * 4 + id, time, url: `${url}/iterations/${id}` }
  return listAnswer(
    statusesJson(organization, place).map((status) => ({
      iterationId: id,
      ...status,
      properties: {},
    })),
  )
}

// 100 without $top (assumed), not more than 500 (documented), with a token in a header.
function listCommits(call: Call): Answer {
  const { organization, query } = call
  const { row } = pullRequestOf(call)
  const count = organization.pullRequestContents.commitCountOf(row)
  const places = Array.from({ length: count }, (_, place) => place)
  const top = Math.min(query.integer('$top') ?? 100, 500)
  const page = cut(places, readOpaqueToken(query.text('continuationToken')), top)
  const rows = page.rows.map((place) => commitJson(call, row, place))
  return listAnswer(rows, { order: 'value-first', token: opaqueToken(page.next) })
}

function iterationJson(call: Call, iteration: Iteration, pullRequest: PullRequest): object {
  const { organization, query } = call
  const { pullRequests } = organization
  const { row, url } = pullRequest
  const { id, created, reason, source, common } = iteration
  const author = identityRef(organization, pullRequests.creatorOf(row))
  const pushId = row * 4 + id
  return {
    id,
    description: `Iteration ${id}`,
    author,
    createdDate: ticksText(created),
    updatedDate: ticksText(created + 1_234_567),
    sourceRefCommit: { commitId: source },
    targetRefCommit: { commitId: pullRequests.commitOf(row, 'target') },
    commonRefCommit: { commitId: common },
    hasMoreCommits: false,
    reason,
    push: { pushId, pushedBy: author, date: ticksText(created) },
    commits: query.boolean('includeCommits') ? [{ commitId: source }] : undefined,
    _links: { self: { href: `${url}/iterations/${id}` } },
  }
}

function listIterations(call: Call): Answer {
  const pullRequest = pullRequestOf(call)
  const iterations = call.organization.pullRequestContents.iterationsOf(pullRequest.row)
  return listAnswer(iterations.map((iteration) => iterationJson(call, iteration, pullRequest)))
}

// 100 without $top, not more than 2,000. (documented)
function listChanges(call: Call): Answer {
  const { organization, query } = call
  const { row, repository, base } = pullRequestOf(call)
  const id = Number(param(call, 'iterationId'))
  const iteration = organization.pullRequestContents.iterationsOf(row).find((one) => one.id === id)
  const edited = iteration?.changes ?? 0
  const all = organization.repositoryFiles.changesOf(repository, row * 4 + id, {
    added: 1,
    edited,
    deleted: 0,
  })
  const page = cut(all, query.integer('$skip') ?? 0, Math.min(query.integer('$top') ?? 100, 2_000))
  const entries = page.rows.map((change) => {
    const number = all.indexOf(change) + 1
    return { changeTrackingId: number, changeId: number, ...changeJson(change, base) }
  })
  return jsonAnswer({ changeEntries: entries, nextSkip: page.next ?? 0, nextTop: 0 })
}

function listLabels(call: Call): Answer {
  const { row, url } = pullRequestOf(call)
  const labels = call.organization.pullRequestContents.labelsOf(row)
  return listAnswer(
    labels.map(({ id, name }) => ({ id, name, active: true, url: `${url}/labels/${id}` })),
    { order: 'value-first' },
  )
}

function listStatuses(call: Call): Answer {
  const { organization } = call
  const { row, url } = pullRequestOf(call)
  const time = organization.pullRequests.createdOf(row)
  const statuses = statusesJson(organization, { key: 900_000 + row, time, url })
  return listAnswer(
    statuses.map((status, place) => ({
      ...(place === 0 ? {} : { iterationId: 1 }),
      ...status,
      properties: {},
    })),
  )
}

function listAttachments(call: Call): Answer {
  const { organization } = call
  const { row, url } = pullRequestOf(call)
  const { pullRequests, pullRequestContents } = organization
  return listAnswer(
    pullRequestContents.attachmentsOf(row).map(({ id, name }) => ({
      _links: { self: { href: `${url}/attachments/${encodeURIComponent(name)}` } },
      id,
      displayName: name,
      description: id % 2 === 0 ? 'A picture' : undefined,
      author: identityRef(organization, pullRequests.creatorOf(row)),
      createdDate: ticksText(pullRequests.createdOf(row) + id * 10_000_000),
      contentHash: pullRequests.commitOf(row, 'merge').toUpperCase(),
      properties: {},
      url: `${url}/attachments/${encodeURIComponent(name)}`,
    })),
  )
}

const base = { method: 'GET', scope: 'project-or-organization', resourceVersion: 1 } as const
const one = 'git/repositories/{repositoryId}/pullrequests/{pullRequestId}'

/** What belongs to one pull request. */
export const pullRequestContentRoutes: readonly Route[] = [
  { ...base, template: `${one}/threads`, handle: listThreads },
  { ...base, template: `${one}/commits`, handle: listCommits },
  { ...base, template: `${one}/iterations`, resourceVersion: 2, handle: listIterations },
  { ...base, template: `${one}/iterations/{iterationId}/changes`, handle: listChanges },
  { ...base, template: `${one}/iterations/{iterationId}/commits`, handle: listIterationCommits },
  { ...base, template: `${one}/iterations/{iterationId}/statuses`, handle: listIterationStatuses },
  { ...base, template: `${one}/labels`, handle: listLabels },
  { ...base, template: `${one}/statuses`, handle: listStatuses },
  { ...base, template: `${one}/attachments`, handle: listAttachments },
]
