import type { Paging } from '@devopsql/schema'
import type { ListRequest, RequestContext, RestClient, RestPage } from '../contract.ts'
import { listRows } from '../rows-at.ts'
import { grantedPageSize } from './granted-page-size.ts'
import { incomplete } from './incomplete.ts'

type TopOnlyPaging = Extract<Paging, { readonly kind: 'top-only' }>
type TopOnlyList = ListRequest & { readonly paging: TopOnlyPaging }

const largestTop = 100_000_000

/** Asks for more until fewer rows come than were asked for: the only proof that such an endpoint gives. */
export async function* readTopOnly(
  client: RestClient,
  list: TopOnlyList,
  context: RequestContext,
): AsyncGenerator<RestPage> {
  const { paging, limit } = list
  const granted = grantedPageSize(client, list)
  const ask = async (top: number): Promise<readonly unknown[]> => {
    const query = { ...list.query, [paging.top]: String(top) }
    const response = await client.send({ ...list, query }, context)
    return listRows(response.body, list)
  }

  let previous = -1
  // Exactly the default cap may mean that the parameter was ignored, unless this endpoint has given more before.
  const isWhole = (rowCount: number, asked: number): boolean => {
    if (rowCount >= asked) return false
    if (granted.value > rowCount) return true
    return rowCount !== paging.defaultCap && rowCount !== previous
  }

  let top = Math.max(1, Math.min(paging.pageSize, limit ?? paging.pageSize))
  let rows = await ask(top)
  while (!isWhole(rows.length, top)) {
    if (limit !== undefined && rows.length >= limit) break
    if (rows.length <= previous || top >= largestTop) {
      throw incomplete(list, `the service gives no more than ${rows.length} rows`)
    }
    previous = rows.length
    top *= 10
    rows = await ask(top)
  }
  granted.note(rows.length)
  yield { rows }
}
