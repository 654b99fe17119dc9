import { isDevopsqlError } from '@devopsql/errors'
import { abortScope } from './cancellation.ts'
import type { ListRequest, RequestContext, RestClient, RestPage } from './contract.ts'
import { internalError } from './internal-error.ts'
import { tellPage } from './log/tell-page.ts'
import { readContinuation } from './paging/continuation.ts'
import { lookAhead } from './paging/look-ahead.ts'
import { readSingle } from './paging/single.ts'
import { readSkipTop } from './paging/skip-top.ts'
import { readTimeWindows } from './paging/time-window.ts'
import { readTopOnly } from './paging/top-only.ts'
import { withParametersInBody } from './parameters-in-body.ts'
import { count } from './request-meter.ts'

/**
 * Reads a list to its proven end, each row once, or throws `DEVOPSQL_INCOMPLETE`.
 * Leaving the loop early aborts requests in flight.
 */
export async function* readList(
  client: RestClient,
  list: ListRequest,
  context: RequestContext,
): AsyncGenerator<RestPage> {
  const scope = abortScope(context.signal)
  let pages = 0
  try {
    const inner = { ...context, signal: scope.signal }
    for await (const page of lookAhead(pagesOf(client, list, inner), scope.abort)) {
      count(context.meter, { pages: 1, rows: page.rows.length })
      pages += 1
      tellPage(
        client.log,
        context,
        () => `page ${pages} of ${list.template}: ${page.rows.length} rows`,
      )
      yield page
    }
  } catch (error) {
    const isMissing = isDevopsqlError(error) && error.code === 'DEVOPSQL_NOT_FOUND'
    if (!(isMissing && list.missingIsEmpty === true)) throw error
  } finally {
    scope.abort()
  }
}

function pagesOf(
  given: RestClient,
  list: ListRequest,
  context: RequestContext,
): AsyncGenerator<RestPage> {
  const { paging } = list
  const client = list.parametersIn === 'body' ? withParametersInBody(given) : given
  switch (paging.kind) {
    case 'single':
      return readSingle(client, { ...list, paging }, context)
    case 'skip-top':
      return readSkipTop(client, { ...list, paging }, context)
    case 'continuation-header':
    case 'continuation-body':
      return readContinuation(client, { ...list, paging }, context)
    case 'top-only':
      return readTopOnly(client, { ...list, paging }, context)
    case 'time-window':
      return readTimeWindows(client, { ...list, paging }, context)
    case 'ids-then-batch':
      throw internalError('work items are read by readWorkItems')
  }
}
