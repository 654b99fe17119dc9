import type { Paging } from '@devopsql/schema'
import type { ListRequest, RequestContext, RestClient, RestPage } from '../contract.ts'
import { listRows, valueAt } from '../rows-at.ts'
import { createDeliveredRows } from './delivered-rows.ts'
import { grantedPageSize } from './granted-page-size.ts'
import { incomplete } from './incomplete.ts'

type SkipTopPaging = Extract<Paging, { readonly kind: 'skip-top' }>
type SkipTopList = ListRequest & { readonly paging: SkipTopPaging }

const maximumPasses = 4
// So often may a page bring nothing new, while rows are inserted before it.
const maximumStandstills = 3
// No list of the service is cut to fewer rows than this when more are asked for.
const smallestCap = 100

/**
 * Reads by offset. Rows inserted or deleted in the middle of the scan shift what follows, so each page begins with the
 * last row of the page before, whose key must reappear: else that row is looked for, and at last the list is read anew,
 * each row handed on once.
 */
export async function* readSkipTop(
  client: RestClient,
  list: SkipTopList,
  context: RequestContext,
): AsyncGenerator<RestPage> {
  const delivered = createDeliveredRows(list.rowKey)
  const limit = list.limit ?? Number.POSITIVE_INFINITY
  let count = 0
  for (let pass = 1; pass <= maximumPasses; pass++) {
    const pages = pageReader(client, list, context)
    const walk = walkPages(pages.read, list)
    for (;;) {
      const step = await walk.next()
      if (step.done === true) {
        if (step.value === 'end') {
          const why = pages.shortcoming(count)
          if (why !== undefined) throw incomplete(list, why)
          return
        }
        if (step.value === 'standstill') throw incomplete(list, 'every offset gives the same rows')
        break
      }
      const rows = delivered.take(step.value)
      count += rows.length
      yield { rows }
      if (count >= limit) return
    }
  }
  throw incomplete(list, 'it changes faster than it can be read')
}

interface Page {
  readonly rows: readonly unknown[]
  /** Whether the answer proves that nothing follows it. */
  readonly isLast: boolean
}

type ReadPage = (skip: number) => Promise<Page>

/** One walk from the start. Gives rows in the list's order, then whether the end was reached or the place was lost. */
async function* walkPages(
  readPage: ReadPage,
  { rowKey }: SkipTopList,
): AsyncGenerator<readonly unknown[], 'end' | 'lost' | 'standstill'> {
  const keyOf = (row: unknown): string | undefined => rowKey?.(row)
  let page = await readPage(0)
  let position = page.rows.length
  let standstills = 0
  yield page.rows
  while (!page.isLast) {
    const anchor = keyOf(page.rows.at(-1))
    const found: Located | undefined =
      anchor === undefined
        ? { page: await readPage(position), skip: position }
        : await locate(readPage, {
            isAnchor: (row) => keyOf(row) === anchor,
            expected: position - 1,
            pageSize: page.rows.length,
          })
    if (found === undefined) return 'lost'
    const isOnlyTheAnchor = found.skip === position - 1 && found.page.rows.length === 1
    if (anchor !== undefined && isOnlyTheAnchor) {
      if (page.rows.length > 1) return 'end'
      // A list that gives one row a page gives the anchor for ever, so what follows is asked for without it.
      page = await readPage(position)
      if (page.rows.length === 0) return 'end'
      // An endpoint that ignores offsets gives it again and again.
      standstills = keyOf(page.rows.at(-1)) === anchor ? standstills + 1 : 0
      if (standstills === maximumStandstills) return 'end'
      position += page.rows.length
      yield page.rows
      continue
    }
    const isTheSame =
      anchor === undefined && JSON.stringify(found.page.rows) === JSON.stringify(page.rows)
    const bringsNothing = anchor !== undefined && keyOf(found.page.rows.at(-1)) === anchor
    standstills = bringsNothing ? standstills + 1 : 0
    if (isTheSame || standstills === maximumStandstills) {
      // Wherever it was asked for, nothing follows the row that was read last: the endpoint ignores offsets, and what it
      // gives is the whole list unless a cap may have cut it.
      return found.page.rows.length < smallestCap ? 'end' : 'standstill'
    }
    page = found.page
    position = found.skip + page.rows.length
    // The rows before the anchor may hold one that was inserted; those handed on before are dropped by their keys.
    yield page.rows
  }
  return 'end'
}

interface Located {
  readonly page: Page
  readonly skip: number
}

/** Finds the row that was read last: where it was, further down (rows were inserted), or a page back (deleted). */
async function locate(
  readPage: ReadPage,
  search: {
    readonly isAnchor: (row: unknown) => boolean
    readonly expected: number
    readonly pageSize: number
  },
): Promise<Located | undefined> {
  const { expected, pageSize, isAnchor } = search
  for (const skip of [expected, Math.max(0, expected - pageSize + 1)]) {
    const page = await readPage(skip)
    if (page.rows.some(isAnchor)) return { page, skip }
  }
  return undefined
}

interface PageReader {
  readonly read: ReadPage
  /** Why so many rows are not all that there are, by what the pages said of the list. */
  readonly shortcoming: (rows: number) => string | undefined
}

function pageReader(client: RestClient, list: SkipTopList, context: RequestContext): PageReader {
  const { paging, limit = Number.POSITIVE_INFINITY } = list
  const granted = grantedPageSize(client, list)
  let total: number | undefined
  let flaw: string | undefined
  const read: ReadPage = async (skip) => {
    // A page of one row would be the overlap and nothing else.
    const smallest = skip === 0 ? 1 : 2
    const asked = Math.max(smallest, Math.min(paging.pageSize, limit))
    const query = { ...list.query, [paging.top]: String(asked), [paging.skip]: String(skip) }
    const response = await client.send({ ...list, query }, context)
    const rows = listRows(response.body, list)
    const proven = Math.min(granted.value, asked)
    granted.note(rows.length)
    const header = paging.endsWithoutHeader
    const endsByHeader = header !== undefined && response.header(header) === undefined
    total = numberAt(response.body, paging.total)
    flaw ??= flawOf(response.body, paging)
    const endsByLength = total === undefined ? rows.length < proven : skip + rows.length >= total
    return { rows, isLast: rows.length === 0 || endsByLength || endsByHeader }
  }
  return {
    read,
    shortcoming: (rows) =>
      flaw ??
      (total !== undefined && rows < total
        ? `the service gives ${rows} of ${total} rows`
        : undefined),
  }
}

function numberAt(body: unknown, path: string | undefined): number | undefined {
  const value = path === undefined ? undefined : valueAt(body, path)
  return typeof value === 'number' ? value : undefined
}

function flawOf(body: unknown, { flaw }: SkipTopPaging): string | undefined {
  const code = numberAt(body, flaw?.path)
  return flaw === undefined || code === undefined || flaw.harmless.includes(code)
    ? undefined
    : `the service says that it does not know all rows (${flaw.path} ${code})`
}
