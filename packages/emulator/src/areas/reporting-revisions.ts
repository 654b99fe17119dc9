import { type Answer, textAnswer } from '../answers/answer.ts'
import { fieldsText } from '../answers/work-item-json.ts'
import type { Call } from '../call.ts'
import type { FieldColumn } from '../data/field-column.ts'
import type { FieldSet } from '../data/field-set.ts'
import type { RevisionPlace } from '../data/revision-order.ts'
import type { Moment } from '../data/work-item-moment.ts'
import { tagId } from '../data/work-item-tags.ts'
import type { Route } from '../router.ts'
import { type ReportingRequest, readReporting, tokenOf } from './reporting-requests.ts'
import { wantedColumn } from './work-item-requests.ts'

const longTypes: ReadonlySet<string> = new Set(['html', 'history', 'plainText'])

function isLong({ type, referenceName }: FieldColumn): boolean {
  return longTypes.has(type) && referenceName !== 'System.Tags'
}

/** Long text comes with `$expand=fields` only, also if it is named. (the latter is assumed) */
function columnsOf(
  set: FieldSet,
  { fields, withLongText }: ReportingRequest,
): readonly FieldColumn[] {
  const wanted = fields?.map((name) => wantedColumn(set, name)) ?? set.fields
  return withLongText ? wanted : wanted.filter((column) => !isLong(column))
}

/** Whether a revision is asked for. */
function wants(call: Call, request: ReportingRequest): (place: RevisionPlace) => boolean {
  const { rows, source } = call.organization.workItems
  const { types, includesDeleted, latestOnly } = request
  return ({ row, revision }) => {
    if (call.project !== undefined && rows.project[row] !== call.project.index) return false
    if (types?.has(source.typeName(row).toLowerCase()) === false) return false
    if (latestOnly && rows.revision[row] !== revision) return false
    if (rows.removed.has(row)) return includesDeleted
    return rows.indexOf(rows.id[row] ?? -1) === row
  }
}

interface Page {
  readonly places: readonly RevisionPlace[]
  /** The last place that was looked at; undefined if there was none. */
  readonly last: RevisionPlace | undefined
  readonly isLast: boolean
}

function pageOf(call: Call, request: ReportingRequest): Page {
  const { revisions } = call.organization.workItems
  const isWanted = wants(call, request)
  const places: RevisionPlace[] = []
  const end = revisions.count()
  let position = request.start
  while (position < end && places.length < request.pageSize) {
    const place = revisions.at(position)
    if (isWanted(place)) places.push(place)
    position += 1
  }
  return {
    places,
    last: position === 0 ? undefined : revisions.at(position - 1),
    isLast: position >= end,
  }
}

function listRevisions(call: Call): Answer {
  const { organization } = call
  const { workItems } = organization
  const request = readReporting(call)
  const { places, last, isLast } = pageOf(call, request)
  let current: Moment | undefined
  const set = workItems.at(() => {
    if (current === undefined) throw new RangeError('a revision is chosen before it is read')
    return current
  })
  const columns = columnsOf(set, request)
  const isTags = ({ referenceName }: FieldColumn): boolean => referenceName === 'System.Tags'
  const tags = request.tagsAsObjects ? columns.find(isTags) : undefined
  const view = {
    columns: tags === undefined ? columns : columns.filter((column) => !isTags(column)),
    peopleAsText: request.peopleAsText,
  }
  const texts = places.map(({ row, revision }) => {
    current = workItems.history.revision(row, revision)
    const plain = fieldsText(organization, row, view)
    const names = tags?.value(row)
    const fields = typeof names === 'string' ? `${plain},${tagsText(names)}` : plain
    return `{"id":${workItems.rows.id[row] ?? 0},"rev":${revision},"fields":{${fields}}}`
  })
  // Both are there on the last page too: it is where the next synchronization begins. (examples of the specification)
  const token = last === undefined ? '' : tokenOf(last, organization)
  const foot = JSON.stringify({
    nextLink: nextLink(call, token),
    continuationToken: token,
    isLastBatch: isLast,
  })
  return textAnswer(`{"values":[${texts.join(',')}],${foot.slice(1)}`)
}

// Tags as objects with ids. (spec of includeTagRef; the ids are assumed)
function tagsText(names: string): string {
  const tags = names.split('; ').map((name) => ({ id: tagId(name), name }))
  return `"System.Tags":${JSON.stringify(tags)}`
}

function nextLink({ project, url, query }: Call, token: string): string {
  const base = project === undefined ? url : `${url}/${project.id}`
  const parameters = new URLSearchParams({ continuationToken: token })
  const kept = [
    'fields',
    'types',
    'includeIdentityRef',
    'includeDeleted',
    'includeTagRef',
    'includeLatestOnly',
    '$expand',
    '$maxPageSize',
    'api-version',
  ]
  for (const name of kept) {
    const value = query.text(name)
    if (value !== undefined) parameters.set(name, value)
  }
  return `${base}/_apis/wit/reporting/workItemRevisions?${parameters.toString()}`
}

const base = {
  template: 'wit/reporting/workitemrevisions',
  scope: 'project-or-organization',
  resourceVersion: 2,
  table: 'WorkItems',
  handle: listRevisions,
} as const

/** All revisions in the order in which they were made, from a watermark on. */
export const reportingRevisionRoutes: readonly Route[] = [
  { ...base, method: 'GET' },
  { ...base, method: 'POST' },
]
