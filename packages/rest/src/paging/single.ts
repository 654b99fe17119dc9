import type { ListRequest, RequestContext, RestClient, RestPage } from '../contract.ts'
import { listRows } from '../rows-at.ts'

/** The whole list in one answer. */
export async function* readSingle(
  client: RestClient,
  list: ListRequest,
  context: RequestContext,
): AsyncGenerator<RestPage> {
  const response = await client.send(list, context)
  yield { rows: listRows(response.body, list) }
}
