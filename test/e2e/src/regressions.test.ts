import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('what random queries have found', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { WorkItems: 60, Builds: 60, Commits: 60 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const rowsOf = async (
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<readonly unknown[]> => await (await organization.on.query(sql, parameters)).toArray()

  it('reads a project once although its name is given in two spellings', async () => {
    const names = "('Fabrikam', 'FABRIKAM', 'fabrikam')"
    const projects = await rowsOf(`SELECT Name FROM Projects WHERE Name IN ${names}`)
    const teams = await rowsOf(`SELECT Id FROM Teams WHERE ProjectName IN ${names}`)
    const all = await rowsOf("SELECT Id FROM Teams WHERE ProjectName = 'Fabrikam'")
    expect(projects).toEqual([{ Name: 'Fabrikam' }])
    expect(teams).toHaveLength(all.length)
  })

  it('asks no project for a condition on it that is never true', async () => {
    expect(await rowsOf('SELECT Id FROM Builds WHERE ProjectId IS NULL')).toEqual([])
    expect(await rowsOf('SELECT Id FROM Pipelines WHERE ProjectName = NULL')).toEqual([])
  })

  it('finds what is wrong in a query of which no row can pass', async () => {
    await expect(
      rowsOf('SELECT Id FROM Builds WHERE Id IN (NULL) AND nofunc(Id)'),
    ).rejects.toMatchObject({ message: 'function nofunc does not exist' })
    await expect(
      rowsOf("SELECT Id FROM Builds WHERE Id = 5 AND Id = 6 AND Id > TIMESTAMP '2020-01-01'"),
    ).rejects.toMatchObject({ code: 'DEVOPSQL_TYPE_MISMATCH' })
  })

  it('reads the branches of the repositories that are named, and of no other', async () => {
    organization.emulator.resetStats()
    const branches = await rowsOf(
      "SELECT DISTINCT RepositoryName FROM GitBranches WHERE RepositoryName = 'fabrikam'",
    )
    const refs = organization.emulator.stats().recent.filter(({ url }) => url.includes('/refs'))
    expect(branches).toEqual([{ RepositoryName: 'Fabrikam' }])
    expect(new Set(refs.map(({ url }) => url.split('/')[6])).size).toBe(1)
  })

  it('gives a timestamp that a row takes from its parent', async () => {
    const [build] = await rowsOf('SELECT QueueTime FROM Builds WHERE Id = 60')
    const [row] = await rowsOf('SELECT QueueTime FROM BuildWorkItems WHERE BuildId = 60 LIMIT 1')
    expect(row).toEqual(build)
  })

  it('minds each of two conditions that have the same words but other values', async () => {
    const sql = 'SELECT Id FROM Builds WHERE Status = ? AND Status = ?'
    expect(await rowsOf(sql, ['completed', 'inProgress'])).toEqual([])
    expect(await rowsOf(sql, ['completed', 'completed'])).not.toEqual([])
  })

  it('checks the project of rows whose parents another source of the query has read', async () => {
    const of = (items: string): string =>
      `SELECT count(*) AS n FROM CData.Information.Builds b JOIN ${items} w ON w.BuildId = b.Id`
    const inProject = await rowsOf(of('Project_Fabrikam.Project.BuildWorkItems'))
    const everywhere = of('CData.Information.BuildWorkItems')
    expect(inProject).toEqual(await rowsOf(`${everywhere} WHERE w.ProjectName = 'Fabrikam'`))
    expect(inProject).not.toEqual([{ n: 0 }])
  })

  it('never sends a number whose digits say more than JavaScript holds', async () => {
    expect(await rowsOf('SELECT Id FROM Builds WHERE DefinitionId = 1.00000000000000001')).toEqual(
      [],
    )
    expect(await rowsOf('SELECT Id FROM Builds WHERE DefinitionId = 1.0')).not.toEqual([])
  })

  it('filters no source of which a join picks the nearest row or the one in the same place', async () => {
    const nearest = (builds: string): string =>
      `SELECT w.Id FROM WorkItems w ASOF JOIN ${builds} b ON w.ChangedDate >= b.QueueTime
        WHERE b.Id = 30`
    const placed = (builds: string): string =>
      `SELECT a.Id, b.Id AS Other FROM ${builds} a POSITIONAL JOIN (SELECT 1 AS Id) b WHERE a.Id = 30`
    const whole = '(SELECT * FROM Builds ORDER BY Id DESC LIMIT 1000)'
    expect(await rowsOf(nearest('Builds'))).toEqual(await rowsOf(nearest(whole)))
    expect(await rowsOf(placed('Builds'))).toEqual([{ Id: 30, Other: null }])
  })

  it('shows the same value of a field with and without the relations beside it', async () => {
    const alone = await rowsOf('SELECT Id, AuthorizedDate, AreaLevel1 FROM WorkItems WHERE Id = 8')
    const beside = await rowsOf(
      'SELECT Id, AuthorizedDate, AreaLevel1 FROM (SELECT * FROM WorkItems) w WHERE Id = 8',
    )
    const read = await rowsOf(
      'SELECT Id, AuthorizedDate, AreaLevel1, Relations FROM WorkItems WHERE Id = 8',
    )
    expect(beside).toEqual(alone)
    expect(read).toMatchObject(alone)
  })

  it('reads work items of one project by the keys of a join', async () => {
    const joined = (items: string): string =>
      `SELECT w.Id, b.BuildId FROM ${items} w JOIN BuildWorkItems b ON b.WorkItemId = w.Id
        WHERE b.BuildStatus = 'completed'`
    const inProject = await rowsOf(`${joined('Project_Fabrikam.Project.WorkItems')} ORDER BY ALL`)
    expect(inProject).toEqual(
      await rowsOf(`${joined('WorkItems')} AND w.ProjectName = 'Fabrikam' ORDER BY ALL`),
    )
    expect(inProject).not.toEqual([])
  })
})
