import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('dashboards, which lists of teams and of projects have in common', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { Projects: 3, Teams: 8 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  /** Rows as two connections see them, and the lists that the one that pushes down has asked for. */
  async function ask(sql: string): Promise<{
    readonly rows: readonly Readonly<Record<string, unknown>>[]
    readonly ofTeams: number
    readonly ofProjects: number
  }> {
    const { on, off, emulator } = organization
    const expected = await (await off.query(sql)).toArray()
    emulator.resetStats()
    const rows = await (await on.query(sql)).toArray()
    expect(rows).toEqual(expected)
    const paths = emulator.stats().recent.map(({ url }) => url)
    const count = (pattern: RegExp): number => paths.filter((path) => pattern.test(path)).length
    return {
      rows,
      ofTeams: count(/[0-9a-f-]{36}\/[0-9a-f-]{36}\/_apis\/dashboard\/dashboards\?/),
      ofProjects: count(/contoso\/[0-9a-f-]{36}\/_apis\/dashboard\/dashboards\?/),
    }
  }

  it('come once, from one request for each team and each project', async () => {
    const { rows, ...requests } = await ask(
      'SELECT Id, DashboardScope, TeamId FROM Dashboards ORDER BY Id',
    )
    expect(requests).toEqual({ ofTeams: 8, ofProjects: 3 })
    expect(new Set(rows.map(({ Id }) => Id)).size).toBe(rows.length)
    const shared = rows.filter(({ DashboardScope }) => DashboardScope === 'project')
    expect(shared.map(({ TeamId }) => TeamId)).toEqual([null, null, null])
    expect(rows.length).toBeGreaterThan(shared.length)
  })

  it('are counted and limited as they come once', async () => {
    const [{ n } = {}] = (await ask('SELECT count(*) AS n FROM Dashboards')).rows
    const all = await organization.on.query('SELECT Id FROM Dashboards LIMIT 1000')
    expect(await all.toArray()).toHaveLength(Number(n))
    const one = await ask("SELECT count(*) AS n FROM Dashboards WHERE DashboardScope = 'project'")
    expect(one.rows.map((row) => Number(row['n']))).toEqual([3])
    const two = await organization.on.query(
      "SELECT Id FROM Dashboards WHERE DashboardScope = 'project' LIMIT 2",
    )
    expect(new Set((await two.toArray()).map(({ Id }) => Id)).size).toBe(2)
  })

  it('of one team are asked for there only', async () => {
    const { rows, ...requests } = await ask(
      `SELECT d.Name, t.Name AS Team, d.TeamName FROM Dashboards d JOIN Teams t ON t.Id = d.TeamId
       WHERE t.Name = 'Fabrikam Team' ORDER BY d.Position`,
    )
    expect(requests).toEqual({ ofTeams: 1, ofProjects: 1 })
    expect(rows).toHaveLength(3)
    expect(rows.every(({ Team, TeamName }) => Team === TeamName)).toBe(true)
    const [{ Id } = {}] = await (
      await organization.on.query("SELECT Id FROM Teams WHERE Name = 'Fabrikam Team'")
    ).toArray()
    const byName = await ask("SELECT Name FROM Dashboards WHERE TeamName = 'fabrikam team'")
    expect(byName).toMatchObject({ ofTeams: 1, ofProjects: 1 })
    expect(byName.rows).toHaveLength(3)
    const byId = await ask(`SELECT Name FROM Dashboards WHERE TeamId = '${String(Id)}' ORDER BY 1`)
    expect(byId).toMatchObject({ ofTeams: 1, ofProjects: 1 })
    expect(byId.rows).toHaveLength(3)
  })

  it.each([
    'SELECT Id FROM Dashboards WHERE TeamId IS NULL ORDER BY Id',
    "SELECT Id FROM Dashboards WHERE TeamId IS NULL OR TeamName = 'Fabrikam Team' ORDER BY Id",
    'SELECT d.Id, t.Name FROM Dashboards d LEFT JOIN Teams t ON t.Id = d.TeamId ORDER BY d.Id',
    "SELECT Id FROM Dashboards WHERE TeamName IS NULL OR TeamName LIKE 'F%' ORDER BY Id",
    'SELECT Id FROM Dashboards WHERE TeamId IS DISTINCT FROM NULL ORDER BY Id',
  ])('of no team are found where that is asked for: %s', async (sql) => {
    const { rows } = await ask(sql)
    expect(rows.length).toBeGreaterThan(2)
  })

  it('say in EXPLAIN what both lists take', async () => {
    const plan = await (await organization.on.query('EXPLAIN SELECT Id FROM Dashboards')).toArray()
    const text = plan.map((line) => String(line['plan'])).join('\n')
    expect(text).toContain('{project}/{team}/_apis/dashboard/dashboards and {project}/_apis/')
    expect(text).toContain('1 for each row of Teams, 1 for each different {project}/_apis/')
  })

  it('have widgets, which are asked for with the team or without', async () => {
    const { rows } = await ask(
      `SELECT w.Name, w.SizeColumnSpan, d.TeamId FROM Dashboards d JOIN Widgets w ON w.DashboardId = d.Id
       WHERE d.ProjectName = 'Fabrikam' ORDER BY w.Id`,
    )
    expect(rows.some(({ TeamId }) => TeamId === null)).toBe(true)
    expect(rows.some(({ TeamId }) => TeamId !== null)).toBe(true)
  })
})
