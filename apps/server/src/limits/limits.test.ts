import { afterEach, expect, it } from 'vitest'
import { type Served, serve } from '../testing/serve.ts'
import type { Limits } from './limits.ts'

let served: Served
afterEach(async () => await served[Symbol.asyncDispose]())

const items = 'SELECT Id, Title FROM WorkItems'

it.each<[string, Limits, string]>([
  ['requests', { requestsPerQuery: 2 }, 'requestsPerQuery of anybody is 2'],
  ['rows', { rowsPerResult: 10 }, 'rowsPerResult of anybody is 10'],
  ['seconds', { secondsPerQuery: 1 }, 'secondsPerQuery of anybody is 1'],
])('refuses more %s than a query may have', async (_, limits, detail) => {
  const latencyMs = limits.secondsPerQuery === undefined ? 0 : 2000
  served = await serve({ limits }, { latencyMs })
  const answer = await served.post('/v1/query', { sql: items })
  expect(await answer.json()).toMatchObject({
    status: 429,
    code: 'DEVOPSQL_QUOTA_EXCEEDED',
    sqlstate: '53400',
    detail: expect.stringContaining(`the limit ${detail}`) as string,
  })
  expect(served.log()).toMatch(/"outcome":"limited","code":"DEVOPSQL_QUOTA_EXCEEDED"/)
  const metrics = await (await served.get('/metrics')).text()
  expect(metrics).toContain(`devopsql_limits_hit_total{limit="${Object.keys(limits)[0]}"} 1`)
})

it('refuses one query more than may run at once, and goes on when they have ended', async () => {
  served = await serve({ limits: { queriesAtOnce: 1 } }, { latencyMs: 300 })
  const first = served.post('/v1/query', { sql: items })
  await expect.poll(() => served.log()).toContain('query begins')
  const second = await served.post('/v1/query', { sql: 'SELECT 1' })
  expect(await second.json()).toMatchObject({ code: 'DEVOPSQL_QUOTA_EXCEEDED' })
  await (await first).text()
  expect((await served.post('/v1/query', { sql: 'SELECT 1' })).status).toBe(200)
})

it('refuses a file with more rows than a result may have', async () => {
  served = await serve({ limits: { rowsPerResult: 10 } })
  const accept = 'application/vnd.apache.parquet'
  const answer = await served.post('/v1/query', { sql: items }, { accept })
  expect(await answer.json()).toMatchObject({ code: 'DEVOPSQL_QUOTA_EXCEEDED' })
})

it('counts the requests of an hour over all queries', async () => {
  served = await serve({ limits: { requestsPerHour: 4 } })
  const project = { sql: 'SELECT count(*) AS n FROM Teams' }
  const statuses: number[] = []
  for (const _ of [1, 2, 3, 4, 5]) {
    statuses.push((await served.post('/v1/query', project)).status)
  }
  expect(statuses.at(0)).toBe(200)
  expect(statuses.at(-1)).toBe(429)
  expect(served.emulator.stats().requests).toBeLessThanOrEqual(4)
})
