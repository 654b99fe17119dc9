import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { askedFor, rowsAlike, valueAlike } from './rows-alike.ts'

// covers P-TBL-00d, P-TBL-23

describe('build definitions', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { Builds: 300 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const value = (what: string, where = 'TRUE'): Promise<unknown> =>
    valueAlike(organization, `SELECT ${what} FROM BuildDefinitions WHERE ${where}`)
  const count = (where: string): Promise<unknown> => value('COUNT(*)', where)
  const sent = async (what: string, where = 'TRUE'): Promise<string> => {
    const { emulator, on } = organization
    emulator.resetStats()
    await (await on.query(`SELECT ${what} FROM BuildDefinitions WHERE ${where}`)).toArray()
    return askedFor(organization)
  }

  it('are asked for as a whole, and with their builds, where what is read needs it', async () => {
    expect(await sent('Name')).not.toContain('include')
    expect(await sent('ProcessType')).toContain('includeAllProperties=true')
    expect(await sent('ProcessType')).not.toContain('includeLatestBuilds')
    expect(await sent('LatestBuildId')).toContain('includeLatestBuilds=true')
    expect(await value('COUNT(ProcessType)')).toBe(await count('TRUE'))
    expect(await value('COUNT(ProcessType)', 'IncludeAllProperties = FALSE')).toBe(0)
    expect(await value('COUNT(LatestBuildId)')).toBeGreaterThan(0)
    expect(await value('COUNT(LatestBuildId)', 'IncludeLatestBuilds = FALSE')).toBe(0)
  })

  it('show the builds that Builds has', async () => {
    const builds = 'SELECT Id FROM Builds b WHERE b.DefinitionId = d.Id'
    const newest = await rowsAlike(
      organization,
      `SELECT d.Id FROM BuildDefinitions d WHERE LatestBuildId IS DISTINCT FROM
         (${builds} ORDER BY QueueTime DESC LIMIT 1)
       OR LatestCompletedBuildId IS DISTINCT FROM
         (${builds} AND FinishTime IS NOT NULL ORDER BY FinishTime DESC LIMIT 1)`,
    )
    expect(newest).toEqual([])
  })

  it('are found by when they were built', async () => {
    const middle = await value('CAST(MEDIAN(LatestCompletedBuildFinishTime) AS VARCHAR)')
    const later = await count(`LatestCompletedBuildFinishTime >= TIMESTAMP '${middle}'`)
    const all = Number(await count('TRUE'))
    expect(later).toBeGreaterThan(0)
    expect(later).toBeLessThan(all)
    expect(await count(`BuiltAfter = TIMESTAMP '${middle}'`)).toBe(later)
    expect(await count(`NotBuiltAfter = TIMESTAMP '${middle}'`)).toBe(all - Number(later))
  })

  it('are found by a task', async () => {
    const task = '2ff763a7-ce83-4e1f-bc89-0ae63477cebe'
    const having = await count(`CAST(Process AS VARCHAR) LIKE '%${task}%'`)
    expect(having).toBeGreaterThan(0)
    expect(await count(`TaskId = '${task}'`)).toBe(having)
    expect(await count(`TaskId = '${task}' AND ProcessType = 2`)).toBe(0)
  })

  it('have metrics from the time on that is asked for', async () => {
    expect(await value('COUNT(Metrics)')).toBe(0)
    const lengths = (from: string): Promise<unknown> =>
      value('SUM(LENGTH(CAST(Metrics AS VARCHAR)))', `MinMetricsTime = '${from}'`)
    expect(await lengths('2000-01-01')).toBeGreaterThan(Number(await lengths('2100-01-01')))
  })

  it('are shown in a revision beside their number', async () => {
    const [last] = await rowsAlike(
      organization,
      'SELECT Id, Name, Revision FROM BuildDefinitions WHERE Revision > 2 ORDER BY Id LIMIT 1',
    )
    const one = `Id = ${last?.['Id']}`
    expect(await value('Name', `${one} AND RevisionNum = 1`)).toBe(`${last?.['Name']} (old)`)
    expect(await value('Revision', `${one} AND RevisionNum = 2`)).toBe(2)
    expect(await count(`${one} AND RevisionNum = 1000`)).toBe(0)
    expect(
      await count(`${one} AND RevisionNum = 1 AND IncludeAllProperties AND IncludeLatestBuilds`),
    ).toBe(1)
    await expect(
      organization.on.query(`SELECT * FROM BuildDefinitions WHERE RevisionNum = 1`),
    ).rejects.toMatchObject({
      code: 'DEVOPSQL_REQUIRED_FILTER',
      message:
        "column RevisionNum of table BuildDefinitions is a request parameter, which can't be sent so: it is sent beside a value for Id only",
    })
  })

  it('have file names that differ by letter case', async () => {
    const file = "ProcessYamlFilename = 'azure-pipelines.yml'"
    const others = "LOWER(ProcessYamlFilename) = 'azure-pipelines.yml'"
    expect(await count(file)).toBeGreaterThan(0)
    expect(await count(others)).toBeGreaterThan(Number(await count(file)))
  })

  it('send a repository together with its kind only', async () => {
    const repository = await value('MIN(RepositoryId)')
    const one = `RepositoryId = '${repository}'`
    expect(await sent('Id', one)).not.toContain('repository')
    expect(await sent('Id', `${one} AND RepositoryType = 'tfsgit'`)).toContain(
      `repositoryId=${repository}&repositoryType=TfsGit`,
    )
    expect(await count(`${one} AND RepositoryType = 'tfsgit'`)).toBe(await count(one))
  })
})
