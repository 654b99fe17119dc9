import { type Answer, listAnswer, textAnswer } from '../answers/answer.ts'
import { badArgument } from '../answers/failures.ts'
import { workItemAt } from '../answers/work-item-json.ts'
import { type Call, param } from '../call.ts'
import { americanText } from '../data/instants.ts'
import type { Route } from '../router.ts'
import { expandedColumns, notFound, rowOf } from './work-item-requests.ts'

/** The row of a work item that is in the recycle bin, or -1. */
function deletedRow({ organization, project }: Call, id: number): number {
  const { rows } = organization.workItems
  const row = rows.rowOfAny(id)
  if (!rows.removed.has(row)) return -1
  return project === undefined || rows.project[row] === project.index ? row : -1
}

function wantedRow(call: Call): number {
  const row = deletedRow(call, Number(param(call, 'id')))
  return row < 0 ? notFound(param(call, 'id')) : row
}

interface Reference {
  readonly id: number
  readonly url: string
}

function referenceOf({ organization }: Call, row: number): Reference {
  const { rows } = organization.workItems
  const id = rows.id[row] ?? 0
  const project = organization.projects.at(rows.project[row] ?? 0).id
  return { id, url: `${organization.url}/${project}/_apis/wit/recyclebin/${id}` }
}

function describe(call: Call, row: number): object {
  const { workItems, users } = call.organization
  const value = (name: string): string => String(workItems.value(row, name) ?? '')
  const { id, url } = referenceOf(call, row)
  return {
    id,
    type: value('System.WorkItemType'),
    name: value('System.Title'),
    project: value('System.TeamProject'),
    deletedDate: americanText(workItems.rows.removed.get(row) ?? workItems.view.changed(row)),
    deletedBy: users.combinedName(workItems.view.changedBy(row)),
    code: 200,
    url,
  }
}

/** With the work item itself, its address and its links those of the recycle bin. (measured) */
function describeWhole(call: Call, row: number): string {
  const { organization } = call
  const { workItems } = organization
  const { url } = referenceOf(call, row)
  const item = workItemAt(organization, row, {
    url,
    columns: expandedColumns(workItems, 'none'),
    rows: workItems.view,
    hasRelations: false,
    hasLinks: false,
    peopleAsText: call.apiVersion < 5,
  })
  const area = url.slice(0, url.indexOf('/recyclebin/'))
  const type = encodeURIComponent(workItems.source.typeName(row))
  const links = JSON.stringify({
    self: { href: url },
    workItemType: { href: `${area}/workItemTypes/${type}` },
    fields: { href: `${area}/fields` },
  })
  const head = JSON.stringify(describe(call, row)).slice(0, -1)
  return `${head},"resource":${item.slice(0, -1)},"_links":${links}}}`
}

// Without ids only what they are and where. (specification)
function listDeleted(call: Call): Answer {
  const { removed } = call.organization.workItems.rows
  const ids = call.query.list('ids')
  if (ids === undefined) {
    const rows = [...removed.keys()].filter(
      (row) => deletedRow(call, referenceOf(call, row).id) >= 0,
    )
    return listAnswer(rows.map((row) => referenceOf(call, row)))
  }
  // One that is not there does not fail the others. (assumed: code and message of the specification)
  const found = ids.map((id) => {
    const row = deletedRow(call, Number(id))
    if (row >= 0) return describe(call, row)
    return { id: Number(id), code: 404, message: `TF401232: Work item ${id} does not exist.` }
  })
  return listAnswer(found)
}

function restore(call: Call): Answer {
  const given: Readonly<Record<string, unknown>> =
    typeof call.body === 'object' && call.body !== null ? { ...call.body } : {}
  const row = wantedRow(call)
  // (assumed: words)
  if ((given['isDeleted'] ?? given['IsDeleted']) !== false)
    return badArgument('The value of isDeleted must be false. Parameter name: payload')
  call.organization.workItems.rows.restore(Number(param(call, 'id')))
  return textAnswer(describeWhole(call, row))
}

const empty: Answer = { status: 204, body: '', contentType: 'none', headers: {} }

function destroy(call: Call): Answer {
  wantedRow(call)
  call.organization.workItems.rows.destroy(Number(param(call, 'id')))
  return empty
}

function deleteWorkItem(call: Call): Answer {
  const id = Number(param(call, 'id'))
  const row = rowOf(call, id)
  if (row < 0) return notFound(param(call, 'id'))
  const { rows } = call.organization.workItems
  rows.remove(id)
  const text = describeWhole(call, row)
  if (call.query.boolean('destroy')) rows.destroy(id)
  return textAnswer(text)
}

const base = { scope: 'project-or-organization', resourceVersion: 2 } as const

/** Deleted work items, and what deletes and restores them. */
export const recycleBinRoutes: readonly Route[] = [
  {
    ...base,
    method: 'DELETE',
    template: 'wit/workitems/{id}',
    resourceVersion: 3,
    handle: deleteWorkItem,
  },
  { ...base, method: 'GET', template: 'wit/recyclebin', handle: listDeleted },
  {
    ...base,
    method: 'GET',
    template: 'wit/recyclebin/{id}',
    handle: (call) => textAnswer(describeWhole(call, wantedRow(call))),
  },
  { ...base, method: 'PATCH', template: 'wit/recyclebin/{id}', handle: restore },
  { ...base, method: 'DELETE', template: 'wit/recyclebin/{id}', handle: destroy },
]
