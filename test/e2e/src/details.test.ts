import type { Row } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('columns that lists leave out', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { Projects: 3, Repositories: 6 } })
    for (const each of [organization.on, organization.off])
      await (await each.query('SELECT * FROM Projects')).toArray()
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const read = async (
    sql: string,
  ): Promise<{ readonly rows: readonly Row[]; readonly sent: readonly string[] }> => {
    const { on, off, emulator } = organization
    emulator.resetStats()
    const result = await on.query(sql)
    const rows = await result.toArray()
    const sent = emulator.stats().recent.map(({ url }) => decodeURIComponent(url))
    expect(rows).toEqual(await (await off.query(sql)).toArray())
    return { rows, sent }
  }

  it('are none that a star stands for, and take no request where they are not named', async () => {
    const { rows, sent } = await read('SELECT * FROM Projects')
    expect(sent).toHaveLength(1)
    expect(Object.keys(rows[0] ?? {})).not.toContain('DefaultTeamId')
    expect(Object.keys(rows[0] ?? {})).toContain('DefaultTeamImageUrl')
  })

  it('take one request for each row where they are named', async () => {
    const { rows, sent } = await read(
      'SELECT Name, DefaultTeamName, CapabilitiesVersionControlGitEnabled FROM Projects ORDER BY Name',
    )
    expect(sent).toHaveLength(4)
    expect(rows.every((row) => row['CapabilitiesVersionControlGitEnabled'] === true)).toBe(true)
    expect(rows[0]?.['DefaultTeamName']).toBe(`${String(rows[0]?.['Name'])} Team`)
  })

  it.each([
    'SELECT * FROM Projects WHERE DefaultTeamName IS NOT NULL ORDER BY Name',
    'SELECT p.* FROM Projects p JOIN Teams t ON t.Id = p.DefaultTeamId ORDER BY p.Name',
    'SELECT * FROM (SELECT * FROM Projects ORDER BY DefaultTeamName)',
    'SELECT count(*) AS n FROM Projects WHERE DefaultTeamName IS NOT NULL',
    'SELECT COLUMNS(*) FROM Projects WHERE DefaultTeamName IS NOT NULL ORDER BY Name',
    'SELECT p.Name, r.* FROM Projects p, Repositories r WHERE p.DefaultTeamId IS NOT NULL AND r.ParentRepositoryId IS NULL ORDER BY ALL',
  ])('are not in the result of %s', async (sql) => {
    const { rows } = await read(sql)
    expect(rows.length).toBeGreaterThan(0)
    expect(Object.keys(rows[0] ?? {})).not.toContain('DefaultTeamName')
    expect(Object.keys(rows[0] ?? {})).not.toContain('ParentRepositoryId')
  })

  it('are read of one project with the project', async () => {
    const { rows, sent } = await read(
      "SELECT CapabilitiesProcessTemplateName AS Process FROM Projects WHERE Name = 'Fabrikam'",
    )
    expect(rows).toHaveLength(1)
    expect(sent).toHaveLength(1)
  })

  it('are read of forks only', async () => {
    const { rows, sent } = await read(
      'SELECT r.Name, r.IsFork, p.Name AS Parent FROM Repositories r LEFT JOIN Repositories p ON p.Id = r.ParentRepositoryId ORDER BY r.Name',
    )
    const forks = rows.filter((row) => row['IsFork'] === true)
    expect(forks).toHaveLength(3)
    expect(forks.every((row) => row['Parent'] !== null)).toBe(true)
    expect(sent.filter((url) => url.includes('includeParent=true'))).toHaveLength(3)
  })

  it('are asked for with the list where it can give them', async () => {
    const teams = await read('SELECT Name, IdentityIsActive FROM Teams')
    expect(teams.sent.every((url) => url.includes('$expandIdentity=true'))).toBe(true)
    expect(teams.rows.every((row) => row['IdentityIsActive'] === true)).toBe(true)
  })

  it('are told by EXPLAIN', async () => {
    const plan = await (await organization.on.query('EXPLAIN SELECT Links FROM Projects')).toArray()
    expect(plan.map((line) => line['plan']).join('\n')).toContain(
      '1 for each row that the list gives in part',
    )
  })
})
