import type pg from 'pg'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { connectPostgres } from '../testing/postgres-client.ts'
import { type ServedPostgres, servePostgres } from '../testing/serve-postgres.ts'

// Only its form counts: the emulator knows it by its text.
const entraToken = 'eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJib2IifQ.c2lnbmF0dXJl'
const ann = { user: 1, projects: ['Fabrikam'] }
const bob = { user: 2, projects: ['Contoso Web.Shop', 'Fabrikam Fiber (Öst)'] }
const people: Readonly<Record<string, typeof ann>> = {
  'pat-of-ann': ann,
  'pat-of-bob': bob,
  [entraToken]: bob,
}
const revoked = new Set<string>()

function tokenOf(authorization: string): string {
  const [scheme, credentials = ''] = authorization.split(' ')
  if (scheme === 'Bearer') return credentials === entraToken ? credentials : ''
  return Buffer.from(credentials, 'base64').toString('utf8').slice(1)
}

let server: ServedPostgres

beforeAll(async () => {
  server = await servePostgres(
    { passThrough: true },
    {
      latencyMs: 2,
      accepts: (authorization) => {
        const token = tokenOf(authorization)
        return token in people && !revoked.has(token) ? 'accepted' : 'refused'
      },
      visitor: (authorization) => people[tokenOf(authorization)],
    },
  )
})
afterAll(async () => await server[Symbol.asyncDispose]())

async function open(password: string, config: pg.ClientConfig = {}): Promise<pg.Client> {
  const client = await connectPostgres(server, { user: 'me', password, ...config })
  onTestFinished(async () => await client.end())
  return client
}

async function valuesOf(client: pg.Client, sql: string): Promise<readonly unknown[]> {
  const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' })
  return rows.flat()
}

const projects = 'SELECT Name FROM Projects ORDER BY Name'

it.each([
  ['a personal access token', 'pat-of-ann', ann.projects],
  ['a token of Microsoft Entra', entraToken, bob.projects],
])('takes %s as the password, and shows what it may see', async (_, password, seen) => {
  expect(await valuesOf(await open(password), projects)).toEqual(seen)
})

it.each([
  ['a token that is not accepted', { password: 'pat-of-nobody' }],
  ['a token of that form that is not accepted', { password: 'eyJh.eyJv.c2ln' }],
  ['the token of another scheme', { password: `Bearer ${entraToken}` }],
  ['no token', { password: '' }],
  ['a token for the name of an account', { user: 'ada', password: 'pat-of-ann' }],
  ['the password of an account for another name', { password: 'geheim \u00e9 \u{1F511}' }],
])('refuses %s', async (_, config) => {
  const { user = 'me' } = config as pg.ClientConfig
  await expect(open('', config)).rejects.toMatchObject({
    code: '28P01',
    message: `password authentication failed for user "${user}"`,
  })
})

it('tells a session whose token was revoked, and lets nobody in with it', async () => {
  const token = 'pat-of-carl'
  await expect(open(token)).rejects.toMatchObject({ code: '28P01' })
  Object.assign(people, { [token]: ann })
  const client = await open(token)
  expect(await valuesOf(client, projects)).toEqual(ann.projects)
  revoked.add(token)
  await expect(client.query('SELECT Id FROM WorkItems')).rejects.toMatchObject({
    code: '28000',
    hint: expect.stringContaining('token') as string,
  })
  const other = await open('pat-of-ann')
  expect(await valuesOf(other, projects)).toEqual(ann.projects)
  await expect(open(token)).rejects.toMatchObject({ code: '28P01' })
})

const questions = [
  projects,
  'SELECT DISTINCT ProjectName FROM Repositories ORDER BY 1',
  "SELECT DISTINCT replace(CatalogName, 'Project_', '') FROM sys_catalogs WHERE CatalogName <> 'CData' ORDER BY 1",
  'SELECT DISTINCT TeamProject FROM WorkItems ORDER BY 1',
  "SELECT replace(datname, 'Project_', '') FROM pg_database WHERE datname LIKE 'Project%' ORDER BY 1",
]

it('shows each person the own projects, however many ask at once', async () => {
  const sessions = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const [token, { projects: seen }] =
        index % 2 === 0 ? (['pat-of-ann', ann] as const) : (['pat-of-bob', bob] as const)
      return { seen, client: await open(token) }
    }),
  )
  const answers = await Promise.all(
    sessions.map(async ({ client, seen }) => {
      const rows: unknown[] = []
      for (const sql of questions) rows.push(...(await valuesOf(client, sql)))
      return { seen, told: [...new Set(rows)].toSorted() }
    }),
  )
  expect(answers.map(({ told }) => told)).toEqual(answers.map(({ seen }) => seen))
})

it('keeps statements, cursors, settings, views and requests of one person from another', async () => {
  const one = await open('pat-of-ann')
  const other = await open('pat-of-bob')
  await one.query("PREPARE mine AS SELECT 'a secret of ann'; SET application_name = 'ann''s'")
  await one.query('BEGIN; DECLARE c CURSOR WITH HOLD FOR SELECT Name FROM Projects; COMMIT')
  await one.query('CREATE LOCAL VIEW mine AS SELECT Name FROM Projects')
  await one.query('SELECT Name FROM AgentPools')
  await expect(other.query('EXECUTE mine')).rejects.toMatchObject({ code: '42883' })
  await expect(other.query('FETCH ALL FROM c')).rejects.toMatchObject({ code: '34000' })
  await expect(other.query('SELECT * FROM UserViews.mine')).rejects.toMatchObject({ code: '42P01' })
  expect(await valuesOf(other, 'SHOW application_name')).not.toContain("ann's")
  const asked = "SELECT count(*) > 0 FROM sys_requests WHERE Template LIKE '%/pools'"
  expect(await valuesOf(one, asked)).toEqual([true])
  expect(await valuesOf(other, asked)).toEqual([false])
  const seen = await valuesOf(other, 'SELECT * FROM pg_stat_activity')
  expect(JSON.stringify(seen)).not.toContain('secret of ann')
})

it('knows another person with the same user name as another person', async () => {
  const [one, other] = [await open('pat-of-ann'), await open('pat-of-bob')]
  expect(await valuesOf(one, 'SELECT current_user')).toEqual(['me'])
  expect(await valuesOf(other, 'SELECT current_user')).toEqual(['me'])
  expect(await valuesOf(one, projects)).toEqual(ann.projects)
  expect(await valuesOf(other, projects)).toEqual(bob.projects)
})

it('knows no project of another person as a database', async () => {
  const database = 'Project_Contoso Web.Shop'
  expect(await valuesOf(await open('pat-of-bob', { database }), 'SELECT 1')).toEqual([1])
  await expect(open('pat-of-ann', { database })).rejects.toMatchObject({ code: '3D000' })
})

it('writes no token into its log, and where refused clients came from', async () => {
  await expect(open('pat-of-nobody')).rejects.toThrow()
  expect(server.served.log()).toMatch(
    /"level":"warn".*"address":"127\.0\.0\.1:\d+","sqlstate":"28P01"/,
  )
  expect(server.served.log()).not.toMatch(/pat-of-|eyJ|geheim/)
})
