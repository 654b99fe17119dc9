import { badArgument, fail } from '../answers/failures.ts'
import type { WorkItemView } from '../answers/work-item-json.ts'
import type { Call } from '../call.ts'
import type { FieldColumn } from '../data/field-column.ts'
import type { FieldSet } from '../data/field-set.ts'
import { millisecondsOf, parseInstant, type Ticks, ticksOf } from '../data/instants.ts'

/** What a read of work items asks for, from a body or from a query. */
export interface WorkItemRequest {
  readonly ids: readonly number[]
  readonly fields: readonly string[] | undefined
  readonly expand: Expand
  readonly asOf: Ticks | undefined
  readonly omits: boolean
}

// The numbers are those of the enum in the official clients. (azure-devops-node-api)
const expands = ['none', 'relations', 'fields', 'links', 'all'] as const
export type Expand = (typeof expands)[number]

export function readExpand(value: unknown): Expand {
  if (value === undefined || value === null) return 'none'
  const number = Number(value)
  const text = Number.isInteger(number) ? expands[number] : String(value).toLowerCase()
  return (
    expands.find((known) => known === text) ??
    badArgument(`The value '${String(value)}' is not valid for $expand.`)
  )
}

function readDate(value: unknown): Ticks | undefined {
  if (value === undefined || value === null) return undefined
  return (
    parseInstant(String(value)) ??
    badArgument(`The value '${String(value)}' is not valid for asOf.`)
  )
}

// 2 is Omit in the official clients' enum. (azure-devops-node-api)
function readPolicy(value: unknown): boolean {
  return ['2', 'omit'].includes(String(value).toLowerCase())
}

function readIds(values: readonly unknown[]): readonly number[] {
  return values.map((value) => {
    const id = Number(value)
    // (assumed: words)
    return Number.isInteger(id)
      ? id
      : badArgument(`The value '${String(value)}' is not valid for ids.`)
  })
}

const idsMissing = 'The ids of the work items are missing. Parameter name: ids'

export function readBody({ body }: Call): WorkItemRequest {
  if (typeof body !== 'object' || body === null) {
    // (assumed: words)
    return badArgument(
      'TF400898: the request body must be an object with ids. Parameter name: workItemGetRequest',
    )
  }
  const given: Readonly<Record<string, unknown>> = { ...body }
  const { ids, fields } = given
  return {
    ids: Array.isArray(ids) ? readIds(ids) : badArgument(idsMissing),
    fields: Array.isArray(fields) ? fields.map(String) : undefined,
    expand: readExpand(given['$expand']),
    asOf: readDate(given['asOf']),
    omits: readPolicy(given['errorPolicy']),
  }
}

/** Reads the query; ids come from it too unless they are given. */
export function readQuery({ query }: Call, ids?: readonly number[]): WorkItemRequest {
  return {
    ids: ids ?? readIds(query.list('ids') ?? badArgument(idsMissing)),
    fields: query.list('fields'),
    expand: readExpand(query.text('$expand')),
    asOf: query.date('asOf'),
    omits: readPolicy(query.text('errorPolicy')),
  }
}

export function wantedColumn(set: FieldSet, name: string): FieldColumn {
  // (assumed: exception and words)
  return (
    set.field(name) ??
    fail({
      status: 400,
      message: `TF51535: Cannot find field ${name}.`,
      exception:
        'Microsoft.TeamFoundation.WorkItemTracking.Server.Metadata.WorkItemTrackingFieldDefinitionNotFoundException',
      eventId: 3200,
    })
  )
}

/** What to write of the work items of a request. A single item has links always, a list only when asked for them. (measured) */
export function viewOf(call: Call, request: WorkItemRequest, isSingle: boolean): WorkItemView {
  const { expand, fields, asOf } = request
  const { workItems } = call.organization
  if (fields !== undefined && expand !== 'none' && call.variants.fieldsWithExpand === 'refused') {
    // The two are mutually exclusive. (assumed: exception and words)
    return fail({
      status: 400,
      message: 'The expand parameter can not be used with the fields parameter.',
      exception:
        'Microsoft.TeamFoundation.WorkItemTracking.Web.Common.ConflictingParametersException',
    })
  }
  const set = asOf === undefined ? workItems : workItems.asOf(millisecondsOf(asOf))
  return {
    columns: fields?.map((name) => wantedColumn(set, name)) ?? expandedColumns(set, expand),
    rows: set.view,
    hasRelations: expand === 'all' || expand === 'relations',
    hasLinks: isSingle || expand === 'all' || expand === 'links',
    peopleAsText: call.apiVersion < 5,
  }
}

export function expandedColumns(set: FieldSet, expand: Expand): readonly FieldColumn[] {
  const isExpanded = expand === 'all' || expand === 'fields'
  return set.fields.filter(({ onlyExpanded }) => isExpanded || !onlyExpanded)
}

/** The row of an id, or -1 if the request can't see it. */
export function rowOf(call: Call, id: number, asOf?: Ticks): number {
  const { rows } = call.organization.workItems
  const row = rows.indexOf(id)
  if (row < 0) return -1
  if (asOf !== undefined && ticksOf(rows.created[row] ?? 0) > asOf) return -1
  // An item of another project than the path's isn't found. (assumed)
  return call.project === undefined || rows.project[row] === call.project.index ? row : -1
}

export function notFound(id: number | string): never {
  return fail({
    status: 404,
    message: `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`,
    exception:
      'Microsoft.TeamFoundation.WorkItemTracking.Server.WorkItemUnauthorizedAccessException',
    eventId: 3200,
  })
}
