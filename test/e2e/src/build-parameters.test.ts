import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { askedFor, rowsAlike, valueAlike } from './rows-alike.ts'

// covers P-TBL-00d, P-TBL-24

describe('request parameters of builds', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { Builds: 2_500 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const count = (where: string): Promise<unknown> =>
    valueAlike(organization, `SELECT COUNT(*) FROM Builds${where === '' ? '' : ` WHERE ${where}`}`)

  it('show deleted builds, which are not shown otherwise', async () => {
    expect(await count('')).toBe(2_500)
    expect(await count("DeletedFilter = 'excludeDeleted'")).toBe(2_500)
    expect(await count("DeletedFilter = 'IncludeDeleted'")).toBe(2_512)
    expect(
      await count("DeletedFilter = 'onlyDeleted' AND Deleted AND DeletedById IS NOT NULL"),
    ).toBe(12)
    expect(await count("DeletedFilter = 'onlyDeleted' AND Result = 'failed'")).toBeLessThan(12)
  })

  it('are sent with conditions that the service ignores them beside', async () => {
    const [deleted] = await rowsAlike(
      organization,
      "SELECT MAX(Id) AS id FROM Builds WHERE DeletedFilter = 'onlyDeleted'",
    )
    expect(await count(`Id = ${deleted?.['id']}`)).toBe(0)
    expect(await count(`Id = ${deleted?.['id']} AND DeletedFilter = 'includeDeleted'`)).toBe(1)
  })

  it('choose the newest builds of each definition before anything else does', async () => {
    const newest = await rowsAlike(
      organization,
      `SELECT DefinitionId, Result, QueueTime, ROW_NUMBER() OVER (PARTITION BY DefinitionId ORDER BY QueueTime DESC) AS place
       FROM Builds QUALIFY place <= 2`,
    )
    expect(await count('MaxBuildsPerDefinition = 2')).toBe(newest.length)
    const failed = newest.filter(({ Result }) => Result === 'failed')
    expect(failed.length).toBeGreaterThan(0)
    expect(await count("MaxBuildsPerDefinition = 2 AND Result = 'failed'")).toBe(failed.length)
    const oldest = await rowsAlike(
      organization,
      'SELECT QueueTime FROM Builds WHERE MaxBuildsPerDefinition = 2 ORDER BY QueueTime LIMIT 3',
    )
    const times = newest.map(({ QueueTime }) => Number(QueueTime)).toSorted((a, b) => a - b)
    expect(oldest.map(({ QueueTime }) => Number(QueueTime))).toEqual(times.slice(0, 3))
    expect(
      await count("MaxBuildsPerDefinition = 1 AND DeletedFilter = 'onlyDeleted'"),
    ).toBeGreaterThan(0)
  })

  it('name the properties that are shown', async () => {
    const shown = (where: string): Promise<unknown> =>
      count(`CAST(Properties AS VARCHAR) <> '{}'${where}`)
    expect(await shown('')).toBe(0)
    const all = await shown(" AND PropertyNames IN ('Quality', 'Größe in.MB')")
    expect(all).toBeGreaterThan(0)
    expect(await shown(" AND PropertyNames = 'Quality'")).toBe(all)
    expect(await shown(" AND PropertyNames = 'none'")).toBe(0)
  })

  it('ask for a tag', async () => {
    const nightly = await valueAlike(
      organization,
      "SELECT COUNT(*) FROM BuildTags WHERE Tag = 'nightly'",
    )
    expect(nightly).toBeGreaterThan(0)
    expect(await count("Tag = 'nightly'")).toBe(nightly)
    expect(await count("Tag = 'with, comma'").catch((error: unknown) => error)).toMatchObject({
      code: 'DEVOPSQL_REQUIRED_FILTER',
    })
  })

  it('send a repository together with its kind only', async () => {
    const [repository] = await rowsAlike(organization, 'SELECT MIN(RepositoryId) AS id FROM Builds')
    const { emulator, on } = organization
    const sent = async (where: string): Promise<string> => {
      expect(await count(where)).toBeGreaterThan(0)
      emulator.resetStats()
      await (await on.query(`SELECT Id FROM Builds WHERE ${where}`)).toArray()
      return askedFor(organization)
    }
    const ofRepository = `RepositoryId = '${repository?.['id']}'`
    expect(await sent(ofRepository)).not.toContain('repository')
    expect(await sent("RepositoryType = 'tfsgit'")).not.toContain('repository')
    expect(await sent(`RepositoryType = 'tfsgit' AND ${ofRepository}`)).toContain(
      `repositoryType=TfsGit&repositoryId=${repository?.['id']}`,
    )
    expect(await sent(`RepositoryType <> 'x' AND ${ofRepository}`)).not.toContain('repository')
  })
})
