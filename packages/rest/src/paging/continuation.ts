import type { Paging } from '@devopsql/schema'
import type {
  ListRequest,
  RequestContext,
  RestClient,
  RestPage,
  RestResponse,
} from '../contract.ts'
import { listRows, valueAt } from '../rows-at.ts'
import { countBarrenPages } from './barren-pages.ts'
import { createDeliveredRows } from './delivered-rows.ts'
import { incomplete } from './incomplete.ts'

type ContinuationPaging = Extract<
  Paging,
  { readonly kind: 'continuation-header' | 'continuation-body' }
>

/** Follows an opaque token until there is none: a short page, or an empty one, is not the end. */
export async function* readContinuation(
  client: RestClient,
  list: ListRequest & { readonly paging: ContinuationPaging },
  context: RequestContext,
): AsyncGenerator<RestPage> {
  const { paging } = list
  const delivered = createDeliveredRows(list.rowKey)
  const barrenPages = countBarrenPages()
  const seenTokens = new Set<string>()
  const top = topOf(list)
  let token: string | undefined
  let count = 0
  do {
    const query = {
      ...(token === undefined ? list.query : withoutBeginning(list)),
      ...top,
      ...(token === undefined ? {} : { [paging.token]: token }),
    }
    const response = await client.send({ ...list, query }, context)
    const received = listRows(response.body, list)
    const rows = delivered.take(received)
    count += rows.length
    token = tokenOf(response, paging)
    yield { rows }
    if (token !== undefined && barrenPages.isEndless({ rows: received, newRows: rows.length })) {
      throw incomplete(list, 'page after page brings no new row')
    }
    if (token !== undefined && seenTokens.has(token)) {
      throw incomplete(list, 'the service repeats a continuation token')
    }
    if (token !== undefined) seenTokens.add(token)
  } while (token !== undefined && !isEnough(list, count))
  const most = paging.kind === 'continuation-header' ? paging.mostRows : undefined
  if (most !== undefined && count >= most && !isEnough(list, count)) {
    throw incomplete(list, `the service gives no more than ${most} rows`)
  }
}

/** The parameters of the pages after the first. */
function withoutBeginning({
  paging,
  query = {},
}: ListRequest & { readonly paging: ContinuationPaging }): Readonly<Record<string, string>> {
  const beginning = paging.kind === 'continuation-body' ? (paging.beginning ?? []) : []
  return Object.fromEntries(Object.entries(query).filter(([name]) => !beginning.includes(name)))
}

function isEnough({ limit }: ListRequest, count: number): boolean {
  return limit !== undefined && count >= limit
}

function topOf(
  list: ListRequest & { readonly paging: ContinuationPaging },
): Readonly<Record<string, string>> {
  const { top, pageSize } = list.paging
  if (top === undefined || pageSize === undefined) return {}
  const asked = Number(list.query?.[top] ?? pageSize)
  return { [top]: String(Math.max(1, Math.min(asked, list.limit ?? asked))) }
}

function tokenOf(response: RestResponse, paging: ContinuationPaging): string | undefined {
  if (paging.kind === 'continuation-header') {
    return tokenText(response.header('x-ms-continuationtoken'))
  }
  if (paging.more !== undefined && valueAt(response.body, paging.more) === false) return undefined
  if (paging.last !== undefined && valueAt(response.body, paging.last) === true) return undefined
  const token = valueAt(response.body, paging.path)
  if (Array.isArray(token)) return tokenText(token[0])
  return tokenText(token)
}

function tokenText(token: unknown): string | undefined {
  if (typeof token === 'number') return String(token)
  return typeof token === 'string' && token !== '' ? token : undefined
}
