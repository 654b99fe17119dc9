import { type Answer, listAnswer } from '../answers/answer.ts'
import { badArgument, fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import {
  changesetJson,
  tfvcChangeJson,
  tfvcItemJson,
  tfvcWorkItemsJson,
} from '../answers/tfvc-json.ts'
import { type Call, param } from '../call.ts'
import { millisecondsText, ticksOf } from '../data/instants.ts'
import type { Changeset } from '../data/tfvc.ts'
import { pageOf } from '../paging.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'

// 100 without $top. (reference, section 6; assumed of the other lists)
const limits = { byDefault: 100, atMost: 1_000 }

function answerPage<T>(call: Call, rows: readonly T[], json: (row: T) => object): Answer {
  return listAnswer(pageOf(rows, call.query, limits).rows.map((row) => json(row)))
}

// Newest first, bounds are inclusive. (assumed)
function listChangesets(call: Call): Answer {
  const { organization, query } = call
  const from = query.date('searchCriteria.fromDate')
  const to = query.date('searchCriteria.toDate')
  const fromId = query.integer('searchCriteria.fromId') ?? 0
  const toId = query.integer('searchCriteria.toId') ?? Number.POSITIVE_INFINITY
  const rows = organization.tfvc.changesetsOf(projectOf(call).index).filter(({ id, created }) => {
    const time = ticksOf(created)
    const isInTime = (from === undefined || time >= from) && (to === undefined || time <= to)
    return isInTime && id >= fromId && id <= toId
  })
  const isAscending = query.text('$orderby')?.toLowerCase() === 'id asc'
  return answerPage(call, isAscending ? rows : rows.toReversed(), (row) => changesetJson(call, row))
}

function wantedChangeset(call: Call): Changeset {
  const id = Number(param(call, 'id'))
  const found = call.organization.tfvc.findChangeset(id)
  if (found !== undefined) return found
  return fail({
    status: 404,
    message: `TF14019: The changeset ${id} does not exist.`,
    exception: 'Microsoft.TeamFoundation.VersionControl.Server.ChangesetNotFoundException',
  })
}

function listChangesetChanges(call: Call): Answer {
  const { id, paths } = wantedChangeset(call)
  return answerPage(call, paths, (path) => tfvcChangeJson(call, path, id))
}

function listChangesetWorkItems(call: Call): Answer {
  return listAnswer(tfvcWorkItemsJson(call, wantedChangeset(call).workItems))
}

// The branches that have no parent, with those made from them if they are asked for.
function listBranches(call: Call): Answer {
  const { organization, query } = call
  const files = organization.tfvc.filesOf(projectOf(call).index).filter(({ isBranch }) => isBranch)
  const branchJson = (path: string, parent?: string): object => {
    const url = `${organization.url}/_apis/tfvc/branches/${encodeURIComponent(path)}`
    const isDeleted = path.endsWith('Dev')
    return {
      path,
      description: parent === undefined ? undefined : 'Für "alles" andere',
      owner: identityRef(organization, 0),
      createdDate: millisecondsText(organization.now - 900 * 86_400_000),
      isDeleted: isDeleted ? true : undefined,
      mappings: [],
      relatedBranches: [],
      parent: query.boolean('includeParent') && parent !== undefined ? { path: parent } : undefined,
      url,
      _links: query.boolean('includeLinks') ? { self: { href: url } } : undefined,
    }
  }
  const [root, ...below] = files
  if (root === undefined) return listAnswer([])
  const children = below
    .filter(() => query.boolean('includeDeleted'))
    .map(({ path }) => ({ ...branchJson(path, root.path), children: [] }))
  return listAnswer([
    {
      ...branchJson(root.path),
      children: query.boolean('includeChildren') ? children : undefined,
    },
  ])
}

interface Label {
  readonly id: number
  readonly name: string
  readonly scope: string
  /** Index of the project. */
  readonly project: number
}

function labelsOf({ organization }: Call, project: number): readonly Label[] {
  const [root] = organization.tfvc.filesOf(project)
  if (root === undefined) return []
  return ['v1.0', 'V1.0 final', 'Größe & "mehr"'].map((name, place) => ({
    id: project * 8 + place + 1,
    name,
    scope: place === 1 ? `${root.path}/Main` : root.path,
    project,
  }))
}

function listLabels(call: Call): Answer {
  const { organization, query } = call
  const name = query.text('requestData.name')?.toLowerCase()
  const scope = query.text('requestData.labelScope')?.toLowerCase()
  const labels = labelsOf(call, projectOf(call).index)
    .filter((label) => name === undefined || label.name.toLowerCase() === name)
    .filter((label) => scope === undefined || label.scope.toLowerCase().startsWith(scope))
  return answerPage(call, labels, ({ id, name: own, scope: labelScope }) => {
    const url = `${organization.url}/_apis/tfvc/labels/${id}`
    return {
      id,
      name: own,
      description: id % 2 === 0 ? 'Ausgeliefert\r\n"heute"' : undefined,
      labelScope,
      modifiedDate: millisecondsText(organization.now - id * 86_400_000),
      owner: identityRef(organization, 0),
      url,
      _links: query.boolean('requestData.includeLinks') ? { self: { href: url } } : undefined,
    }
  })
}

function listLabelItems(call: Call): Answer {
  const id = Number(param(call, 'labelId'))
  const { tfvc } = call.organization
  const files = tfvc.filesOf(Math.floor((id - 1) / 8))
  return answerPage(call, id % 8 === 1 ? files : files.slice(0, 3), (file) =>
    tfvcItemJson(call, file),
  )
}

function listItems(call: Call): Answer {
  const { organization, query } = call
  const scope = query.text('scopePath') ?? `$/${projectOf(call).name}`
  const isFull = query.text('recursionLevel')?.toLowerCase() === 'full'
  const files = organization.tfvc
    .filesOf(projectOf(call).index)
    .filter(({ path }) => path === scope || (isFull && path.startsWith(`${scope}/`)))
  return listAnswer(files.map((file) => tfvcItemJson(call, file)))
}

interface Shelveset {
  readonly name: string
  /** Index of a user. */
  readonly owner: number
  readonly place: number
}

const shelvesetNames = ['wip', 'WIP', 'größe; "neu"', 'fix 12', 'spike'] as const

function shelvesetsOf({ organization }: Call): readonly Shelveset[] {
  const users = organization.users.rows.indices().length
  return shelvesetNames.map((name, place) => ({ name, owner: place % users, place }))
}

function shelvesetId({ organization }: Call, { name, owner }: Shelveset): string {
  return `${name};${organization.users.at(owner).id}`
}

function listShelvesets(call: Call): Answer {
  const { organization, query } = call
  const name = query.text('requestData.name')?.toLowerCase()
  const owner = query.text('requestData.owner')?.toLowerCase()
  const rows = shelvesetsOf(call)
    .filter((row) => name === undefined || row.name.toLowerCase() === name)
    .filter((row) => owner === undefined || organization.users.at(row.owner).id === owner)
  return answerPage(call, rows, (row) => {
    const id = shelvesetId(call, row)
    const url = `${organization.url}/_apis/tfvc/shelvesets/${encodeURIComponent(id)}`
    return {
      name: row.name,
      id,
      owner: identityRef(organization, row.owner),
      createdDate: millisecondsText(organization.now - row.place * 86_400_000 - 1_234),
      comment: row.place === 0 ? undefined : `Stand ${row.place} – "offen"`,
      url,
      _links: query.boolean('requestData.includeLinks') ? { self: { href: url } } : undefined,
    }
  })
}

function wantedShelveset(call: Call): Shelveset {
  const id = call.query.text('shelvesetId')
  if (id === undefined) return badArgument('A value for shelvesetId is needed.')
  const found = shelvesetsOf(call).find((row) => shelvesetId(call, row) === id)
  if (found !== undefined) return found
  return fail({
    status: 404,
    message: `TF14061: The shelveset ${id} does not exist.`,
    exception: 'Microsoft.TeamFoundation.VersionControl.Server.ShelvesetNotFoundException',
  })
}

function listShelvesetChanges(call: Call): Answer {
  const { place } = wantedShelveset(call)
  const files = call.organization.tfvc.filesOf(0).slice(2, 4 + place)
  return answerPage(call, files, ({ path }) => ({
    ...tfvcChangeJson(call, path, 3),
    pendingVersion: 3,
  }))
}

function listShelvesetWorkItems(call: Call): Answer {
  const { place } = wantedShelveset(call)
  return listAnswer(tfvcWorkItemsJson(call, place % 2 === 0 ? [place + 1, 70 + place] : []))
}

const base = { method: 'GET', scope: 'project-or-organization', resourceVersion: 1 } as const
const ofProject = { ...base, scope: 'project' } as const

/** Team Foundation Version Control. */
export const tfvcRoutes: readonly Route[] = [
  { ...ofProject, template: 'tfvc/changesets', resourceVersion: 3, handle: listChangesets },
  { ...base, template: 'tfvc/changesets/{id}/changes', handle: listChangesetChanges },
  { ...base, template: 'tfvc/changesets/{id}/workItems', handle: listChangesetWorkItems },
  { ...ofProject, template: 'tfvc/branches', handle: listBranches },
  { ...ofProject, template: 'tfvc/labels', handle: listLabels },
  { ...base, template: 'tfvc/labels/{labelId}/items', handle: listLabelItems },
  { ...ofProject, template: 'tfvc/items', handle: listItems },
  { ...base, template: 'tfvc/shelvesets', handle: listShelvesets },
  { ...base, template: 'tfvc/shelvesets/changes', handle: listShelvesetChanges },
  { ...base, template: 'tfvc/shelvesets/workitems', handle: listShelvesetWorkItems },
]
