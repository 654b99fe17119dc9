import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { WorkItemRequest } from './contract.ts'
import { readWorkItems } from './read-work-items.ts'
import { createRequestMeter } from './request-meter.ts'
import { idsOf, upTo } from './testing/ids-of.ts'
import { aClient } from './testing/test-client.ts'
import { startServer } from './testing/test-server.ts'
import { startWorkItems } from './testing/work-item-server.ts'

function aRead(overrides: Partial<WorkItemRequest> = {}): WorkItemRequest {
  return { fields: ['System.Title'], maxIds: 20_000, batchSize: 200, ...overrides }
}

it('reads 450 work items with one WIQL query and three batches, in the order of the ids', async () => {
  const server = await startWorkItems(upTo(450))
  const { client } = aClient(server)
  const read = aRead({ project: 'Web%20Shop', conditions: ["[System.State] = 'Active'"] })
  expect(await idsOf(readWorkItems(client, read, {}))).toEqual(upTo(450))
  expect(server.wiql()).toEqual([
    "SELECT [System.Id] FROM WorkItems WHERE ([System.State] = 'Active') ORDER BY [System.Id]",
  ])
  expect(server.received[0]?.path).toBe('Web%20Shop/_apis/wit/wiql')
  expect(server.received[0]?.query.toString()).toBe(
    '%24top=19999&timePrecision=true&api-version=7.1',
  )
  expect(server.batches()).toHaveLength(3)
  expect(server.batches()[0]?.path).toBe('_apis/wit/workitemsbatch')
})

it('sends fields and errorPolicy with each batch, or the expansion instead of fields', async () => {
  const server = await startWorkItems([1])
  const { client } = aClient(server)
  await idsOf(readWorkItems(client, aRead({ ids: [1] }), {}))
  await idsOf(readWorkItems(client, aRead({ ids: [1], relations: true }), {}))
  await idsOf(readWorkItems(client, aRead({ ids: [1], relations: true, fields: [] }), {}))
  expect(server.batches().map((one) => one.body)).toEqual([
    { ids: [1], fields: ['System.Title'], errorPolicy: 'omit' },
    { ids: [1], $expand: 'all', errorPolicy: 'omit' },
    { ids: [1], $expand: 'relations', errorPolicy: 'omit' },
  ])
})

it('sends given ids straight to batches, each once and in their order', async () => {
  const server = await startWorkItems([])
  const { client } = aClient(server)
  const ids = await idsOf(readWorkItems(client, aRead({ ids: [7, 3, 7, 5] }), {}))
  expect(ids).toEqual([7, 3, 5])
  expect(server.wiql()).toEqual([])
})

it('leaves out work items that are gone when their batch is read', async () => {
  const server = await startWorkItems(upTo(5), { gone: new Set([2, 4]) })
  const { client } = aClient(server)
  expect(await idsOf(readWorkItems(client, aRead(), {}))).toEqual([1, 3, 5])
})

it('gives each id once for alternatives that overlap', async () => {
  const server = await startWorkItems(upTo(10))
  const { client } = aClient(server)
  const pages: boolean[] = []
  const ids: unknown[] = []
  for await (const page of readWorkItems(client, aRead({ conditions: ['odd', 'all'] }), {})) {
    pages.push(page.ordered)
    ids.push(...page.rows)
  }
  expect(ids).toHaveLength(10)
  expect(pages).toEqual([false])
})

it('asks for the first items only, in their order, where top is small', async () => {
  const server = await startWorkItems(upTo(500))
  const { client } = aClient(server)
  const read = aRead({ top: 3, orderBy: '[System.Id] DESC' })
  expect(await idsOf(readWorkItems(client, read, {}))).toEqual([500, 499, 498])
  expect(server.received[0]?.query.get('$top')).toBe('3')
})

it('passes the cap of 20,000: 20,001 work items', async () => {
  const server = await startWorkItems(upTo(20_001))
  const { client } = aClient(server)
  expect(await idsOf(readWorkItems(client, aRead(), {}))).toEqual(upTo(20_001))
  expect(server.batches()).toHaveLength(101)
})

it('reads exactly 19,999 work items, which fill the answer', async () => {
  const server = await startWorkItems(upTo(19_999))
  const { client } = aClient(server)
  expect(await idsOf(readWorkItems(client, aRead(), {}))).toEqual(upTo(19_999))
})

// Dense at first, then one id in a thousand, then dense again at the very end.
const skewed = [
  ...upTo(60_000),
  ...upTo(20_000).map((index) => 60_000 + index * 1000),
  ...upTo(20_000).map((index) => 30_000_000 + index),
]

it('reads 100,000 work items whose ids are skewed, each once, with few queries', async () => {
  const server = await startWorkItems(skewed)
  const { client } = aClient(server)
  expect(await idsOf(readWorkItems(client, aRead(), {}))).toEqual(skewed)
  expect(server.wiql().length).toBeLessThan(30)
})

it('splits where the service refuses with VS402337 instead of cutting the answer', async () => {
  const server = await startWorkItems(skewed, { refuseAbove: 20_000 })
  const { client } = aClient(server)
  expect(await idsOf(readWorkItems(client, aRead(), {}))).toEqual(skewed)
  expect(server.wiql().length).toBeLessThan(60)
})

it('splits queries that run out of their 30 seconds (VS402335)', async () => {
  const server = await startWorkItems(upTo(1000), { slowAbove: 300 })
  const { client } = aClient(server)
  expect(await idsOf(readWorkItems(client, aRead(), {}))).toEqual(upTo(1000))
})

it('keeps the order asked for while one query holds the result, and says so when it can not', async () => {
  const server = await startWorkItems(upTo(120))
  const { client } = aClient(server)
  const read = aRead({ orderBy: '[System.Id] DESC', maxIds: 100 })
  const ordered = new Set<boolean>()
  const ids: unknown[] = []
  for await (const page of readWorkItems(client, read, {})) {
    ordered.add(page.ordered)
    ids.push(...page.rows)
  }
  expect(ids).toHaveLength(120)
  expect([...ordered]).toEqual([false])
})

it('counts pages, rows, requests and the requests to expect', async () => {
  const server = await startWorkItems(upTo(450))
  const { client } = aClient(server)
  const query = createRequestMeter()
  const scan = createRequestMeter({ parent: query })
  await idsOf(readWorkItems(client, aRead(), { meter: scan }))
  expect(query).toMatchObject({ pages: 3, rows: 450, requests: 5 })
  expect(scan.expectedRequests).toBe(5)
})

it('stops requesting while nobody reads, and asks for one batch at first when it is lazy', async () => {
  const server = await startWorkItems(upTo(10_000))
  const { client } = aClient(server)
  const pages = readWorkItems(client, aRead({ lazy: true }), {})
  await pages.next()
  await setImmediate()
  expect(server.batches()).toHaveLength(1)
  await pages.return(undefined)
})

it('looks no further ahead than some batches more than may be in flight', async () => {
  const server = await startWorkItems(upTo(10_000))
  const { client } = aClient(server, { maxConcurrency: 2 })
  const pages = readWorkItems(client, aRead(), {})
  await pages.next()
  await pages.next()
  expect(server.batches().length).toBeLessThanOrEqual(8)
  await pages.return(undefined)
})

it('closes the sockets of batches under way when the reader leaves early', async () => {
  let stalled: Promise<void> | undefined
  const server = await startServer((received, index) => {
    if (received.path.endsWith('wiql')) {
      return { body: { workItems: upTo(600).map((id) => ({ id })) } }
    }
    if (index === 1) return { body: { value: upTo(200).map((id) => ({ id })) } }
    stalled = received.gone
    return { fault: 'stall' }
  })
  const { client } = aClient(server, { maxConcurrency: 2 })
  for await (const page of readWorkItems(client, aRead(), {})) {
    expect(page.rows).toHaveLength(200)
    while (stalled === undefined) await setImmediate()
    break
  }
  await stalled
  expect(server.received.length).toBeLessThanOrEqual(4)
})

it('names a field that the organization does not have', async () => {
  const server = await startServer(() => ({
    status: 400,
    body: {
      message: 'TF51535: Cannot find field Custom.Risk.',
      typeKey: 'WorkItemTrackingFieldDefinitionNotFoundException',
    },
  }))
  const { client } = aClient(server)
  await expect(idsOf(readWorkItems(client, aRead({ ids: [1] }), {}))).rejects.toMatchObject({
    code: 'DEVOPSQL_UNDEFINED_COLUMN',
    message: expect.stringMatching(
      /names Custom\.Risk, which the organization does not have$/,
    ) as unknown,
  })
})

it('refuses a WIQL text that the service would not take', async () => {
  const server = await startWorkItems([])
  const { client } = aClient(server)
  const read = aRead({ conditions: [`[System.Title] = '${'x'.repeat(32_000)}'`] })
  await expect(idsOf(readWorkItems(client, read, {}))).rejects.toMatchObject({
    code: 'DEVOPSQL_LIMIT_EXCEEDED',
  })
  expect(server.received).toEqual([])
})

it('asks alternatives at once and splits each of them where it is too large', async () => {
  const server = await startWorkItems(upTo(300))
  const { client } = aClient(server)
  const read = aRead({ conditions: ['odd', 'a', 'b'], maxIds: 100 })
  const ids = await idsOf(readWorkItems(client, read, {}))
  expect(ids.toSorted((a, b) => a - b)).toEqual(upTo(300))
})
