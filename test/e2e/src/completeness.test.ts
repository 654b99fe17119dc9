import type { EmulatorOptions } from '@devopsql/emulator'
import { tables } from '@devopsql/tables'
import type { Connection, QueryResult, Row } from 'devopsql'
import { describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { isForAll } from './table-facts.ts'

const small = {
  WorkItems: 30,
  Builds: 20,
  PullRequests: 20,
  Commits: 20,
  Repositories: 3,
} satisfies EmulatorOptions['rows']

const read = async (
  connection: Connection,
  sql: string,
): Promise<{ readonly rows: readonly Row[]; readonly result: QueryResult }> => {
  const result = await connection.query(sql)
  return { rows: await result.toArray(), result }
}
const numbers = (rows: readonly Row[], column = 'Id'): readonly number[] =>
  rows.map((row) => Number(row[column]))
const upTo = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1)
const ascending = (values: readonly number[]): readonly number[] =>
  values.toSorted((left, right) => left - right)

describe('every row comes, past every cap of the service', () => {
  it('101 pull requests, although a list answers 101 at most by default', async () => {
    await using organization = await openOrganization({
      rows: { ...small, PullRequests: 101 },
      variants: { pullRequestsMaxTop: 101 },
    })
    const { rows, result } = await read(organization.on, 'SELECT Id FROM PullRequests')
    expect(ascending(numbers(rows))).toEqual(upTo(101))
    expect(result.stats.complete).toBe(true)
  })

  it('1,001 teams, although a page has 1,000', async () => {
    await using organization = await openOrganization({ rows: { ...small, Teams: 1_001 } })
    const { rows } = await read(organization.on, 'SELECT Id FROM Teams')
    expect(new Set(rows.map((row) => row['Id'])).size).toBe(1_001)
    expect(rows).toHaveLength(1_001)
  })

  it('20,001 work items, although WIQL answers 20,000', async () => {
    await using organization = await openOrganization({ rows: { ...small, WorkItems: 20_001 } })
    const { rows } = await read(organization.on, 'SELECT count(*) AS n FROM WorkItems')
    expect(rows).toEqual([{ n: 20_001 }])
  })

  it('45,000 work items once each, in the order of the query', async () => {
    await using organization = await openOrganization({
      rows: { ...small, WorkItems: 45_000 },
      variants: { wiqlLimit: 'always' },
    })
    const sql = 'SELECT Id, ChangedDate FROM WorkItems ORDER BY ChangedDate DESC, Id'
    const { rows, result } = await read(organization.on, sql)
    const times = rows.map((row) => Number(row['ChangedDate']))
    expect(rows).toHaveLength(45_000)
    expect(new Set(numbers(rows)).size).toBe(45_000)
    expect(times).toEqual(times.toSorted((left, right) => right - left))
    expect(result.stats.complete).toBe(true)
  })

  it('pages that are smaller than what was asked for', async () => {
    await using organization = await openOrganization({
      rows: { ...small, PullRequests: 60, Builds: 60, Teams: 11, Commits: 40, Projects: 5 },
      variants: {
        pullRequestsMaxTop: 7,
        buildsMaxTop: 9,
        buildsDefaultTop: 9,
        teamsMaxTop: 2,
        commitsMaxTop: 3,
        projectsMaxTop: 2,
        graphPageSize: 4,
        entitlementsPageSize: 3,
        auditMaxBatch: 7,
      },
    })
    const { rows } = await read(
      organization.on,
      `SELECT (SELECT count(*) FROM PullRequests) AS pulls, (SELECT count(*) FROM Builds) AS builds,
        (SELECT count(*) FROM Teams) AS teams, (SELECT count(*) FROM Commits) AS commits,
        (SELECT count(*) FROM Projects) AS projects, (SELECT count(*) FROM Users) AS users`,
    )
    expect(rows).toEqual([
      { pulls: 60, builds: 60, teams: 11, commits: 40, projects: 5, users: 40 },
    ])
  })
})

describe('data that changes in the middle of a scan', () => {
  it('gives each pull request that was there throughout once while rows come and go', async () => {
    await using organization = await openOrganization({
      rows: { ...small, Projects: 1, PullRequests: 300 },
      variants: { pullRequestsMaxTop: 50 },
    })
    const { emulator } = organization
    emulator.change({ kind: 'insert-first', table: 'PullRequests', afterRequests: 2, count: 7 })
    emulator.change({ kind: 'delete-first', table: 'PullRequests', afterRequests: 4, count: 5 })
    const ids = numbers((await read(organization.on, 'SELECT Id FROM PullRequests')).rows)
    const after = numbers((await read(organization.off, 'SELECT Id FROM PullRequests')).rows)
    const throughout = after.filter((id) => id <= 300)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining([...throughout]))
    expect(throughout.length).toBeGreaterThanOrEqual(295)
  })

  it.each(['Builds', 'Teams', 'Commits'] as const)(
    'gives each row of %s that was there throughout once',
    async (table) => {
      await using organization = await openOrganization({
        rows: { ...small, Projects: 1, Repositories: 1, Builds: 300, Teams: 300, Commits: 300 },
        variants: { buildsMaxTop: 50, buildsDefaultTop: 50, teamsMaxTop: 50, commitsMaxTop: 50 },
      })
      const { emulator } = organization
      const before = await read(organization.off, `SELECT Id FROM ${table}`)
      emulator.change({ kind: 'insert-first', table, afterRequests: 2, count: 4 })
      emulator.change({ kind: 'delete-first', table, afterRequests: 4, count: 3 })
      const during = (await read(organization.on, `SELECT Id FROM ${table}`)).rows
      const after = await read(organization.off, `SELECT Id FROM ${table}`)
      const left = new Set(after.rows.map((row) => row['Id']))
      const throughout = before.rows.map((row) => row['Id']).filter((id) => left.has(id))
      const ids = during.map((row) => row['Id'])
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toEqual(expect.arrayContaining(throughout))
      expect(throughout.length).toBeGreaterThanOrEqual(290)
    },
  )

  it('gives no work item that failed WHERE when it was read, though WIQL had found it', async () => {
    await using organization = await openOrganization({ rows: { ...small, WorkItems: 1_000 } })
    const { on, emulator } = organization
    const sql = "SELECT Id, State FROM WorkItems WHERE State = 'Closed'"
    const before = numbers((await read(on, sql)).rows)
    const reopened = before.slice(0, 20)
    emulator.change({
      kind: 'update',
      table: 'WorkItems',
      afterRequests: 1,
      ids: reopened,
      state: 'Active',
    })
    const { rows, result } = await read(on, sql)
    expect(new Set(rows.map((row) => row['State']))).toEqual(new Set(['Closed']))
    expect(ascending(numbers(rows))).toEqual(ascending(before.slice(20)))
    expect(result.stats.complete).toBe(true)
  })

  it('gives LIMIT n n rows although items vanish between WIQL and batch', async () => {
    await using organization = await openOrganization({ rows: { ...small, WorkItems: 1_000 } })
    const { on, emulator } = organization
    const sql = "SELECT Id FROM WorkItems WHERE State = 'Closed' ORDER BY Id LIMIT 10"
    const before = numbers((await read(on, sql)).rows)
    emulator.change({
      kind: 'delete-first',
      table: 'WorkItems',
      afterRequests: 1,
      ids: before.slice(2, 6),
    })
    const ids = numbers((await read(on, sql)).rows)
    expect(ids).toHaveLength(10)
    expect(ids).toEqual(ascending(ids))
    expect(ids.filter((id) => before.includes(id))).toEqual([
      ...before.slice(0, 2),
      ...before.slice(6),
    ])
  })

  it('gives LIMIT n without an order n rows although items vanish', async () => {
    await using organization = await openOrganization({ rows: { ...small, WorkItems: 500 } })
    const { on, emulator } = organization
    emulator.change({ kind: 'delete-first', table: 'WorkItems', afterRequests: 1, count: 20 })
    const { rows } = await read(on, 'SELECT Id FROM WorkItems WHERE Id > 0 LIMIT 30')
    expect(new Set(numbers(rows)).size).toBe(30)
  })
})

describe('what can not be read', () => {
  const forbidden = { kind: 'forbidden', project: 'Contoso Web.Shop' } as const
  const failing = (organization: OpenOrganization): void =>
    organization.emulator.faults.add(forbidden)

  it('is an error whose hint names AllowPartial', async () => {
    await using organization = await openOrganization({ rows: small })
    failing(organization)
    await expect(read(organization.on, 'SELECT Id FROM Builds')).rejects.toMatchObject({
      code: 'DEVOPSQL_PERMISSION_DENIED',
      message: expect.stringContaining('Builds of Contoso Web.Shop') as string,
      hint: expect.stringContaining('AllowPartial=true') as string,
    })
  })

  it('is named beside a partial result with AllowPartial=true', async () => {
    await using organization = await openOrganization({ rows: small })
    const partial = await organization.connect('AllowPartial=true;')
    const all = await read(organization.on, 'SELECT Id FROM Builds')
    const others = await read(
      organization.on,
      "SELECT Id FROM Builds WHERE ProjectName <> 'Contoso Web.Shop'",
    )
    failing(organization)
    const { rows, result } = await read(partial, 'SELECT Id FROM Builds')
    expect(ascending(numbers(rows))).toEqual(ascending(numbers(others.rows)))
    expect(rows.length).toBeLessThan(all.rows.length)
    expect(result.stats.complete).toBe(false)
    expect(result.stats.missing).toMatchObject([{ table: 'Builds', part: 'Contoso Web.Shop' }])
  })

  it('is an error in spite of AllowPartial=true where the sign-in is refused', async () => {
    await using organization = await openOrganization({ rows: small })
    const partial = await organization.connect('AllowPartial=true;')
    organization.emulator.faults.add({ ...forbidden, kind: 'unauthorized' })
    await expect(read(partial, 'SELECT Id FROM Builds')).rejects.toMatchObject({
      code: 'DEVOPSQL_SIGN_IN_FAILED',
    })
  })

  it('is an error for a project that is gone', async () => {
    await using organization = await openOrganization({ rows: small })
    organization.emulator.faults.add({
      kind: 'not-found',
      path: '/_apis/build/definitions',
      project: 'Fabrikam',
    })
    await expect(read(organization.on, 'SELECT Id FROM BuildDefinitions')).rejects.toMatchObject({
      code: 'DEVOPSQL_NOT_FOUND',
      hint: expect.stringContaining('AllowPartial=true') as string,
    })
  })
})

describe('what is not there', () => {
  it('a field that one process only has is NULL elsewhere, and not an error', async () => {
    await using organization = await openOrganization({ rows: { ...small, WorkItems: 400 } })
    const { rows } = await read(
      organization.on,
      'SELECT ProjectName, count(CustomerTier) AS n, count(*) AS all_items FROM WorkItems GROUP BY ProjectName ORDER BY ProjectName',
    )
    const scoped = await read(
      organization.on,
      'SELECT CustomerTier FROM Project_Fabrikam.Project.WorkItems WHERE CustomerTier IS NULL',
    )
    expect(rows).toHaveLength(3)
    expect(rows.some((row) => Number(row['n']) > 0)).toBe(true)
    expect(scoped.rows.length).toBeGreaterThan(0)
  })

  it('an empty organization gives no rows of any table of projects', async () => {
    await using organization = await openOrganization({
      rows: {
        Projects: 0,
        Teams: 0,
        Users: 0,
        WorkItems: 0,
        Repositories: 0,
        PullRequests: 0,
        Commits: 0,
        BuildDefinitions: 0,
        Builds: 0,
      },
    })
    // The others are answered from what the connection itself knows.
    const remote = tables
      .filter(({ area }) => area !== 'system' && area !== 'information-schema')
      .filter(({ access }) => access.some(isForAll))
    const filled: string[] = []
    for (const { name, levels, columns } of remote) {
      const { rows, result } = await read(organization.on, `SELECT * FROM ${name}`)
      expect(result.stats.complete).toBe(true)
      // Users, fields, agents and the like belong to the organization, as some feeds do, and are there without projects.
      const isOfProjects =
        levels.includes('project') && columns.some((column) => column.name === 'ProjectId')
      if (isOfProjects && rows.some((row) => row['ProjectId'] !== null)) filled.push(name)
    }
    expect(filled).toEqual([])
    const { rows: users } = await read(organization.on, 'SELECT * FROM Users')
    expect(users).toHaveLength(1)
  })
})
