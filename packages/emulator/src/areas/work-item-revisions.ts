import { type Answer, listOfTexts, textAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { identityRef } from '../answers/identity.ts'
import {
  cellText,
  type WorkItemView,
  workItemAt,
  workItemLinks,
} from '../answers/work-item-json.ts'
import { type Call, param } from '../call.ts'
import type { FieldSet } from '../data/field-set.ts'
import { endOfTime, millisecondsText } from '../data/instants.ts'
import type { Moment } from '../data/work-item-moment.ts'
import { pageOf } from '../paging.ts'
import type { Route } from '../router.ts'
import { expandedColumns, notFound, readExpand, rowOf } from './work-item-requests.ts'

interface Item {
  readonly row: number
  readonly moments: readonly Moment[]
}

function wantedItem(call: Call): Item {
  const row = rowOf(call, Number(param(call, 'id')))
  if (row < 0) return notFound(param(call, 'id'))
  return { row, moments: call.organization.workItems.history.momentsOf(row) }
}

function wantedNumber(call: Call, name: string, { moments }: Item): number {
  const number = Number(param(call, name))
  if (moments.some(({ revision }) => revision === number)) return number
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `TF401335: The revision ${param(call, name)} of work item ${param(call, 'id')} does not exist.`,
    exception: 'Microsoft.TeamFoundation.WorkItemTracking.Server.WorkItemRevisionNotFoundException',
    eventId: 3200,
  })
}

/** The fields at one revision. */
function fieldsAt(call: Call, moment: Moment): FieldSet {
  return call.organization.workItems.at(() => moment)
}

function revisionText(call: Call, { row }: Item, moment: Moment): string {
  const { organization } = call
  const expand = readExpand(call.query.text('$expand'))
  const set = fieldsAt(call, moment)
  const id = organization.workItems.rows.id[row] ?? 0
  const view: WorkItemView = {
    columns: expandedColumns(set, expand),
    rows: set.view,
    hasRelations: expand === 'all' || expand === 'relations',
    hasLinks: expand === 'all' || expand === 'links',
    peopleAsText: call.apiVersion < 5,
  }
  const url = `${organization.url}/_apis/wit/workItems/${id}/revisions/${moment.revision}`
  return workItemAt(organization, row, { ...view, url })
}

// Oldest first; 200 on a page. (assumed)
function pageOfMoments(call: Call, moments: readonly Moment[]): readonly Moment[] {
  const most = call.variants.revisionsMaxTop
  return pageOf(moments, call.query, { byDefault: most, atMost: most }).rows
}

function listRevisions(call: Call): Answer {
  const item = wantedItem(call)
  return listOfTexts(
    pageOfMoments(call, item.moments).map((moment) => revisionText(call, item, moment)),
  )
}

function momentOf({ moments }: Item, number: number): Moment | undefined {
  return moments.find(({ revision }) => revision === number)
}

function getRevision(call: Call): Answer {
  const item = wantedItem(call)
  const moment = momentOf(item, wantedNumber(call, 'revisionNumber', item))
  return moment === undefined
    ? notFound(param(call, 'id'))
    : textAnswer(revisionText(call, item, moment))
}

/** What a revision changed: the old and the new value of each field whose text differs. */
function changedFields(call: Call, { row, moments }: Item, moment: Moment): string {
  const { organization } = call
  const before = momentOf({ row, moments }, moment.revision - 1)
  const older = before === undefined ? undefined : fieldsAt(call, before).fields
  const peopleAsText = call.apiVersion < 5
  const parts = fieldsAt(call, moment).fields.flatMap((column, position) => {
    const old = older?.[position]
    const newText = cellText(organization, { column, peopleAsText }, row)
    const oldText =
      old === undefined ? undefined : cellText(organization, { column: old, peopleAsText }, row)
    if (newText === oldText) return []
    const values = [
      ...(oldText === undefined ? [] : [`"oldValue":${oldText}`]),
      ...(newText === undefined ? [] : [`"newValue":${newText}`]),
    ]
    return [`${JSON.stringify(column.referenceName)}:{${values.join(',')}}`]
  })
  return parts.join(',')
}

function updateText(call: Call, item: Item, moment: Moment): string {
  const { organization } = call
  const id = organization.workItems.rows.id[item.row] ?? 0
  const url = `${organization.url}/_apis/wit/workItems/${id}/updates/${moment.revision}`
  const head = JSON.stringify({
    id: moment.revision,
    workItemId: id,
    rev: moment.revision,
    revisedBy: identityRef(organization, moment.changedBy),
    // The end of time for the update that is still in force. (assumed)
    revisedDate: millisecondsText(moment.revised ?? endOfTime),
  })
  const links = JSON.stringify(workItemLinks(organization, item.row))
  return `${head.slice(0, -1)},"fields":{${changedFields(call, item, moment)}},"_links":${links},"url":"${url}"}`
}

function listUpdates(call: Call): Answer {
  const item = wantedItem(call)
  return listOfTexts(
    pageOfMoments(call, item.moments).map((moment) => updateText(call, item, moment)),
  )
}

function getUpdate(call: Call): Answer {
  const item = wantedItem(call)
  const moment = momentOf(item, wantedNumber(call, 'updateNumber', item))
  return moment === undefined
    ? notFound(param(call, 'id'))
    : textAnswer(updateText(call, item, moment))
}

const base = { method: 'GET', scope: 'project-or-organization', table: 'WorkItems' } as const

/** The history of one work item, whole or as changes. */
export const workItemRevisionRoutes: readonly Route[] = [
  {
    ...base,
    template: 'wit/workitems/{id}/revisions',
    resourceVersion: 3,
    handle: listRevisions,
  },
  {
    ...base,
    template: 'wit/workitems/{id}/revisions/{revisionNumber}',
    resourceVersion: 3,
    handle: getRevision,
  },
  { ...base, template: 'wit/workitems/{id}/updates', resourceVersion: 4, handle: listUpdates },
  {
    ...base,
    template: 'wit/workitems/{id}/updates/{updateNumber}',
    resourceVersion: 4,
    handle: getUpdate,
  },
]
