import type { Paging } from '@devopsql/schema'
import type { ListRequest, RequestContext, RestClient, RestPage } from '../contract.ts'
import { internalError } from '../internal-error.ts'
import { readContinuation } from './continuation.ts'
import { createDeliveredRows } from './delivered-rows.ts'

type TimeWindowPaging = Extract<Paging, { readonly kind: 'time-window' }>

const day = 86_400_000

/** Cuts a time range into windows that the service accepts, each read to its end, each row handed on once. */
export async function* readTimeWindows(
  client: RestClient,
  list: ListRequest & { readonly paging: TimeWindowPaging },
  context: RequestContext,
): AsyncGenerator<RestPage> {
  const { from, to, days, token, top, pageSize } = list.paging
  const paging = { kind: 'continuation-header', token, top, pageSize } as const
  const limit = list.limit ?? Number.POSITIVE_INFINITY
  const delivered = createDeliveredRows(list.rowKey)
  let count = 0
  for (const [start, end] of windows(rangeOf(client, list), days * day)) {
    const query = { ...list.query, [from]: start, [to]: end }
    for await (const page of readContinuation(client, { ...list, paging, query }, context)) {
      const rows = delivered.take(page.rows)
      count += rows.length
      yield { rows }
      if (count >= limit) return
    }
  }
}

interface Range {
  readonly from: number
  readonly to: number
}

function rangeOf(
  client: RestClient,
  { paging, query = {}, template }: ListRequest & { readonly paging: TimeWindowPaging },
): Range {
  const from = Date.parse(query[paging.from] ?? '')
  if (Number.isNaN(from)) throw internalError(`${template} is read without a time to begin at`)
  const bound = query[paging.to]
  // What changes while the scan runs is in the last window. A bound may have parts of a millisecond, which are cut here.
  return { from, to: bound === undefined ? client.now() + day : Date.parse(bound) + 1 }
}

/** Windows that share their borders, because nobody says to which of them a row on a border belongs. */
function* windows({ from, to }: Range, length: number): Generator<readonly [string, string]> {
  for (let start = from; start < to || start === from; start += length) {
    yield [new Date(start).toISOString(), new Date(Math.min(start + length, to)).toISOString()]
  }
}
