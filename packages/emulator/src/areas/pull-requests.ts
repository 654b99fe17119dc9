import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import {
  pullRequestJson,
  pullRequestLinks,
  pullRequestRow,
  reviewerJson,
} from '../answers/pull-request-json.ts'
import type { Call } from '../call.ts'
import type { Organization } from '../data/organization.ts'
import { enumName, enums } from '../enum-values.ts'
import { pageOf } from '../paging.ts'
import type { Route } from '../router.ts'
import { openRepository } from './git-repositories.ts'

type Predicate = (row: number) => boolean

/** The search criteria that restrict the list. Without a status only active pull requests are listed. */
function predicatesOf(call: Call): readonly Predicate[] {
  const { organization, query } = call
  const { pullRequests, repositories, users } = organization
  const text = (name: string): string | undefined => query.text(`searchCriteria.${name}`)
  const predicates: Predicate[] = []
  const status = enumName(text('status'), enums.pullRequestStatus) ?? 'active'
  if (status !== 'all' && status !== 'notset')
    predicates.push((row) => pullRequests.statusOf(row) === status)
  const creator = text('creatorId')?.toLowerCase()
  if (creator !== undefined)
    predicates.push((row) => users.at(pullRequests.creatorOf(row)).id === creator)
  const reviewer = text('reviewerId')?.toLowerCase()
  if (reviewer !== undefined) {
    predicates.push((row) =>
      pullRequests.reviewersOf(row).some(({ user }) => users.at(user).id === reviewer),
    )
  }
  const source = text('sourceRefName')
  if (source !== undefined) predicates.push((row) => pullRequests.sourceOf(row) === source)
  const target = text('targetRefName')
  if (target !== undefined) predicates.push((row) => pullRequests.targetOf(row) === target)
  const repository = text('repositoryId')?.toLowerCase()
  if (repository !== undefined) {
    predicates.push((row) => repositories.at(pullRequests.repositoryOf(row)).id === repository)
  }
  const fork = text('sourceRepositoryId')?.toLowerCase()
  if (fork !== undefined)
    predicates.push((row) => repositories.at(pullRequests.sourceRepositoryOf(row)).id === fork)
  const title = text('title')?.toLowerCase()
  if (title !== undefined)
    predicates.push((row) => pullRequests.titleOf(row).toLowerCase().includes(title))
  return [...predicates, ...timePredicates(call)]
}

// The range holds for the column that queryTimeRangeType names; without it for the creation. (assumed) Bounds are inclusive. (assumed)
function timePredicates({ organization, query }: Call): readonly Predicate[] {
  const { pullRequests } = organization
  const from = query.date('searchCriteria.minTime')
  const to = query.date('searchCriteria.maxTime')
  if (from === undefined && to === undefined) return []
  const isClosed =
    enumName(query.text('searchCriteria.queryTimeRangeType'), enums.timeRange) === 'closed'
  return [
    (row) => {
      const instant = isClosed ? pullRequests.closedOf(row) : pullRequests.createdOf(row)
      if (instant === undefined) return false
      return (from === undefined || instant >= from) && (to === undefined || instant <= to)
    },
  ]
}

interface Filtered {
  readonly version: number
  readonly rows: Uint32Array
}
const filtered = new WeakMap<Organization, Map<string, Filtered>>()
const remembered = 64

const criteriaNames = [
  'status',
  'creatorId',
  'reviewerId',
  'sourceRefName',
  'targetRefName',
  'repositoryId',
  'sourceRepositoryId',
  'title',
  'minTime',
  'maxTime',
  'queryTimeRangeType',
]

// The matching rows are kept between pages, so that reading all pages costs one pass over the rows.
function matchingRows(call: Call, scope: Scope): Uint32Array {
  const { organization, query } = call
  const known = filtered.get(organization) ?? new Map<string, Filtered>()
  filtered.set(organization, known)
  const criteria = criteriaNames.map((name) => query.text(`searchCriteria.${name}`) ?? '')
  const key = JSON.stringify([scope.key, ...criteria])
  const found = known.get(key)
  const { version } = organization.pullRequests.rows
  if (found?.version === version) return found.rows
  const predicates = predicatesOf(call)
  // Newest first. (assumed)
  const rows = scope.rows.filter((row) => predicates.every((predicate) => predicate(row))).reverse()
  if (known.size >= remembered) known.clear()
  known.set(key, { version, rows })
  return rows
}

interface Scope {
  readonly key: string
  readonly rows: Uint32Array
}

function answerList(call: Call, scope: Scope): Answer {
  const { organization, query, variants } = call
  // Default 101, $top and $skip, no token. (specs#405, specs#539)
  const limits = { byDefault: 101, atMost: variants.pullRequestsMaxTop }
  const page = pageOf(matchingRows(call, scope), query, limits)
  return listAnswer(
    page.rows.map((row) => ({
      ...pullRequestRow(organization, row),
      ...(query.boolean('searchCriteria.includeLinks') ? pullRequestLinks(organization, row) : {}),
    })),
    { order: 'value-first' },
  )
}

function listInRepository(call: Call): Answer {
  const { index } = openRepository(call)
  return answerList(call, {
    key: `repository ${index}`,
    rows: call.organization.pullRequests.byRepository.rowsOf(index),
  })
}

function listInProject(call: Call): Answer {
  const { project, organization } = call
  const { pullRequests } = organization
  if (project === undefined)
    return answerList(call, { key: 'all', rows: pullRequests.rows.indices() })
  return answerList(call, {
    key: `project ${project.index}`,
    rows: pullRequests.byProject.rowsOf(project.index),
  })
}

function wantedRow({ organization, ...call }: Call): number {
  const row = organization.pullRequests.find(Number(call.params['pullRequestId']))
  if (row >= 0) return row
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: 'TF401180: The requested pull request was not found.',
    exception: 'Microsoft.TeamFoundation.Git.Server.GitPullRequestNotFoundException',
  })
}

function getPullRequest(call: Call): Answer {
  return jsonAnswer(pullRequestJson(call.organization, wantedRow(call)))
}

/** The row of the pull request that the path names. */
export function rowInRepository(call: Call): number {
  openRepository(call)
  return wantedRow(call)
}

function listReviewers(call: Call): Answer {
  const { organization } = call
  const row = rowInRepository(call)
  const reviewers = organization.pullRequests.reviewersOf(row)
  return listAnswer(reviewers.map((reviewer) => reviewerJson(organization, row, reviewer)))
}

function listWorkItems(call: Call): Answer {
  const { organization } = call
  const { pullRequests, workItems, url } = organization
  const ids = pullRequests.workItemsOf(rowInRepository(call), workItems.ids)
  // Ids are texts here. (measured)
  return listAnswer(ids.map((id) => ({ id: String(id), url: `${url}/_apis/wit/workItems/${id}` })))
}

function getInRepository(call: Call): Answer {
  return jsonAnswer(pullRequestJson(call.organization, rowInRepository(call)))
}

const base = { method: 'GET', scope: 'project-or-organization', resourceVersion: 2 } as const
const one = 'git/repositories/{repositoryId}/pullrequests/{pullRequestId}'
const table = 'PullRequests'

/** Pull requests of a repository, of a project and of the organization. */
export const pullRequestRoutes: readonly Route[] = [
  { ...base, template: 'git/pullrequests', table, handle: listInProject },
  { ...base, template: 'git/pullrequests/{pullRequestId}', handle: getPullRequest },
  {
    ...base,
    template: 'git/repositories/{repositoryId}/pullrequests',
    table,
    handle: listInRepository,
  },
  { ...base, template: one, handle: getInRepository },
  { ...base, template: `${one}/reviewers`, resourceVersion: 1, handle: listReviewers },
  { ...base, template: `${one}/workitems`, resourceVersion: 1, handle: listWorkItems },
]
