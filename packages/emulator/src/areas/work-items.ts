import { type Answer, listOfTexts, textAnswer } from '../answers/answer.ts'
import { badArgument, fail } from '../answers/failures.ts'
import { type WorkItemView, workItemText } from '../answers/work-item-json.ts'
import { type Call, param } from '../call.ts'
import type { FieldColumn } from '../data/field-column.ts'
import { parseInstant, type Ticks, ticksOf } from '../data/instants.ts'
import type { Route } from '../router.ts'

/** What a read of several work items asks for, from a body or from a query. */
interface BatchRequest {
  readonly ids: readonly number[]
  readonly fields: readonly string[] | undefined
  readonly expand: string
  readonly asOf: Ticks | undefined
  readonly omits: boolean
}

const limit = 200
// The numbers are those of the enum in the official clients. (azure-devops-node-api)
const expands = ['none', 'relations', 'fields', 'links', 'all']

function readExpand(value: unknown): string {
  if (value === undefined || value === null) return 'none'
  const text = typeof value === 'number' ? expands[value] : String(value).toLowerCase()
  if (text !== undefined && expands.includes(text)) return text
  return badArgument(`The value '${String(value)}' is not valid for $expand.`)
}

function readDate(value: unknown): Ticks | undefined {
  if (value === undefined || value === null) return undefined
  return (
    parseInstant(String(value)) ??
    badArgument(`The value '${String(value)}' is not valid for asOf.`)
  )
}

function readBody({ body }: Call): BatchRequest {
  if (typeof body !== 'object' || body === null) {
    // (assumed: words)
    return badArgument(
      'TF400898: the request body must be an object with ids. Parameter name: workItemGetRequest',
    )
  }
  const given: Readonly<Record<string, unknown>> = { ...body }
  const ids = given['ids']
  const fields = given['fields']
  if (!Array.isArray(ids))
    return badArgument('The ids of the work items are missing. Parameter name: ids')
  const policy = given['errorPolicy']
  return {
    ids: ids.map(Number),
    fields: Array.isArray(fields) ? fields.map(String) : undefined,
    expand: readExpand(given['$expand']),
    asOf: readDate(given['asOf']),
    // 2 is Omit in the official clients' enum. (azure-devops-node-api)
    omits: policy === 2 || String(policy).toLowerCase() === 'omit',
  }
}

function readQuery({ query }: Call): BatchRequest {
  return {
    ids: (
      query.list('ids') ?? badArgument('The ids of the work items are missing. Parameter name: ids')
    ).map(Number),
    fields: query.list('fields'),
    expand: readExpand(query.text('$expand')),
    asOf: query.date('asOf'),
    omits: query.text('errorPolicy')?.toLowerCase() === 'omit',
  }
}

function wantedColumn({ organization }: Call, name: string): FieldColumn {
  const column = organization.workItems.field(name)
  if (column !== undefined) return column
  // (assumed: exception and words)
  return fail({
    status: 400,
    message: `TF51535: Cannot find field ${name}.`,
    exception:
      'Microsoft.TeamFoundation.WorkItemTracking.Server.Metadata.WorkItemTrackingFieldDefinitionNotFoundException',
    eventId: 3200,
  })
}

function viewOf(call: Call, request: BatchRequest, isSingle: boolean): WorkItemView {
  const { expand, fields, asOf } = request
  if (fields !== undefined && expand !== 'none' && call.variants.fieldsWithExpand === 'refused') {
    // The two are mutually exclusive. (assumed: exception and words)
    return fail({
      status: 400,
      message: 'The expand parameter can not be used with the fields parameter.',
      exception:
        'Microsoft.TeamFoundation.WorkItemTracking.Web.Common.ConflictingParametersException',
    })
  }
  const isExpanded = expand === 'all' || expand === 'fields'
  const columns =
    fields === undefined
      ? call.organization.workItems.fields.filter(({ onlyExpanded }) => isExpanded || !onlyExpanded)
      : fields.map((name) => wantedColumn(call, name))
  return {
    columns,
    hasRelations: expand === 'all' || expand === 'relations',
    // A single item has links always, a list only when asked for them. (measured)
    hasLinks: isSingle || expand === 'all' || expand === 'links',
    asOf,
  }
}

function rowOf(call: Call, id: number, asOf: Ticks | undefined): number {
  const { rows } = call.organization.workItems
  const row = rows.indexOf(id)
  if (row < 0) return -1
  if (asOf !== undefined && ticksOf(rows.created[row] ?? 0) > asOf) return -1
  // An item of another project than the path's isn't found. (assumed)
  return call.project === undefined || rows.project[row] === call.project.index ? row : -1
}

function notFound(id: number | string): never {
  return fail({
    status: 404,
    message: `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`,
    exception:
      'Microsoft.TeamFoundation.WorkItemTracking.Server.WorkItemUnauthorizedAccessException',
    eventId: 3200,
  })
}

function answerBatch(call: Call, request: BatchRequest): Answer {
  const { ids, asOf, omits } = request
  if (ids.length > limit) {
    // VS403474. (measured words; the exception is assumed)
    return fail({
      status: 400,
      message: `VS403474: You requested ${ids.length} work items which exceeds the limit of ${limit}.`,
      exception:
        'Microsoft.TeamFoundation.WorkItemTracking.Web.Common.WorkItemsBatchSizeExceededException',
    })
  }
  const view = viewOf(call, request, false)
  // The answer's order is not that of the request. (assumed: the service promises none)
  const wanted =
    call.variants.batchOrder === 'by-id' ? [...ids].sort((one, other) => one - other) : ids
  const texts: string[] = []
  for (const id of wanted) {
    const row = rowOf(call, id, asOf)
    if (row >= 0) texts.push(workItemText(call.organization, row, view))
    else if (!omits) return notFound(id)
    else if (call.variants.omittedWorkItems === 'null') texts.push('null')
  }
  return listOfTexts(texts)
}

function getWorkItem(call: Call): Answer {
  const { query } = call
  const wanted = param(call, 'id')
  const request: BatchRequest = {
    ids: [Number(wanted)],
    fields: query.list('fields'),
    expand: readExpand(query.text('$expand')),
    asOf: query.date('asOf'),
    omits: false,
  }
  const row = rowOf(call, Number(wanted), request.asOf)
  if (row < 0) return notFound(wanted)
  return textAnswer(workItemText(call.organization, row, viewOf(call, request, true)))
}

const base = { scope: 'project-or-organization', table: 'WorkItems' } as const

/** Work items by id: one, a list, a batch. */
export const workItemRoutes: readonly Route[] = [
  {
    ...base,
    method: 'POST',
    template: 'wit/workitemsbatch',
    resourceVersion: 1,
    handle: (call) => answerBatch(call, readBody(call)),
  },
  {
    ...base,
    method: 'GET',
    template: 'wit/workitems',
    resourceVersion: 3,
    handle: (call) => answerBatch(call, readQuery(call)),
  },
  {
    ...base,
    method: 'GET',
    template: 'wit/workitems/{id}',
    resourceVersion: 3,
    handle: getWorkItem,
  },
]
