import { expect, it } from 'vitest'
import { readList } from '../read-list.ts'
import { idsOf, rowsOf, upTo } from '../testing/ids-of.ts'
import { aClient, aList } from '../testing/test-client.ts'
import { type Received, startServer } from '../testing/test-server.ts'

const paging = { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 100 } as const

function pageOf(ids: readonly number[], received: Received, cap: number): { body: unknown } {
  const skip = Number(received.query.get('$skip'))
  const top = Math.min(cap, Number(received.query.get('$top')))
  return { body: { value: rowsOf(ids.slice(skip, skip + top)) } }
}

it('reads 1,001 rows in pages that overlap by one row', async () => {
  const server = await startServer((received) => pageOf(upTo(1001), received, 1000))
  const { client } = aClient(server)
  const list = aList({ paging: { ...paging, pageSize: 1000 } })
  expect(await idsOf(readList(client, list, {}))).toEqual(upTo(1001))
  expect(server.received.map((one) => one.query.get('$skip'))).toEqual(['0', '999'])
})

it('goes on where the endpoint grants less than it was asked for: 101 at a time', async () => {
  const server = await startServer((received) => pageOf(upTo(300), received, 101))
  const { client } = aClient(server)
  const list = aList({ paging: { ...paging, pageSize: 1000 } })
  expect(await idsOf(readList(client, list, {}))).toEqual(upTo(300))
  expect(server.received).toHaveLength(3)
})

it('asks again after a page whose size no other page has proven, until only the overlap comes', async () => {
  const server = await startServer((received) => pageOf(upTo(101), received, 101))
  const { client } = aClient(server)
  const list = aList({ paging: { ...paging, pageSize: 1000 } })
  expect(await idsOf(readList(client, list, {}))).toEqual(upTo(101))
  expect(server.received.map((one) => one.query.get('$skip'))).toEqual(['0', '100'])
})

it('ends on a page shorter than one that the endpoint has granted before', async () => {
  const server = await startServer((received) =>
    pageOf(received.path.startsWith('Web') ? upTo(150) : upTo(40), received, 100),
  )
  const { client } = aClient(server)
  await idsOf(readList(client, aList({ paging }), {}))
  const other = aList({ paging, path: 'Mobile/_apis/things' })
  expect(await idsOf(readList(client, other, {}))).toEqual(upTo(40))
  expect(server.received.map((one) => one.path.split('/')[0])).toEqual([
    'Web%20Shop',
    'Web%20Shop',
    'Mobile',
  ])
})

it('takes a missing header as the end where the endpoint has one', async () => {
  const server = await startServer(() => ({ body: { value: rowsOf(upTo(3)) } }))
  const { client } = aClient(server)
  const withHeader = { ...paging, endsWithoutHeader: 'x-ms-continuationtoken' }
  expect(await idsOf(readList(client, aList({ paging: withHeader }), {}))).toEqual([1, 2, 3])
  expect(server.received).toHaveLength(1)
})

it('reads an empty list with one request', async () => {
  const server = await startServer(() => ({ body: { count: 0, value: [] } }))
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual([])
  expect(server.received).toHaveLength(1)
})

it('loses no row when rows are inserted before the place that was reached', async () => {
  const inserted = [5001, 5002, 5003, ...upTo(250)]
  const server = await startServer((received, index) =>
    pageOf(index === 0 ? upTo(250) : inserted, received, 100),
  )
  const { client } = aClient(server)
  const ids = await idsOf(readList(client, aList({ paging }), {}))
  expect(ids).toEqual(upTo(250))
})

it('loses no row when rows are deleted before the place that was reached', async () => {
  const left = upTo(250).slice(40)
  const server = await startServer((received, index) =>
    pageOf(index === 0 ? upTo(250) : left, received, 100),
  )
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual(upTo(250))
})

it('loses no row when one deletion leaves the last row at the end of the page before', async () => {
  const left = upTo(150).slice(1)
  const server = await startServer((received, index) =>
    pageOf(index === 0 ? upTo(150) : left, received, 100),
  )
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual(upTo(150))
})

it('reads anew, each row once, when the last row itself was deleted', async () => {
  const left = upTo(250).filter((id) => id !== 100)
  const server = await startServer((received, index) =>
    pageOf(index === 0 ? upTo(250) : left, received, 100),
  )
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual(upTo(250))
})

it('ends when everything was deleted in the middle of the scan', async () => {
  const server = await startServer((received, index) =>
    pageOf(index === 0 ? upTo(250) : [], received, 100),
  )
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual(upTo(100))
})

it('throws rather than end when the list is another one at each request', async () => {
  const server = await startServer((_received, index) => ({
    body: { value: rowsOf(upTo(100).map((id) => index * 1000 + id)) },
  }))
  const { client } = aClient(server)
  await expect(idsOf(readList(client, aList({ paging }), {}))).rejects.toMatchObject({
    code: 'DEVOPSQL_INCOMPLETE',
    message:
      'GET {project}/_apis/things could not be read completely: it changes faster than it can be read',
  })
})

it('takes the one page of an endpoint that ignores offsets for the whole list where no cap cuts it', async () => {
  const server = await startServer(() => ({ body: { value: rowsOf(upTo(7)) } }))
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual(upTo(7))
  expect(server.received).toHaveLength(4)
})

it('throws where an endpoint that ignores offsets may have cut its list', async () => {
  const server = await startServer(() => ({ body: { value: rowsOf(upTo(101)) } }))
  const { client } = aClient(server)
  await expect(idsOf(readList(client, aList({ paging }), {}))).rejects.toMatchObject({
    code: 'DEVOPSQL_INCOMPLETE',
    message:
      'GET {project}/_apis/things could not be read completely: every offset gives the same rows',
  })
})

it('ends where an endpoint has rows at no offset but the first', async () => {
  const server = await startServer(({ query }) => ({
    body: { value: query.get('$skip') === '0' ? rowsOf(upTo(7)) : [] },
  }))
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual(upTo(7))
})

it('keeps rows of one page that have the same key', async () => {
  const server = await startServer((received) => pageOf([1, 2, 2, 3], received, 100))
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual([1, 2, 2, 3])
})

it('gives rows without a key once where an endpoint ignores offsets', async () => {
  const server = await startServer(() => ({ body: { value: rowsOf(upTo(2)) } }))
  const { client } = aClient(server)
  const { rowKey: _none, ...list } = aList({ paging })
  expect(await idsOf(readList(client, list, {}))).toEqual(upTo(2))
})

it('asks without overlap until an empty page where rows have no key', async () => {
  const server = await startServer((received) => pageOf(upTo(250), received, 100))
  const { client } = aClient(server)
  const { rowKey: _none, ...list } = aList({ paging })
  expect(await idsOf(readList(client, list, {}))).toEqual(upTo(250))
  expect(server.received.map((one) => one.query.get('$skip'))).toEqual(['0', '100', '200'])
})

it('asks for no more rows than the reader wants', async () => {
  const server = await startServer((received) => pageOf(upTo(250), received, 100))
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging, limit: 5 }), {}))).toEqual([1, 2, 3, 4, 5])
  expect(server.received.map((one) => one.query.get('$top'))).toEqual(['5'])
})

it('reads a list that gives one row a page whatever is asked for', async () => {
  const server = await startServer(({ query }) => {
    const skip = Number(query.get('$skip'))
    return { body: { value: rowsOf([1, 2, 3].slice(skip, skip + 1)) } }
  })
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual([1, 2, 3])
})

it('ends a list of one row whose endpoint ignores offsets', async () => {
  const server = await startServer(() => ({ body: { value: rowsOf([7]) } }))
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual([7])
})

it('ends where the body says that there are no more rows', async () => {
  const server = await startServer((received) => {
    const { body } = pageOf(upTo(150), received, 100)
    return { body: { ...(body as object), total: 150 } }
  })
  const { client } = aClient(server)
  const list = aList({ paging: { ...paging, total: 'total' } })
  expect(await idsOf(readList(client, list, {}))).toEqual(upTo(150))
  expect(server.received.map((one) => one.query.get('$skip'))).toEqual(['0', '99'])
})

it('refuses fewer rows than the body says that there are', async () => {
  const server = await startServer((received) => {
    const { body } = pageOf(upTo(120), received, 100)
    return { body: { ...(body as object), total: 150 } }
  })
  const { client } = aClient(server)
  const list = aList({ paging: { ...paging, total: 'total' } })
  await expect(idsOf(readList(client, list, {}))).rejects.toThrow(
    /the service gives 120 of 150 rows$/,
  )
  expect(await idsOf(readList(client, { ...list, limit: 110 }, {}))).toHaveLength(120)
})

it('refuses rows of which the service says that they are not all', async () => {
  let code = 8
  const server = await startServer(() => ({
    body: { infoCode: code, count: 2, value: rowsOf([1, 2]) },
  }))
  const { client } = aClient(server)
  const list = aList({
    paging: { ...paging, total: 'count', flaw: { path: 'infoCode', harmless: [0, 8] } },
  })
  expect(await idsOf(readList(client, list, {}))).toEqual([1, 2])
  code = 2
  await expect(idsOf(readList(client, list, {}))).rejects.toThrow(
    /it does not know all rows \(infoCode 2\)$/,
  )
})
