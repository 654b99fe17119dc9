import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DevopsqlError } from '@devopsql/errors'
import { type Connection, connect, type QueryResult } from 'devopsql'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from '../open-organization.ts'

let organization: OpenOrganization
beforeAll(async () => {
  organization = await openOrganization({ rows: { WorkItems: 6000, Builds: 400 } })
})
afterAll(() => organization[Symbol.asyncDispose]())
beforeEach(() => organization.emulator.resetStats())

const requests = (): number => organization.emulator.stats().requests
const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** No request begins any more: what was under way at a time has ended some time later. */
async function expectQuiet(): Promise<void> {
  await pause(100)
  const before = requests()
  await pause(200)
  expect(requests()).toBe(before)
}

const large = 'SELECT Id, Title FROM WorkItems'
const sorted = 'SELECT Id, Title FROM WorkItems ORDER BY Title'
const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { readonly code?: unknown }).code,
  )

it.each([large, sorted])('leaving the loop ends the requests: %s', async (sql) => {
  const result = await organization.on.query(sql)
  for await (const row of result) {
    expect(row).toHaveProperty('Id')
    break
  }
  expect(result.stats.complete).toBe(false)
  await expectQuiet()
})

it('an exception in the loop ends the requests and comes through', async () => {
  const result = await organization.on.query(large)
  const read = async (): Promise<void> => {
    for await (const _ of result) throw new Error('mine')
  }
  await expect(read()).rejects.toThrow('mine')
  await expectQuiet()
})

it('a result that nobody reads asks for nothing, and can be closed', async () => {
  const result = await organization.on.query(sorted)
  await pause(100)
  expect(requests()).toBeLessThan(3)
  await result.close()
  await result.close()
})

it('await using closes a result', async () => {
  {
    await using result = await organization.on.query(large)
    expect(result.columns).toHaveLength(2)
  }
  await expectQuiet()
})

it('a result is read once', async () => {
  const result = await organization.on.query('SELECT Id FROM WorkItems LIMIT 2')
  expect(await result.toArray()).toHaveLength(2)
  expect(await codeOf(result.toArray())).toBe('DEVOPSQL_CLOSED')
})

it('two results are read at once, row by row', async () => {
  const items = await organization.on.query('SELECT Id FROM WorkItems ORDER BY Id LIMIT 300')
  const builds = await organization.on.query('SELECT Id FROM Builds ORDER BY Id LIMIT 300')
  const other = builds[Symbol.asyncIterator]()
  const seen: (readonly unknown[])[] = []
  for await (const row of items) seen.push([row['Id'], (await other.next()).value])
  expect(seen).toHaveLength(300)
  expect(seen.every((pair) => pair[1] !== undefined)).toBe(true)
  await builds.close()
})

it('a signal that was aborted before, while or after reading', async () => {
  const query = async (signal: AbortSignal): Promise<QueryResult> =>
    organization.on.query(sorted, [], { signal })
  expect(await codeOf(query(AbortSignal.abort()))).toBe('DEVOPSQL_CANCELLED')
  expect(requests()).toBe(0)

  const during = new AbortController()
  const result = await query(during.signal)
  setTimeout(() => during.abort(), 10)
  expect(await codeOf(result.toArray())).toBe('DEVOPSQL_CANCELLED')
  await expectQuiet()

  const after = new AbortController()
  const whole = await (await query(after.signal)).toArray()
  after.abort()
  expect(whole).toHaveLength(6000)
})

it('closing the connection ends what is being read', async () => {
  for (const sql of [large, sorted]) {
    const connection = await organization.connect('')
    const result = await connection.query(sql)
    const read = codeOf(result.toArray())
    await pause(20)
    await connection.close()
    expect(await read).toBe('DEVOPSQL_CLOSED')
  }
  await expectQuiet()
})

it('a closed connection says so, and can be closed again', async () => {
  const connection = await organization.connect('')
  await connection.close()
  await connection.close()
  expect(await codeOf(connection.query('SELECT 1 AS one'))).toBe('DEVOPSQL_CLOSED')
  expect(await codeOf(connection.describe('WorkItems'))).toBe('DEVOPSQL_CLOSED')
})

it('await using closes a connection', async () => {
  let opened: Connection
  {
    await using connection = await connect(organization.emulator.connectionString)
    opened = connection
  }
  expect(await codeOf(opened.query('SELECT 1 AS one'))).toBe('DEVOPSQL_CLOSED')
})

it('connections do not disturb each other', async () => {
  const connection = await organization.connect('')
  const here = await connection.query(large)
  const there = await organization.on.query(large)
  const rows = there.toArray()
  await connection.close()
  expect(await rows).toHaveLength(6000)
  await here.close()
})

it('asks before each request, and ends the query with what the answer throws', async () => {
  let asked = 0
  const beforeRequest = (): void => {
    asked += 1
    if (asked > 3) throw new DevopsqlError('enough', { code: 'DEVOPSQL_QUOTA_EXCEEDED' })
  }
  const read = async (): Promise<unknown> =>
    (await organization.on.query(large, [], { beforeRequest })).toArray()
  expect(await codeOf(read())).toBe('DEVOPSQL_QUOTA_EXCEEDED')
  expect(requests()).toBe(3)
})

it('runs no procedure where statements come from others', async () => {
  const connection = await connect('AuthScheme=AzureAD;Organization=x;OAuthClientId=y', {
    hosted: true,
  })
  const call = connection.query("EXEC GetOAuthAuthorizationURL AuthMode = 'WEB'")
  expect(await codeOf(call)).toBe('DEVOPSQL_UNSUPPORTED_STATEMENT')
  await connection.close()
})

it('keeps views that others make in no file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-hosted-'))
  const file = join(folder, 'views.json')
  await writeFile(file, '{"mine": {"query": "SELECT 1 AS a"}}')
  const { connectionString } = organization.emulator
  const connection = await connect(`${connectionString}UserDefinedViews=${file}`, { hosted: true })
  await (
    await connection.query('CREATE LOCAL VIEW theirs AS SELECT a FROM UserViews.mine')
  ).toArray()
  expect(await (await connection.query('SELECT * FROM UserViews.theirs')).toArray()).toEqual([
    { a: 1 },
  ])
  await connection.close()
  expect(await readFile(file, 'utf8')).not.toContain('theirs')
  await rm(folder, { recursive: true })
})
