import type { Call } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import type { Changeset, TfvcFile } from '../data/tfvc.ts'
import { identityRef } from './identity.ts'

export function changesetJson(call: Call, changeset: Changeset): object {
  const { organization, query } = call
  const url = `${organization.url}/_apis/tfvc/changesets/${changeset.id}`
  // Comments are cut at 80 characters unless more are asked for. (assumed)
  const most = query.integer('maxCommentLength') ?? 80
  const isCut = changeset.comment.length > most
  return {
    changesetId: changeset.id,
    url,
    author: identityRef(organization, changeset.author),
    checkedInBy: identityRef(organization, changeset.checkedInBy),
    createdDate: millisecondsText(changeset.created),
    comment: changeset.comment === '' ? undefined : changeset.comment.slice(0, most),
    commentTruncated: isCut ? true : undefined,
    _links: query.boolean('searchCriteria.includeLinks') ? { self: { href: url } } : undefined,
  }
}

/** A change of one path at a version. */
export function tfvcChangeJson({ organization }: Call, path: string, version: number): object {
  const isMoved = path.endsWith('7.cs')
  return {
    item: {
      version,
      path,
      url: `${organization.url}/_apis/tfvc/items/${encodeURIComponent(path)}?version=${version}`,
    },
    changeType: isMoved ? 'edit, rename' : version % 2 === 0 ? 'edit' : 'add',
    sourceServerItem: isMoved ? `${path}.old` : undefined,
    mergeSources: isMoved
      ? [{ serverItem: `${path}.old`, versionFrom: 0, versionTo: version, isRename: true }]
      : undefined,
  }
}

export function tfvcWorkItemsJson({ organization }: Call, ids: readonly number[]): object[] {
  return ids.map((id) => ({
    webUrl: `${organization.url}/_workitems/edit/${id}`,
    id,
    title: `Work item "${id}" – ü`,
    workItemType: 'Bug',
    state: 'Active',
    assignedTo: id % 2 === 0 ? 'Ana Adler <ana@example.com>' : undefined,
    url: `${organization.url}/_apis/wit/workItems/${id}`,
  }))
}

export function tfvcItemJson(call: Call, file: TfvcFile): object {
  const { organization, query } = call
  const { path, isFolder, isBranch, version, size, hash } = file
  const url = `${organization.url}/_apis/tfvc/items/${encodeURIComponent(path)}?versionType=Latest`
  return {
    version,
    changeDate: millisecondsText(organization.now - version * 3_600_000),
    size: isFolder ? undefined : size,
    hashValue: isFolder ? undefined : `${hash}==`,
    encoding: isFolder ? undefined : 65_001,
    path,
    isFolder: isFolder ? true : undefined,
    isBranch: isBranch ? true : undefined,
    url,
    _links: query.boolean('includeLinks') ? { self: { href: url } } : undefined,
  }
}
