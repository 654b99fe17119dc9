import { getPersonalAccessTokenHandler, WebApi } from 'azure-devops-node-api'
import { type Connection, connect } from 'devopsql'
import { Pool } from 'undici'
import type { SentRequest } from './answer-memory.ts'
import { fields, twentyColumns } from './work-item-query.ts'

/** What devopsql keeps in flight unless it is told otherwise. */
const concurrency = 8
const token = 'emulator-pat'

export interface Outcome {
  readonly rows: number
  readonly requests: number
}

/** devopsql, every row taken as an object. */
export async function queryRows(connection: Connection, sql: string): Promise<Outcome> {
  const result = await connection.query(sql)
  let rows = 0
  for await (const row of result) if (row['Id'] !== undefined) rows++
  return { rows, requests: result.stats.requests }
}

/** devopsql, the rows taken by the batch. */
export async function queryBatches(connection: Connection, sql: string): Promise<Outcome> {
  const result = await connection.query(sql)
  let rows = 0
  for await (const batch of result.batches()) rows += batch.length
  return { rows, requests: result.stats.requests }
}

/** devopsql from the first line of a script to its last row. */
export async function queryOnce(connectionString: string): Promise<Outcome> {
  await using connection = await connect(connectionString)
  return await queryRows(connection, twentyColumns)
}

/** The same requests through undici alone, each answer parsed and dropped. */
export function bareClient(
  origin: string,
  requests: readonly SentRequest[],
): () => Promise<Outcome> {
  const pool = new Pool(origin, { connections: concurrency })
  const headers = {
    authorization: `Basic ${Buffer.from(`:${token}`).toString('base64')}`,
    accept: 'application/json',
    'content-type': 'application/json',
  }
  return async () => {
    let next = 0
    let rows = 0
    const work = async (): Promise<void> => {
      for (;;) {
        const request = requests[next++]
        if (request === undefined) return
        const { method, path, body } = request
        const answer = await pool.request({
          method: method === 'POST' ? 'POST' : 'GET',
          path,
          headers,
          body: body === '' ? null : body,
        })
        const parsed: unknown = JSON.parse(await answer.body.text())
        rows += rowsIn(parsed)
      }
    }
    await Promise.all(Array.from({ length: concurrency }, work))
    return { rows, requests: requests.length }
  }
}

function rowsIn(body: unknown): number {
  const isList = typeof body === 'object' && body !== null && 'value' in body
  return isList && Array.isArray(body.value) ? body.value.length : 0
}

/** What people write with the official client: ids by WIQL, then batches one after the other. */
export async function scriptByBatch(url: string): Promise<Outcome> {
  const api = await new WebApi(url, getPersonalAccessTokenHandler(token)).getWorkItemTrackingApi()
  const ids = await idsByWiql(api)
  let rows = 0
  for (let start = 0; start < ids.length; start += 200) {
    const batch = { ids: ids.slice(start, start + 200), fields: [...fields] }
    rows += (await api.getWorkItemsBatch(batch)).length
  }
  return { rows, requests: 1 + Math.ceil(ids.length / 200) }
}

/** And the form that asks for one work item after the other. */
export async function scriptOneByOne(url: string): Promise<Outcome> {
  const api = await new WebApi(url, getPersonalAccessTokenHandler(token)).getWorkItemTrackingApi()
  const ids = await idsByWiql(api)
  for (const id of ids) await api.getWorkItem(id, [...fields])
  return { rows: ids.length, requests: 1 + ids.length }
}

type WorkItemApi = Awaited<ReturnType<WebApi['getWorkItemTrackingApi']>>

async function idsByWiql(api: WorkItemApi): Promise<readonly number[]> {
  const { workItems } = await api.queryByWiql({ query: 'SELECT [System.Id] FROM WorkItems' })
  return (workItems ?? []).flatMap(({ id }) => (id === undefined ? [] : [id]))
}
