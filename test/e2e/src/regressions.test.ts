import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('what random queries have found', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { WorkItems: 60, Builds: 60, Commits: 60 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const rowsOf = async (sql: string): Promise<readonly unknown[]> =>
    await (await organization.on.query(sql)).toArray()

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
})
