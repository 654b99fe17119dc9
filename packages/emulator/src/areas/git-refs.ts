import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { badArgument, fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import { repositoryUrl } from '../answers/repository-ref.ts'
import { statusesJson } from '../answers/status-json.ts'
import type { Call } from '../call.ts'
import { ticksOf } from '../data/instants.ts'
import type { Ref, Repository } from '../data/repositories.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { commitJson, optionsOf, reachable } from './git-commits.ts'
import { openRepository } from './git-repositories.ts'

function matchesFilter(
  ref: Ref,
  prefix: string | undefined,
  fragment: string | undefined,
): boolean {
  if (prefix !== undefined && !ref.name.startsWith(`refs/${prefix}`)) return false
  // Letter case doesn't matter for the fragment. (assumed)
  return fragment === undefined || ref.name.toLowerCase().includes(fragment.toLowerCase())
}

function refJson(call: Call, repository: Repository, ref: Ref): object {
  const { organization, query } = call
  const base = repositoryUrl(organization, repository)
  const url = `${base}/refs?filter=${encodeURIComponent(ref.name.slice('refs/'.length))}`
  const key = Number.parseInt(ref.objectId.slice(0, 6), 16)
  const isLocked = ref.name.startsWith('refs/heads/') && key % 11 === 0
  const isPeeled = query.boolean('peelTags') && isAnnotated(ref)
  return {
    name: ref.name,
    objectId: ref.objectId,
    peeledObjectId: isPeeled ? [...ref.objectId].reverse().join('') : undefined,
    creator: identityRef(organization, ref.creator),
    isLocked: isLocked ? true : undefined,
    isLockedBy: isLocked ? identityRef(organization, ref.creator) : undefined,
    url,
    statuses: query.boolean('includeStatuses')
      ? statusesJson(organization, { key, time: ticksOf(organization.now), url: base }).slice(
          query.boolean('latestStatusesOnly') ? -1 : 0,
        )
      : undefined,
    _links: query.boolean('includeLinks')
      ? { self: { href: url }, repository: { href: base } }
      : undefined,
  }
}

function isAnnotated({ name }: Ref): boolean {
  return name === 'refs/tags/v1.0'
}

// Whoever asks is the first user, whose only favorite branch is the default one. (assumed)
function isMine({ name, creator }: Ref, { defaultBranch }: Repository): boolean {
  return name.startsWith(heads) && (creator === 0 || name === defaultBranch)
}

function listRefs(call: Call): Answer {
  const { organization, query } = call
  const repository = openRepository(call)
  const prefix = query.text('filter') ?? call.params['filter']
  const fragment = query.text('filterContains')
  const isMineOnly = query.boolean('includeMyBranches')
  if (isMineOnly && prefix !== undefined) {
    // (documented for the refs list; the words are assumed)
    return badArgument('includeMyBranches cannot be combined with filter.')
  }
  const all = organization.repositories
    .refsOf(repository.index)
    .filter((ref) => matchesFilter(ref, prefix, fragment))
    .filter((ref) => !isMineOnly || isMine(ref, repository))
  const top = query.integer('$top')
  const token = query.text('continuationToken')
  // $top up to 1,000; 100 if only a token is given; without both, all refs. (documented for the refs list)
  const limit = top === undefined && token === undefined ? all.length : Math.min(top ?? 100, 1_000)
  const page = cut(all, readOpaqueToken(token), limit)
  const rows = page.rows.map((ref) => refJson(call, repository, ref))
  return listAnswer(rows, { order: 'value-first', token: opaqueToken(page.next) })
}

// A branch that lags is behind by the commits since. (assumed) Names lack refs/heads/. (recordings)
function statsOf(call: Call, repository: Repository): (branch: Branch) => object {
  const count = call.organization.commits.countOf(repository.index)
  const base = call.query.text('baseVersionDescriptor.version')
  const ofBase = reachable(call, repository, 'baseVersionDescriptor')
  return (branch) => {
    const isBaseVersion =
      optionsOf(call, 'baseVersionDescriptor') === 'none' &&
      branch.name === (base === undefined ? repository.defaultBranch : `${heads}${base}`)
    const lag = branch.name === repository.defaultBranch ? 0 : Math.min(count - 1, branch.place * 3)
    return {
      commit: commitJson(call, repository, count - 1 - lag),
      name: branch.name.slice(heads.length),
      aheadCount: isBaseVersion ? 0 : branch.place % 5,
      behindCount: Math.max(0, lag - count + ofBase),
      isBaseVersion,
    }
  }
}

interface Branch {
  readonly name: string
  readonly place: number
}

const heads = 'refs/heads/'

function branchStats(call: Call): Answer {
  const { commits, repositories } = call.organization
  const repository = openRepository(call)
  const branches = repositories
    .refsOf(repository.index)
    .filter(({ name }) => name.startsWith(heads))
    .map(({ name }, place): Branch => ({ name, place }))
  const wanted = call.query.text('name')
  if (wanted === undefined) {
    const isEmpty = commits.countOf(repository.index) === 0
    return listAnswer(isEmpty ? [] : branches.map(statsOf(call, repository)))
  }
  const branch = branches.find(({ name }) => name === `${heads}${wanted}`)
  if (branch !== undefined) return jsonAnswer(statsOf(call, repository)(branch))
  // (assumed: exception)
  return fail({
    status: 404,
    message: `TF401175: The version descriptor <Branch: ${wanted} > could not be resolved to a version in the repository ${repository.name}`,
    exception: 'Microsoft.TeamFoundation.Git.Server.GitUnresolvableToCommitException',
  })
}

const get = { method: 'GET', scope: 'project-or-organization', resourceVersion: 2 } as const
const repository = 'git/repositories/{repositoryId}'

/** Branches, tags and other refs of the repositories. */
export const refRoutes: readonly Route[] = [
  { ...get, template: `${repository}/refs`, handle: listRefs },
  { ...get, template: `${repository}/refs/{*filter}`, handle: listRefs },
  { ...get, template: `${repository}/stats/branches`, handle: branchStats },
]
