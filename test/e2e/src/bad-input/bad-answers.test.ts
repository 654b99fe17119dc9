import { type Emulator, type Fault, startEmulator } from '@devopsql/emulator'
import { connect, type QueryResult } from 'devopsql'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { serveRoutes } from '../recordings/serve-routes.ts'
import { failureOf, secret } from './failure.ts'

beforeEach(() => {
  // Tries follow each other at once.
  vi.spyOn(Math, 'random').mockReturnValue(0)
  return () => vi.restoreAllMocks()
})

const startFaulty = (...faults: readonly Fault[]): Promise<Emulator> =>
  startEmulator({ token: secret, faults, rows: { WorkItems: 500, Builds: 30 } })

interface Answered {
  readonly rows: readonly unknown[]
  readonly stats: QueryResult['stats']
}

async function query(emulator: Emulator, sql: string, more = ''): Promise<Answered> {
  await using db = await connect(emulator.connectionString + more)
  const result = await db.query(sql)
  return { rows: await result.toArray(), stats: result.stats }
}

const projects = 'SELECT Name FROM Projects'
const tokenHint =
  'Check that the personal access token has not expired or been revoked, belongs to this organization and has the scopes to read; create a new one under User settings > Personal access tokens.'

describe('a sign-in that is not accepted', () => {
  it.each<[Fault['kind'], string]>([
    ['sign-in-page', '203 with a sign-in page'],
    ['redirect', '302 with a redirect'],
    ['unauthorized', '401'],
    ['not-authorized', '401'],
  ])('%s', async (kind, answered) => {
    await using emulator = await startFaulty({ kind } as Fault)
    const error = await failureOf(() => query(emulator, projects))
    expect(error).toMatchObject({ code: 'DEVOPSQL_SIGN_IN_FAILED', hint: tokenHint })
    expect(error.message).toBe(
      `${new URL(emulator.url).host} did not accept the sign-in (it answered ${answered})`,
    )
  })

  it('because the token is another one', async () => {
    await using emulator = await startEmulator({ token: 'another', rows: { WorkItems: 1 } })
    const text = `URL=${emulator.url};PersonalAccessToken=${secret}`
    const read = async (): Promise<unknown> => {
      await using db = await connect(text)
      return await (await db.query(projects)).toArray()
    }
    expect(await failureOf(read)).toMatchObject({ code: 'DEVOPSQL_SIGN_IN_FAILED' })
  })

  it('ends a scan that has begun: no rows pass for all rows', async () => {
    await using emulator = await startFaulty({
      kind: 'unauthorized',
      path: 'workitemsbatch',
      after: 1,
    })
    const error = await failureOf(() =>
      query(emulator, 'SELECT Title FROM WorkItems', 'MaxConcurrency=1;'),
    )
    expect(error).toMatchObject({ code: 'DEVOPSQL_SIGN_IN_FAILED', hint: tokenHint })
  })

  it('is told when the connection opens, where ConnectOnOpen asks for it', async () => {
    await using emulator = await startFaulty({ kind: 'sign-in-page' })
    const text = `${emulator.connectionString}ConnectOnOpen=true;`
    expect(await failureOf(() => connect(text))).toMatchObject({ code: 'DEVOPSQL_SIGN_IN_FAILED' })
  })
})

describe('one project of many that may not be read', () => {
  const forbidden: Fault = { kind: 'forbidden', project: 'Fabrikam' }
  const sql = 'SELECT DISTINCT ProjectName FROM Builds ORDER BY ProjectName'

  it('is an error that names it', async () => {
    await using emulator = await startFaulty(forbidden)
    expect(await failureOf(() => query(emulator, sql))).toMatchObject({
      code: 'DEVOPSQL_PERMISSION_DENIED',
      message: `Builds of Fabrikam can't be read: GET {project}/_apis/build/builds on ${new URL(emulator.url).host} is not permitted`,
      hint: 'Ask for the permission to read it, and check that the token has the scope Build (Read). With AllowPartial=true the rest is returned and the result says what is missing.',
    })
  })

  it('is left out and named with AllowPartial=true', async () => {
    await using emulator = await startFaulty(forbidden)
    const { rows, stats } = await query(emulator, sql, 'AllowPartial=true;')
    expect(rows).toEqual([
      { ProjectName: 'Contoso Web.Shop' },
      { ProjectName: 'Fabrikam Fiber (Öst)' },
    ])
    expect(stats).toMatchObject({
      complete: false,
      missing: [{ table: 'Builds', part: 'Fabrikam' }],
    })
  })
})

describe('an answer that is damaged, or from something else', () => {
  const damaged = 'was answered with JSON that is cut short or damaged'

  it('a byte order mark before the JSON is no damage', async () => {
    await using emulator = await startFaulty({ kind: 'byte-order-mark' })
    expect((await query(emulator, projects)).rows).toHaveLength(3)
  })

  it('JSON that ends too early', async () => {
    await using emulator = await startFaulty({ kind: 'truncated' })
    expect(await failureOf(() => query(emulator, projects))).toMatchObject({
      code: 'DEVOPSQL_INVALID_RESPONSE',
      message: `GET _apis/projects on ${new URL(emulator.url).host} ${damaged}`,
    })
  })

  it('a connection that breaks in the middle of an answer', async () => {
    await using emulator = await startFaulty({ kind: 'cut-off' })
    expect(await failureOf(() => query(emulator, projects))).toMatchObject({
      code: 'DEVOPSQL_CONNECTION_FAILED',
      message: `the connection to ${new URL(emulator.url).host} broke`,
    })
  })

  it.each(['unavailable-html', 'unavailable-json'] as const)('a 503: %s', async (kind) => {
    await using emulator = await startFaulty({ kind })
    expect(await failureOf(() => query(emulator, projects))).toMatchObject({
      code: 'DEVOPSQL_REMOTE_ERROR',
      message: `GET _apis/projects on ${new URL(emulator.url).host} was answered 503`,
      hint: 'Try again later; the service itself has failed.',
    })
  })

  it('a refusal for reasons of rate that stays', async () => {
    await using emulator = await startFaulty({ kind: 'blocked' })
    expect(await failureOf(() => query(emulator, projects))).toMatchObject({
      code: 'DEVOPSQL_THROTTLED',
      hint: 'Wait some minutes, or read less at once: a lower MaxConcurrency, a narrower WHERE.',
    })
  })

  it('a web site that is no Azure DevOps', async () => {
    await using server = await serveRoutes([{ path: '_apis/projects', body: { hello: 'world' } }])
    await using db = await connect({ URL: server.url, PersonalAccessToken: secret })
    const read = async (): Promise<unknown> => await (await db.query(projects)).toArray()
    expect(await failureOf(read)).toMatchObject({
      code: 'DEVOPSQL_INVALID_RESPONSE',
      message: 'GET _apis/projects was answered without its list of rows',
    })
  })
})

describe('a server that quotes the request', () => {
  const sent = Buffer.from(`:${secret}`).toString('base64')

  it.each([
    ['the token', { message: `no, ${secret} won't do` }, 400],
    ['the header', { message: `Authorization: Basic ${sent}` }, 500],
    ['both in something that is no JSON', `<<${secret} ${sent}>>`, 200],
    ['the token in a page', `<html>${secret}</html>`, 418],
  ])('has no error carry the token: %s', async (_, body, status) => {
    await using server = await serveRoutes([{ path: '_apis/projects', status, body }])
    await using db = await connect({ URL: server.url, PersonalAccessToken: secret })
    const read = async (): Promise<unknown> => await (await db.query(projects)).toArray()
    const error = await failureOf(read)
    expect(error.detail).toBeUndefined()
    expect(error.category).toBe('remote')
  })
})

describe('what is not there without being an error', () => {
  it('a field that one process only has is NULL elsewhere', async () => {
    await using emulator = await startFaulty()
    const sql = `SELECT ProjectName, count(ReleaseDate) > 0 AS used FROM WorkItems
      GROUP BY ProjectName ORDER BY ProjectName`
    const { rows } = await query(emulator, sql)
    expect(rows).toEqual([
      { ProjectName: 'Contoso Web.Shop', used: true },
      { ProjectName: 'Fabrikam', used: false },
      { ProjectName: 'Fabrikam Fiber (Öst)', used: false },
    ])
  })

  it('an organization without projects, and a project without work items, have no rows', async () => {
    await using empty = await startEmulator({ token: secret, rows: { Projects: 0, WorkItems: 0 } })
    await using unused = await startEmulator({ token: secret, rows: { WorkItems: 0 } })
    const inProject = 'SELECT Id FROM Project_Fabrikam.Project.WorkItems'
    expect((await query(empty, projects)).rows).toEqual([])
    expect((await query(empty, 'SELECT Id FROM Builds')).rows).toEqual([])
    expect((await query(empty, 'SELECT count(*) AS n FROM WorkItems')).rows).toEqual([{ n: 0 }])
    expect((await query(unused, inProject)).rows).toEqual([])
  })
})
