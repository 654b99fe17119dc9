import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { createRequestMeter } from './request-meter.ts'
import { aClient, aRequest } from './testing/test-client.ts'
import { startServer } from './testing/test-server.ts'

const json = { 'content-type': 'application/json' }

it('sends path, query and version, encoded', async () => {
  const server = await startServer(() => ({ body: { value: [] } }))
  const { client } = aClient(server)
  await client.send(aRequest({ query: { $top: '5', 'searchCriteria.author': 'Ada & Bo' } }), {})
  expect(server.lines()).toEqual([
    'Web%20Shop/_apis/things?%24top=5&searchCriteria.author=Ada+%26+Bo&api-version=7.1',
  ])
})

it('sends no newer version than the cap', async () => {
  const server = await startServer(() => ({ body: {} }))
  const { client } = aClient(server, { apiVersion: '6.0' })
  await client.send(aRequest({ apiVersion: '7.1' }), {})
  await client.send(aRequest({ apiVersion: '7.1-preview.3' }), {})
  await client.send(aRequest({ apiVersion: '5.1' }), {})
  expect(server.received.map((one) => one.query.get('api-version'))).toEqual([
    '6.0',
    '6.0-preview',
    '5.1',
  ])
})

it.each([
  ['gzip', gzipSync('{"value":[1]}')],
  ['br', brotliCompressSync('{"value":[1]}')],
])('reads an answer compressed by %s', async (encoding, body) => {
  const server = await startServer(() => ({
    headers: { ...json, 'content-encoding': encoding },
    body,
  }))
  const { client } = aClient(server, { compress: true })
  const response = await client.send(aRequest(), {})
  expect(response).toMatchObject({ body: { value: [1] }, bytes: body.length })
  expect(server.received[0]?.headers['accept-encoding']).toBe('gzip')
})

it('asks for no compression from this very machine', async () => {
  const server = await startServer(() => ({ body: {} }))
  const { client } = aClient(server)
  await client.send(aRequest(), {})
  expect(server.received[0]?.headers['accept-encoding']).toBe('identity')
})

it('reads JSON that begins with a byte order mark', async () => {
  const server = await startServer(() => ({ headers: json, body: '\uFEFF{"value":["é"]}' }))
  const { client } = aClient(server)
  expect((await client.send(aRequest(), {})).body).toEqual({ value: ['é'] })
})

it('reads a large body that comes in many pieces', async () => {
  const value = Array.from({ length: 20_000 }, (_, id) => ({ id, title: `Zahl ${id} äöü` }))
  const server = await startServer(() => ({ body: { value } }))
  const { client } = aClient(server)
  expect((await client.send(aRequest(), {})).body).toEqual({ value })
})

it('keeps connections, and opens no more than it may have requests in flight', async () => {
  const server = await startServer(() => ({ body: {} }))
  const { client } = aClient(server, { maxConcurrency: 2 })
  for (let sent = 0; sent < 10; sent++) await client.send(aRequest(), {})
  expect(new Set(server.received.map((one) => one.port)).size).toBeLessThanOrEqual(2)
})

it('refuses more requests than a query may send, retries included', async () => {
  const server = await startServer((_received, index) =>
    index === 0 ? { status: 503 } : { body: { value: [] } },
  )
  const { client } = aClient(server, { maxRequests: 3 })
  const query = createRequestMeter()
  await client.send(aRequest(), { meter: createRequestMeter({ parent: query }) })
  await expect(
    client.send(aRequest(), { meter: createRequestMeter({ parent: query }) }),
  ).rejects.toMatchObject({
    code: 'DEVOPSQL_LIMIT_EXCEEDED',
    message: 'the query needs more than 3 requests',
  })
  await client.send(aRequest(), { meter: createRequestMeter() })
})

it('records each request in the ledger, without values', async () => {
  const server = await startServer((_received, index) =>
    index === 0 ? { status: 503 } : { body: { value: [1, 2, 3] } },
  )
  const { client } = aClient(server)
  await client.send(aRequest({ rows: 'value', query: { text: 'private' } }), { queryId: 'q1' })
  const [areas, first, second] = client.ledger.entries()
  expect(areas).toMatchObject({ template: '_apis/ResourceAreas', status: 404 })
  expect(first).toMatchObject({ template: '{project}/_apis/things', status: 503, attempt: 1 })
  expect(second).toMatchObject({ status: 200, attempt: 2, rows: 3, bytes: 17, queryId: 'q1' })
  expect(JSON.stringify(client.ledger.entries())).not.toMatch(/private|s3cret|Web%20Shop/)
})

it('refuses to work once it is closed', async () => {
  const server = await startServer(() => ({ body: {} }))
  const { client } = aClient(server)
  await client.close()
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({ code: 'DEVOPSQL_CLOSED' })
})

it('ends requests in flight when it is closed', async () => {
  const server = await startServer(() => {
    void client.close()
    return { fault: 'stall' }
  })
  const { client } = aClient(server)
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({ code: 'DEVOPSQL_CLOSED' })
})
