import type { Row } from 'devopsql'
import { expect, it } from 'vitest'
import { failureOf } from './bad-input/failure.ts'
import { openOrganization } from './open-organization.ts'

const small = { WorkItems: 20, Builds: 10, PullRequests: 10, Commits: 10, Repositories: 4 }
const inaccessible =
  'SELECT TableName, Part, Scope, Code, Times FROM sys_inaccessible ORDER BY TableName, Part'

it('names the project that a partial result lacks, and the scope that would open it', async () => {
  await using organization = await openOrganization({ rows: small })
  const { emulator } = organization
  emulator.faults.add({ kind: 'forbidden', project: 'Contoso Web.Shop' })
  const db = await organization.connect('AllowPartial=true;')
  const read = async (sql: string): Promise<readonly Row[]> => await (await db.query(sql)).toArray()
  expect(await read(inaccessible)).toEqual([])
  await read('SELECT Id FROM Builds')
  await read('SELECT Id FROM Builds')
  const refused = {
    TableName: 'Builds',
    Part: 'Contoso Web.Shop',
    Scope: 'Build (Read)',
    Code: 'DEVOPSQL_PERMISSION_DENIED',
    Times: 2,
  }
  expect(await read(inaccessible)).toEqual([refused])
  const [row] = await read('SELECT Template, Hint, LastRefusedAt FROM sys_inaccessible')
  expect(row?.['Template']).toBe('{project}/_apis/build/builds')
  expect(row?.['Hint']).toContain('the scope Build (Read)')
  expect(row?.['LastRefusedAt']).toBeInstanceOf(Date)
})

it('keeps what ended a query, and is of one connection', async () => {
  await using organization = await openOrganization({ rows: small })
  const { emulator, on, off } = organization
  await (await on.query('SELECT Id FROM Projects')).toArray()
  emulator.faults.add({ kind: 'unauthorized', path: 'graph/users' })
  await failureOf(async () => await (await on.query('SELECT * FROM Users')).toArray())
  expect(await (await on.query(inaccessible)).toArray()).toEqual([
    {
      TableName: 'Users',
      Part: 'the organization',
      Scope: 'Graph (Read)',
      Code: 'DEVOPSQL_SIGN_IN_FAILED',
      Times: 1,
    },
  ])
  expect(await (await off.query(inaccessible)).toArray()).toEqual([])
})

it('goes on with a personal access token after a refusal that is about one area', async () => {
  await using organization = await openOrganization({ rows: small })
  const { emulator, on } = organization
  emulator.faults.add({ kind: 'unauthorized', path: '_apis/git/' })
  const projects = async (): Promise<number> =>
    (await (await on.query('SELECT Name FROM Projects')).toArray()).length
  expect(await projects()).toBe(3)
  const refused = await failureOf(
    async () => await (await on.query('SELECT Name FROM Repositories')).toArray(),
  )
  expect(refused.hint).toContain('give it the scope Code (Read)')
  expect(await projects()).toBe(3)
})
