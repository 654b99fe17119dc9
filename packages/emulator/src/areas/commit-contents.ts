import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { repositoryUrl } from '../answers/repository-ref.ts'
import { statusesJson } from '../answers/status-json.ts'
import type { Call } from '../call.ts'
import { ticksOf } from '../data/instants.ts'
import type { Repository } from '../data/repositories.ts'
import type { FileChange } from '../data/repository-files.ts'
import type { Route } from '../router.ts'
import { wantedCommit } from './git-commits.ts'

/** A change as lists of changes show it. */
export function changeJson(change: FileChange, url: string): object {
  const { path, changeType, originalPath, objectId, originalObjectId } = change
  return {
    item: {
      objectId: changeType === 'delete' ? undefined : objectId,
      originalObjectId,
      gitObjectType: 'blob',
      path,
      url: `${url}/items${path.split('/').map(encodeURIComponent).join('/')}?versionType=Commit`,
    },
    changeType,
    originalPath,
    sourceServerItem: originalPath,
  }
}

/** One number for each commit of the organization. */
function commitKey(repository: Repository, number: number): number {
  return repository.index * 100_003 + number
}

// 100 without top. (assumed)
function listChanges(call: Call): Answer {
  const { organization, query } = call
  const { repository, number } = wantedCommit(call)
  const { added, edited, deleted } = organization.commits.at(repository.index, number)
  const all = organization.repositoryFiles.changesOf(repository.index, number, {
    added,
    edited,
    deleted,
  })
  const skip = query.integer('skip') ?? 0
  const url = repositoryUrl(organization, repository)
  return jsonAnswer({
    changeCounts: { Add: added, Edit: edited, Delete: deleted },
    changes: all
      .slice(skip, skip + (query.integer('top') ?? 100))
      .map((change) => changeJson(change, url)),
  })
}

// 1,000 without top. (documented)
function listStatuses(call: Call): Answer {
  const { organization, query } = call
  const { repository, number } = wantedCommit(call)
  const url = `${repositoryUrl(organization, repository)}/commits/${organization.commits.at(repository.index, number).commitId}`
  const all = statusesJson(organization, {
    key: commitKey(repository, number),
    time: ticksOf(organization.commits.dateOf(repository.index, number)),
    url,
  })
  const isLatest = ({ context }: (typeof all)[number], place: number): boolean =>
    all.findLastIndex((other) => other.context === context) === place
  const rows = query.boolean('latestOnly') ? all.filter(isLatest) : all
  const skip = query.integer('skip') ?? 0
  return listAnswer(rows.slice(skip, skip + (query.integer('top') ?? 1_000)))
}

const base = { method: 'GET', scope: 'project-or-organization', resourceVersion: 1 } as const
const commit = 'git/repositories/{repositoryId}/commits/{commitId}'

/** What belongs to one commit. */
export const commitContentRoutes: readonly Route[] = [
  { ...base, template: `${commit}/changes`, handle: listChanges },
  { ...base, template: `${commit}/statuses`, handle: listStatuses },
]
