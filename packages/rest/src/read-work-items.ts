import { abortScope } from './cancellation.ts'
import type {
  RequestContext,
  RestClient,
  RestRequest,
  WorkItemPage,
  WorkItemRequest,
} from './contract.ts'
import { tellPage } from './log/tell-page.ts'
import { orderedWindow } from './paging/ordered-window.ts'
import { type IdPage, workItemIds } from './paging/work-item-ids.ts'
import { count } from './request-meter.ts'
import { listRows } from './rows-at.ts'
import { wiqlRunner } from './wiql.ts'
import { idOf } from './work-item-id.ts'

/**
 * Reads work items: ids by WIQL (split on ranges of ids where there are too many), then batches of them in parallel.
 * Each item comes once, in the order of the ids; those that vanish in between are left out.
 * Leaving the loop early aborts requests in flight.
 */
export async function* readWorkItems(
  client: RestClient,
  request: WorkItemRequest,
  context: RequestContext,
): AsyncGenerator<WorkItemPage> {
  const scope = abortScope(context.signal)
  const inner = { ...context, signal: scope.signal }
  // Somewhat more batches than requests in flight, so that no slot is ever idle.
  const lookAhead = client.maxConcurrency + 4
  const ids = workItemIds(request, wiqlRunner(client, request, inner))
  const pages =
    request.idsOnly === true
      ? rowsOfIds(ids)
      : orderedWindow(batchesOf(ids, request.batchSize, context), {
          window: (given) => (request.lazy === true ? Math.min(2 ** given, lookAhead) : lookAhead),
          run: (batch) => readBatch(client, { request, batch }, inner),
        })
  let number = 0
  try {
    for await (const page of pages) {
      count(context.meter, { pages: 1, rows: page.rows.length })
      number += 1
      tellPage(
        client.log,
        context,
        () => `page ${number} of work items: ${page.rows.length} rows of ${page.asked} ids`,
      )
      yield page
    }
  } finally {
    scope.abort()
  }
}

async function* rowsOfIds(pages: AsyncGenerator<IdPage>): AsyncGenerator<WorkItemPage> {
  for await (const { ids, ordered } of pages) {
    yield { rows: ids.map((id) => ({ id })), ordered, asked: ids.length }
  }
}

/** Full batches, whatever the pieces that the ids come in. */
async function* batchesOf(
  pages: AsyncGenerator<IdPage>,
  batchSize: number,
  context: RequestContext,
): AsyncGenerator<IdPage> {
  let carried: readonly number[] = []
  let ordered = true
  for await (const page of pages) {
    ordered &&= page.ordered
    const ids = carried.length === 0 ? page.ids : [...carried, ...page.ids]
    const whole = ids.length - (ids.length % batchSize)
    count(context.meter, { expectedRequests: whole / batchSize })
    for (let start = 0; start < whole; start += batchSize) {
      yield { ids: ids.slice(start, start + batchSize), ordered }
    }
    carried = ids.slice(whole)
  }
  if (carried.length === 0) return
  count(context.meter, { expectedRequests: 1 })
  yield { ids: carried, ordered }
}

async function readBatch(
  client: RestClient,
  read: { readonly request: WorkItemRequest; readonly batch: IdPage },
  context: RequestContext,
): Promise<WorkItemPage> {
  const { ids, ordered } = read.batch
  const request = batchRequest(read.request, ids)
  const { body } = await client.send(request, context)
  return { rows: inOrder(listRows(body, request), ids), ordered, asked: ids.length }
}

const alwaysThere: ReadonlySet<string> = new Set(['System.Id', 'System.TeamProject'])

function batchRequest(request: WorkItemRequest, ids: readonly number[]): RestRequest {
  const path = '_apis/wit/workitemsbatch'
  const fields = request.fields.length === 0 ? ['System.Id'] : request.fields
  // The API takes a list of fields or an expansion, never both; with `relations` it leaves out what only `all` has.
  const expanded = fields.every((field) => alwaysThere.has(field)) ? 'relations' : 'all'
  const what = request.relations === true ? { $expand: expanded } : { fields }
  return {
    service: 'core',
    method: 'POST',
    template: path,
    path,
    apiVersion: '7.1',
    body: { ids, ...what, errorPolicy: 'omit' },
    rows: 'value',
  }
}

// The answer's order is not promised, and with errorPolicy=omit there are nulls for what can't be read.
function inOrder(rows: readonly unknown[], ids: readonly number[]): readonly unknown[] {
  if (rows.length === ids.length && rows.every((row, index) => idOf(row) === ids[index]))
    return rows
  const byId = new Map(rows.map((row) => [idOf(row), row]))
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined)
}
