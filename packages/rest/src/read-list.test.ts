import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { readList } from './read-list.ts'
import { createRequestMeter } from './request-meter.ts'
import { idsOf, rowsOf, upTo } from './testing/ids-of.ts'
import { aClient, aList } from './testing/test-client.ts'
import { startServer } from './testing/test-server.ts'

const single = { kind: 'single' } as const
const tokens = { kind: 'continuation-header', token: 'continuationToken' } as const

it('reads a whole list in one answer, and a body that is the one row', async () => {
  const server = await startServer(() => ({ body: { id: 4, list: { items: rowsOf([1, 2]) } } }))
  const { client } = aClient(server)
  const nested = aList({ paging: single, rows: 'list.items' })
  expect(await idsOf(readList(client, nested, {}))).toEqual([1, 2])
  expect(await idsOf(readList(client, aList({ paging: single, rows: '' }), {}))).toEqual([4])
})

it('takes a value of null for an empty list', async () => {
  const server = await startServer(() => ({ body: { count: 0, value: null } }))
  const { client } = aClient(server)
  expect(await idsOf(readList(client, aList({ paging: single }), {}))).toEqual([])
})

it('takes a 404 for an empty list only where that is what it means', async () => {
  const server = await startServer(() => ({ status: 404, body: { message: 'gone' } }))
  const { client } = aClient(server)
  const list = aList({ paging: single })
  expect(await idsOf(readList(client, { ...list, missingIsEmpty: true }, {}))).toEqual([])
  await expect(idsOf(readList(client, list, {}))).rejects.toMatchObject({
    code: 'DEVOPSQL_NOT_FOUND',
  })
})

it('counts pages and rows', async () => {
  const server = await startServer(() => ({ body: { value: rowsOf(upTo(3)) } }))
  const { client } = aClient(server)
  const meter = createRequestMeter()
  await idsOf(readList(client, aList({ paging: single }), { meter }))
  expect(meter).toMatchObject({ pages: 1, rows: 3 })
})

it('asks for no second page until the reader wants it, and then one page ahead', async () => {
  const server = await startServer((_received, index) => ({
    headers: { 'x-ms-continuationtoken': String(index) },
    body: { value: rowsOf([index]) },
  }))
  const { client } = aClient(server)
  const pages = readList(client, aList({ paging: tokens }), {})
  await pages.next()
  await setImmediate()
  expect(server.received).toHaveLength(1)
  await pages.next()
  while (server.received.length < 3) await setImmediate()
  await pages.return(undefined)
  expect(server.received).toHaveLength(3)
})

it('closes the socket of the page ahead when the reader leaves', async () => {
  let gone: Promise<void> | undefined
  const server = await startServer((received, index) => {
    if (index < 2) {
      return {
        headers: { 'x-ms-continuationtoken': String(index) },
        body: { value: rowsOf([index]) },
      }
    }
    gone = received.gone
    return { fault: 'stall' }
  })
  const { client } = aClient(server)
  const ids: unknown[] = []
  for await (const page of readList(client, aList({ paging: tokens }), {})) {
    ids.push(...page.rows)
    if (ids.length < 2) continue
    while (gone === undefined) await setImmediate()
    break
  }
  await gone
  expect(ids).toEqual([{ id: 0 }, { id: 1 }])
})

it('rejects the next step when the query is cancelled between pages', async () => {
  const server = await startServer((_received, index) => ({
    headers: { 'x-ms-continuationtoken': String(index) },
    body: { value: rowsOf([index]) },
  }))
  const { client } = aClient(server)
  const controller = new AbortController()
  const pages = readList(client, aList({ paging: tokens }), { signal: controller.signal })
  await pages.next()
  controller.abort()
  await expect(pages.next()).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
})
