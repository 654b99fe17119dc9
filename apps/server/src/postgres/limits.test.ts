import type pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { addAccount } from '../accounts/change-accounts.ts'
import type { Limits } from '../limits/limits.ts'
import { connectPostgres } from '../testing/postgres-client.ts'
import { type ServedPostgres, servePostgres } from '../testing/serve-postgres.ts'

async function open(limits: Limits, latencyMs = 0): Promise<ServedPostgres> {
  const server = await servePostgres({ limits }, { latencyMs })
  onTestFinished(async () => await server[Symbol.asyncDispose]())
  return server
}

const items = 'SELECT Id, Title FROM WorkItems'

it.each<[Limits, string]>([
  [{ requestsPerQuery: 2 }, 'requestsPerQuery of ada is 2'],
  [{ requestsPerHour: 2 }, 'requestsPerHour of ada is 2'],
  [{ rowsPerResult: 10 }, 'rowsPerResult of ada is 10'],
  [{ secondsPerQuery: 1 }, 'secondsPerQuery of ada is 1'],
])('names the limit that refuses: %o', async (limits, message) => {
  const server = await open(limits, limits.secondsPerQuery === undefined ? 0 : 2000)
  const client = await connectPostgres(server)
  await expect(client.query(items)).rejects.toMatchObject({
    code: '53400',
    message: expect.stringContaining(`the limit ${message}`) as string,
  })
  expect((await client.query('SHOW TimeZone')).rows).toEqual([{ TimeZone: 'UTC' }])
  await client.end()
})

it('counts the queries that run at once over all sessions of a user', async () => {
  const server = await open({ queriesAtOnce: 1 }, 300)
  const [one, other] = [await connectPostgres(server), await connectPostgres(server)]
  const first = one.query(items)
  await expect.poll(() => server.served.log()).toContain('query begins')
  await expect(other.query(items)).rejects.toMatchObject({
    code: '53400',
    message: expect.stringContaining('the limit queriesAtOnce of ada is 1') as string,
  })
  await first
  expect((await other.query('SELECT 1 AS x')).rows).toEqual([{ x: 1 }])
  await Promise.all([one.end(), other.end()])
})

it('refuses an account that has expired as it refuses a wrong password', async () => {
  const server = await open({})
  const expired = { name: 'old', password: 'right horse', expires: '2020-01-01' }
  await addAccount(server.accountsFile, expired)
  const refusal = async (config: pg.ClientConfig): Promise<unknown> =>
    await connectPostgres(server, config).catch((error: unknown) => error)
  const told = (user: string): object => ({
    code: '28P01',
    message: `password authentication failed for user "${user}"`,
  })
  expect(await refusal({ user: 'old', password: 'right horse' })).toMatchObject(told('old'))
  expect(await refusal({ user: 'ada', password: 'wrong horse' })).toMatchObject(told('ada'))
  expect(await refusal({ user: 'nobody', password: 'wrong horse' })).toMatchObject(told('nobody'))
})
