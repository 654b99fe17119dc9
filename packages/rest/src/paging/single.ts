import type { Paging } from '@devopsql/schema'
import type { ListRequest, RequestContext, RestClient, RestPage } from '../contract.ts'
import { listRows } from '../rows-at.ts'
import { incomplete } from './incomplete.ts'

type SinglePaging = Extract<Paging, { readonly kind: 'single' }>

/** The whole list in one answer. */
export async function* readSingle(
  client: RestClient,
  list: ListRequest & { readonly paging: SinglePaging },
  context: RequestContext,
): AsyncGenerator<RestPage> {
  const { paging, limit } = list
  const response = await client.send(list, context)
  const rows = listRows(response.body, list)
  yield { rows }
  const isCut = paging.mostRows !== undefined && rows.length >= paging.mostRows
  if (isCut && !(limit !== undefined && rows.length >= limit)) {
    throw incomplete(list, `the service gives no more than ${rows.length} rows`)
  }
}
