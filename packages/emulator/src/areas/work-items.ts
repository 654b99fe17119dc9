import { type Answer, listOfTexts, textAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { workItemText } from '../answers/work-item-json.ts'
import { type Call, param } from '../call.ts'
import type { Route } from '../router.ts'
import {
  notFound,
  readBody,
  readQuery,
  rowOf,
  viewOf,
  type WorkItemRequest,
} from './work-item-requests.ts'

const limit = 200

function answerBatch(call: Call, request: WorkItemRequest): Answer {
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
  const wanted = param(call, 'id')
  const request = readQuery(call, [Number(wanted)])
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
