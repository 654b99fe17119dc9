import { expect, it } from 'vitest'
import { readList } from '../read-list.ts'
import { idsOf, rowsOf } from '../testing/ids-of.ts'
import { aClient, aList, idOf } from '../testing/test-client.ts'
import { startServer } from '../testing/test-server.ts'

const byHeader = {
  kind: 'continuation-header',
  token: 'continuationToken',
  top: '$top',
  pageSize: 50,
} as const
const byBody = {
  kind: 'continuation-body',
  token: 'continuationToken',
  path: 'next.token',
} as const

it('follows the token in the header, with all other parameters as they were', async () => {
  const pages = [rowsOf([1, 2]), [], rowsOf([3])]
  const tokens = ['2017-11-20T13:18:01.1275996Z', 'b&=', '']
  const server = await startServer((_received, index) => ({
    headers: index < 2 ? { 'x-ms-continuationtoken': tokens[index] ?? '' } : {},
    body: { value: pages[index] },
  }))
  const { client } = aClient(server)
  const list = aList({ paging: byHeader, query: { statusFilter: 'completed' } })
  expect(await idsOf(readList(client, list, {}))).toEqual([1, 2, 3])
  const others = server.received.map(({ query }) => [query.get('statusFilter'), query.get('$top')])
  expect(others).toEqual([
    ['completed', '50'],
    ['completed', '50'],
    ['completed', '50'],
  ])
  expect(server.received.map((one) => one.query.get('continuationToken'))).toEqual([
    null,
    '2017-11-20T13:18:01.1275996Z',
    'b&=',
  ])
})

it('asks for pages of the size that the query sends', async () => {
  const server = await startServer((_received, index) => ({
    headers: index < 1 ? { 'x-ms-continuationtoken': 't' } : {},
    body: { value: rowsOf([index]) },
  }))
  const { client } = aClient(server)
  const list = aList({ paging: byHeader, query: { $top: '7' } })
  expect(await idsOf(readList(client, list, {}))).toEqual([0, 1])
  await idsOf(readList(client, { ...list, limit: 3 }, {}))
  await idsOf(readList(client, { ...list, limit: 30 }, {}))
  expect(server.received.map(({ query }) => query.get('$top'))).toEqual(['7', '7', '3', '7'])
})

it('follows the token in the body, text or number', async () => {
  const server = await startServer((_received, index) => ({
    body: { value: rowsOf([index]), next: { token: [7, 'x', null][index] } },
  }))
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging: byBody }), {}))).toEqual([0, 1, 2])
  expect(server.received.map((one) => one.query.get('continuationToken'))).toEqual([null, '7', 'x'])
})

it('says where to begin with the first page only', async () => {
  const server = await startServer((_received, index) => ({
    body: { value: rowsOf([index]), next: { token: index < 2 ? `t${index}` : null } },
  }))
  const { client } = aClient(server)
  const paging = { ...byBody, beginning: ['since'] }
  const list = aList({ paging, query: { since: '2026-01-01', fields: 'Id' } })
  expect(await idsOf(readList(client, list, {}))).toEqual([0, 1, 2])
  expect(server.received.map(({ query }) => [query.get('since'), query.get('fields')])).toEqual([
    ['2026-01-01', 'Id'],
    [null, 'Id'],
    [null, 'Id'],
  ])
})

it('ends where the body says that there is no more, though it has a token', async () => {
  const server = await startServer((_received, index) => ({
    body: { value: rowsOf([index]), next: { token: `t${index}` }, hasMore: index < 1 },
  }))
  const { client } = aClient(server)
  const paging = { ...byBody, more: 'hasMore' }
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual([0, 1])
})

it('ends where the body says that it is the last, though it has a token', async () => {
  const server = await startServer((_received, index) => ({
    body: { value: rowsOf([index]), next: { token: `t${index}` }, isLastBatch: index === 1 },
  }))
  const { client } = aClient(server)
  const paging = { ...byBody, last: 'isLastBatch' }
  expect(await idsOf(readList(client, aList({ paging }), {}))).toEqual([0, 1])
})

it('gives a row once that comes on two pages', async () => {
  const server = await startServer((_received, index) => ({
    headers: index === 0 ? { 'x-ms-continuationtoken': 'a' } : {},
    body: {
      value: rowsOf(
        [
          [1, 2],
          [2, 3],
        ][index] ?? [],
      ),
    },
  }))
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging: byHeader }), {}))).toEqual([1, 2, 3])
})

it('throws when a token repeats itself instead of reading for ever', async () => {
  const server = await startServer(() => ({
    headers: { 'x-ms-continuationtoken': 'same' },
    body: { value: rowsOf([1]) },
  }))
  const { client } = aClient(server)
  await expect(idsOf(readList(client, aList({ paging: byHeader }), {}))).rejects.toMatchObject({
    code: 'DEVOPSQL_INCOMPLETE',
  })
})

it.each([
  ['the same rows', { sent: rowsOf([1, 2]), rowKey: idOf, requests: 11 }],
  ['the same rows without keys', { sent: rowsOf([1, 2]), rowKey: () => undefined, requests: 11 }],
  ['no rows', { sent: [], rowKey: idOf, requests: 1_000 }],
])('throws when ever new tokens bring %s', async (_, { sent, rowKey, requests }) => {
  const server = await startServer((_received, index) => ({
    headers: { 'x-ms-continuationtoken': `token ${index}` },
    body: { value: sent },
  }))
  const { client } = aClient(server)
  await expect(
    idsOf(readList(client, aList({ paging: byHeader, rowKey }), {})),
  ).rejects.toMatchObject({
    code: 'DEVOPSQL_INCOMPLETE',
    message:
      'GET {project}/_apis/things could not be read completely: page after page brings no new row',
  })
  expect(server.received).toHaveLength(requests)
})

it('stops at the limit', async () => {
  const server = await startServer((_received, index) => ({
    headers: { 'x-ms-continuationtoken': String(index) },
    body: { value: rowsOf([index]) },
  }))
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging: byHeader, limit: 2 }), {}))).toEqual([0, 1])
  expect(server.received.map((one) => one.query.get('$top'))).toEqual(['2', '2'])
})

it('does not trust as many rows as the service ever gives, unless no more were wanted', async () => {
  const server = await startServer(({ query }) => ({
    headers: query.has('continuationToken') ? {} : { 'x-ms-continuationtoken': 'next' },
    body: { value: query.has('continuationToken') ? rowsOf([3, 4]) : rowsOf([1, 2]) },
  }))
  const { client } = aClient(server)
  const capped = { ...byHeader, mostRows: 4 }
  const roomy = { ...byHeader, mostRows: 5 }
  await expect(idsOf(readList(client, aList({ paging: capped }), {}))).rejects.toMatchObject({
    code: 'DEVOPSQL_INCOMPLETE',
    message:
      'GET {project}/_apis/things could not be read completely: the service gives no more than 4 rows',
  })
  expect(await idsOf(readList(client, aList({ paging: roomy }), {}))).toEqual([1, 2, 3, 4])
  expect(await idsOf(readList(client, aList({ paging: capped, limit: 4 }), {}))).toHaveLength(4)
})
