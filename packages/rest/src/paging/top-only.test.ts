import { expect, it } from 'vitest'
import { readList } from '../read-list.ts'
import { idsOf, rowsOf, upTo } from '../testing/ids-of.ts'
import { aClient, aList } from '../testing/test-client.ts'
import { startServer, type TestServer } from '../testing/test-server.ts'

const paging = { kind: 'top-only', top: '$top', pageSize: 100, defaultCap: 50 } as const

/** A list of `total` rows, of which no more than `cap` are ever given. */
function startCapped(total: number, cap: number): Promise<TestServer> {
  return startServer(({ query }) => ({
    body: { value: rowsOf(upTo(Math.min(total, cap, Number(query.get('$top'))))) },
  }))
}

function topsOf(server: TestServer): readonly (string | null)[] {
  return server.received.map((one) => one.query.get('$top'))
}

it('takes fewer rows than asked for as the whole', async () => {
  const server = await startCapped(7, 1000)
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual(upTo(7))
  expect(topsOf(server)).toEqual(['100'])
})

it('asks for ten times as many while it gets all that it asked for', async () => {
  const server = await startCapped(1500, 100_000)
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual(upTo(1500))
  expect(topsOf(server)).toEqual(['100', '1000', '10000'])
})

it('throws when the endpoint gives no more although there may be more', async () => {
  const server = await startCapped(1500, 200)
  const { client } = aClient(server)
  const list = aList({ paging: { ...paging, pageSize: 200 } })
  await expect(idsOf(readList(client, list, {}))).rejects.toMatchObject({
    code: 'DEVOPSQL_INCOMPLETE',
    message:
      'GET {project}/_apis/things could not be read completely: the service gives no more than 200 rows',
  })
})

it('does not trust exactly the default cap, which is what an ignored parameter gives', async () => {
  const server = await startCapped(1500, 50)
  const { client } = aClient(server)
  await expect(idsOf(readList(client, aList({ paging }), {}))).rejects.toMatchObject({
    code: 'DEVOPSQL_INCOMPLETE',
  })
  expect(topsOf(server)).toEqual(['100', '1000'])
})

it('trusts exactly the default cap where the endpoint has given more before', async () => {
  const server = await startServer(({ path }) => ({
    body: { value: rowsOf(upTo(path.startsWith('Web') ? 60 : 50)) },
  }))
  const { client } = aClient(server)
  await idsOf(readList(client, aList({ paging }), {}))
  const other = aList({ paging, path: 'Mobile/_apis/things' })
  expect(await idsOf(readList(client, other, {}))).toEqual(upTo(50))
})

it('asks for no more rows than the reader wants', async () => {
  const server = await startCapped(1500, 1000)
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging, limit: 3 }), {}))).toEqual([1, 2, 3])
  expect(topsOf(server)).toEqual(['3'])
})
