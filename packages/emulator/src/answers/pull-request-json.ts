import { ticksText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import type { Reviewer } from '../data/pull-requests.ts'
import { identityRef } from './identity.ts'
import { repositoryJson, repositoryStub, repositoryUrl } from './repository-ref.ts'

function urlOf(organization: Organization, row: number): string {
  const { pullRequests, repositories } = organization
  const repository = repositories.at(pullRequests.repositoryOf(row))
  return `${repositoryUrl(organization, repository)}/pullRequests/${pullRequests.idOf(row)}`
}

export function reviewerJson(organization: Organization, row: number, reviewer: Reviewer): object {
  const { descriptor: _left, ...identity } = identityRef(organization, reviewer.user)
  return {
    reviewerUrl: `${urlOf(organization, row)}/reviewers/${identity.id}`,
    vote: reviewer.vote,
    hasDeclined: false,
    isRequired: reviewer.isRequired ? true : undefined,
    isFlagged: false,
    ...identity,
  }
}

/** The branch in another repository that the changes come from. (what it looks like: assumed) */
function forkJson(organization: Organization, row: number): object | undefined {
  const { pullRequests, repositories } = organization
  const fork = repositories.at(pullRequests.sourceRepositoryOf(row))
  if (fork.index === pullRequests.repositoryOf(row)) return undefined
  const name = pullRequests.sourceOf(row)
  const repository = { ...repositoryStub(organization, fork), isFork: true }
  const url = `${repositoryUrl(organization, fork)}/refs?filter=${encodeURIComponent(name.slice('refs/'.length))}`
  return { name, objectId: pullRequests.commitOf(row, 'source'), url, repository }
}

/** A pull request as lists show it: the description is cut at 400 characters. (documented for the list) */
export function pullRequestRow(organization: Organization, row: number): Record<string, unknown> {
  const { pullRequests, repositories } = organization
  const repository = repositories.at(pullRequests.repositoryOf(row))
  const base = repositoryUrl(organization, repository)
  const closed = pullRequests.closedOf(row)
  const commit = (which: 'source' | 'target' | 'merge'): object => {
    const commitId = pullRequests.commitOf(row, which)
    return { commitId, url: `${base}/commits/${commitId}` }
  }
  const id = pullRequests.idOf(row)
  const status = pullRequests.statusOf(row)
  return {
    repository: repositoryStub(organization, repository),
    pullRequestId: id,
    codeReviewId: id,
    status,
    createdBy: identityRef(organization, pullRequests.creatorOf(row)),
    creationDate: ticksText(pullRequests.createdOf(row)),
    closedDate: closed === undefined ? undefined : ticksText(closed),
    title: pullRequests.titleOf(row),
    description: pullRequests.descriptionOf(row)?.slice(0, 400),
    sourceRefName: pullRequests.sourceOf(row),
    targetRefName: pullRequests.targetOf(row),
    forkSource: forkJson(organization, row),
    mergeStatus: status === 'active' && row % 5 === 0 ? 'conflicts' : 'succeeded',
    isDraft: pullRequests.isDraft(row),
    mergeId: pullRequests.mergeIdOf(row),
    lastMergeSourceCommit: commit('source'),
    lastMergeTargetCommit: commit('target'),
    lastMergeCommit: commit('merge'),
    reviewers: pullRequests
      .reviewersOf(row)
      .map((reviewer) => reviewerJson(organization, row, reviewer)),
    labels:
      row % 10 === 0
        ? [{ id: pullRequests.mergeIdOf(row), name: 'feature', active: true }]
        : undefined,
    url: `${base}/pullRequests/${id}`,
    completionOptions:
      status === 'completed' && row % 3 === 0
        ? {
            mergeCommitMessage: `Merged PR ${id}`,
            deleteSourceBranch: true,
            mergeStrategy: 'squash',
            autoCompleteIgnoreConfigIds: [],
          }
        : undefined,
    supportsIterations: true,
  }
}

/** Its addresses: by itself always, in lists where they are asked for. */
export function pullRequestLinks(organization: Organization, row: number): object {
  const { pullRequests, repositories } = organization
  const repository = repositories.at(pullRequests.repositoryOf(row))
  return {
    _links: {
      self: { href: urlOf(organization, row) },
      repository: { href: repositoryUrl(organization, repository) },
    },
  }
}

/** A pull request by itself, with its whole description. */
export function pullRequestJson(organization: Organization, row: number): object {
  const { pullRequests, repositories } = organization
  const repository = repositories.at(pullRequests.repositoryOf(row))
  const project = organization.projects.at(repository.project)
  const isClosed = pullRequests.statusOf(row) !== 'active'
  return {
    ...pullRequestRow(organization, row),
    repository: repositoryJson(organization, repository),
    description: pullRequests.descriptionOf(row),
    closedBy: isClosed ? identityRef(organization, pullRequests.creatorOf(row)) : undefined,
    ...pullRequestLinks(organization, row),
    artifactId: `vstfs:///Git/PullRequestId/${project.id}%2f${repository.id}%2f${pullRequests.idOf(row)}`,
  }
}
