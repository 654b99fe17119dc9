import { expect, it } from 'vitest'
import { serve } from '../testing/serve.ts'

it.each([
  [undefined, '512MB'],
  ['64MB', '64MB'],
])('with memoryLimit %s the engine of a user takes %s', async (memoryLimit, taken) => {
  await using served = await serve({ memoryLimit })
  const sql = "SELECT Value FROM sys_connection_props WHERE Name = 'MemoryLimit'"
  const answer = await served.post('/v1/query', { sql })
  expect(await answer.json()).toMatchObject({ rows: [{ Value: taken }] })
})

it('refuses a query that needs more, and goes on', async () => {
  await using served = await serve({ memoryLimit: '20MB' })
  const sql = 'SELECT list(i::VARCHAR) AS l FROM range(2000000) AS t(i)'
  const answer = await served.post('/v1/query', { sql })
  expect(await answer.json()).toMatchObject({ code: 'DEVOPSQL_OUT_OF_MEMORY' })
  expect((await served.post('/v1/query', { sql: 'SELECT 1' })).status).toBe(200)
})
