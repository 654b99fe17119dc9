import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { askedFor, rowsAlike, valueAlike } from './rows-alike.ts'

// covers P-TBL-00d, P-TBL-26, P-TBL-33, P-TBL-38

describe('request parameters of projects, teams and saved queries', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { Projects: 3, Repositories: 6 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const value = (what: string, from: string): Promise<unknown> =>
    valueAlike(organization, `SELECT ${what} FROM ${from}`)
  const count = (from: string): Promise<unknown> => value('COUNT(*)', from)
  const sent = async (sql: string): Promise<string> => {
    organization.emulator.resetStats()
    await (await organization.on.query(sql)).toArray()
    return askedFor(organization)
  }

  it('leave out what is not to be told of repositories', async () => {
    const all = await count('Repositories')
    for (const [flag, column] of [
      ['IncludeAllUrls', 'ValidRemoteUrls'],
      ['IncludeLinks', 'Links'],
    ]) {
      expect(await value(`COUNT(${column})`, `Repositories WHERE ${flag} = TRUE`)).toBe(all)
      expect(await value(`COUNT(${column})`, `Repositories WHERE ${flag} = FALSE`)).toBe(0)
    }
    const forks = await count('Repositories WHERE IsFork')
    const parents = 'COUNT(ParentRepositoryId)'
    expect(forks).toBe(3)
    expect(await value(parents, 'Repositories WHERE IncludeParent = TRUE')).toBe(forks)
    expect(await value(parents, 'Repositories WHERE IncludeParent = FALSE')).toBe(0)
    const where = "Name <> 'x' AND IncludeParent = FALSE"
    expect(await sent(`SELECT ParentRepositoryId FROM Repositories WHERE ${where}`)).not.toContain(
      'includeParent',
    )
  })

  it('leave it out of one repository too', async () => {
    const [fork] = await rowsAlike(organization, 'SELECT Id FROM Repositories WHERE IsFork LIMIT 1')
    const one = `Repositories WHERE Id = '${fork?.['Id']}'`
    expect(await value('ParentRepositoryId IS NULL', `${one} AND IncludeParent = FALSE`)).toBe(true)
    expect(await value('ParentRepositoryId IS NULL', `${one} AND IncludeParent = TRUE`)).toBe(false)
    expect(await value('Links IS NULL', `${one} AND IncludeLinks = FALSE`)).toBe(true)
    expect(await value('Links IS NULL', `${one} AND IncludeLinks = TRUE`)).toBe(false)
    expect(await value('ValidRemoteUrls IS NULL', `${one} AND IncludeAllUrls = FALSE`)).toBe(true)
  })

  it('leave the identities of teams out', async () => {
    const all = await count('Teams')
    expect(await value('COUNT(IdentityId)', 'Teams WHERE ExpandIdentity = TRUE')).toBe(all)
    expect(await value('COUNT(IdentityId)', 'Teams WHERE ExpandIdentity = FALSE')).toBe(0)
    expect(await value('COUNT(IdentityUrl)', 'Teams WHERE ExpandIdentity = FALSE')).toBe(all)
  })

  it('ask for deleted queries, down to the last level', async () => {
    const kept = await count('Queries')
    expect(await count('Queries WHERE IsDeleted')).toBe(0)
    expect(await count('Queries WHERE IncludeDeleted = FALSE')).toBe(kept)
    const deleted = await rowsAlike(
      organization,
      "SELECT Path FROM Queries WHERE IncludeDeleted AND IsDeleted AND ProjectName = 'Fabrikam' ORDER BY Path",
    )
    expect(deleted.map(({ Path }) => Path)).toEqual([
      'Shared Queries/Archive 2019',
      'Shared Queries/Archive 2019/Empty',
      'Shared Queries/Archive 2019/été',
      'Shared Queries/Planning/Reports/Ana\'s "old" [report] 🗑 2.0',
    ])
    expect(await count('Queries WHERE IncludeDeleted AND IsDeleted IS NULL')).toBe(kept)
  })

  it('ask for the upper levels of saved queries', async () => {
    for (const depth of [0, 1, 2]) {
      const levels = "LENGTH(Path) - LENGTH(REPLACE(Path, '/', ''))"
      const asked = `Queries WHERE Depth = ${depth}`
      expect(await count(asked)).toBe(await count(`Queries WHERE ${levels} <= ${depth}`))
      expect(await value(`MAX(${levels})`, `${asked} AND IncludeDeleted`)).toBe(depth)
    }
    expect(await sent('SELECT Name FROM Queries WHERE Depth = 1')).not.toContain('queries/')
    await expect(organization.on.query('SELECT Name FROM Queries WHERE Depth > 1')).rejects.toThrow(
      "column Depth of table Queries is a request parameter, which can't be compared so",
    )
  })

  it('ask for some of what saved queries consist of', async () => {
    const shown = async (expand: string): Promise<unknown> => {
      const [row] = await rowsAlike(
        organization,
        `SELECT COUNT(Wiql) > 0 AS a, COUNT(Clauses) > 0 AS b, COUNT(CreatedDate) > 0 AS c
         FROM Queries WHERE Expand = '${expand}'`,
      )
      return Object.values(row ?? {})
    }
    expect(await shown('none')).toEqual([false, false, true])
    expect(await shown('wiql')).toEqual([true, false, true])
    expect(await shown('clauses')).toEqual([true, true, true])
    expect(await shown('ALL')).toEqual([true, true, true])
    expect(await shown('minimal')).toEqual([true, false, false])
    expect(await sent("SELECT Wiql FROM Queries WHERE Expand = 'wiql'")).toContain('$expand=wiql&')
  })
})
