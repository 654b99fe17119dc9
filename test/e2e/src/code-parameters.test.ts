import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { askedFor, rowsAlike, valueAlike } from './rows-alike.ts'

// covers P-TBL-00d, P-TBL-27, P-TBL-28, P-TBL-30, P-TBL-31, P-TBL-32

const schema = 'Project_Fabrikam.Repository_Fabrikam'

describe('request parameters of repositories', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { Commits: 300, PullRequests: 200 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const value = (what: string, table: string, where: string): Promise<unknown> =>
    valueAlike(organization, `SELECT ${what} FROM ${schema}.${table} WHERE ${where}`)
  const count = (table: string, where: string): Promise<unknown> => value('COUNT(*)', table, where)
  const sent = async (sql: string): Promise<string> => {
    organization.emulator.resetStats()
    await (await organization.on.query(sql)).toArray()
    return askedFor(organization)
  }

  it('ask for the branches of whoever asks', async () => {
    const [asker] = await rowsAlike(
      organization,
      'SELECT IdentityId AS id FROM GitRefFavorites LIMIT 1',
    )
    const mine = await count(
      'GitBranches',
      `CreatorId = '${asker?.['id']}' OR Name = 'refs/heads/main'`,
    )
    expect(mine).toBeLessThan(Number(await count('GitBranches', 'TRUE')))
    expect(await count('GitBranches', 'MyBranches = TRUE')).toBe(mine)
    expect(await count('GitBranches', 'MyBranches = FALSE')).toBe(
      await count('GitBranches', 'TRUE'),
    )
    expect(await sent(`SELECT Name FROM ${schema}.GitBranches WHERE MyBranches`)).not.toContain(
      'filter=',
    )
  })

  it('leave out what they are told to leave out, and ask for the newest status', async () => {
    const statuses = (where: string): Promise<unknown> =>
      value('SUM(LENGTH(CAST(Statuses AS VARCHAR)))', 'GitBranches', where)
    const all = Number(await statuses('TRUE'))
    expect(await statuses('IncludeStatuses = TRUE')).toBe(all)
    expect(await statuses('IncludeStatuses = FALSE')).toBeNull()
    expect(await statuses('LatestStatusesOnly = TRUE')).toBeLessThan(all)
    expect(await statuses('LatestStatusesOnly = FALSE')).toBe(all)
    for (const table of ['GitBranches', 'Commits', 'PullRequests']) {
      const rows = await count(table, 'TRUE')
      expect(await value('COUNT(Links)', table, 'IncludeLinks = TRUE')).toBe(rows)
      expect(await value('COUNT(Links)', table, 'IncludeLinks = FALSE')).toBe(0)
    }
    expect(await value('COUNT(PushId)', 'Commits', 'IncludePushData = FALSE')).toBe(0)
  })

  it('are no reason to read a whole list for one row that has what they ask for', async () => {
    const one = 'SELECT Id FROM PullRequests WHERE Id = 7 AND IncludeLinks = TRUE'
    expect(await sent(one)).toContain('/_apis/git/pullrequests/7?')
    expect(await rowsAlike(organization, one)).toEqual([{ Id: 7 }])
  })

  it('choose commits by what they have changed', async () => {
    const path = "ItemPath = '/docs'"
    const ids = await valueAlike(
      organization,
      `SELECT COUNT(DISTINCT CommitId) FROM ${schema}.CommitChanges c WHERE ItemPath LIKE '/docs/%'`,
    )
    const full = await count('Commits', `${path} AND HistoryMode = 'fullHistory'`)
    expect(full).toBe(ids)
    const merges = await valueAlike(
      organization,
      `SELECT COUNT(DISTINCT c.CommitId) FROM ${schema}.CommitChanges c JOIN ${schema}.Commits m ON m.Id = c.CommitId
       WHERE c.ItemPath LIKE '/docs/%' AND m.Comment LIKE 'Merge %'`,
    )
    expect(await count('Commits', path)).toBe(Number(full) - Number(merges))
    expect(await count('Commits', `${path} AND ExcludeDeletes = FALSE`)).toBe(
      await count('Commits', path),
    )
    const kept = await valueAlike(
      organization,
      `SELECT COUNT(DISTINCT CommitId) FROM ${schema}.CommitChanges c WHERE ItemPath LIKE '/docs/%' AND ChangeType <> 'delete'`,
    )
    expect(
      await count('Commits', `${path} AND ExcludeDeletes AND HistoryMode = 'FirstParent'`),
    ).toBe(kept)
    expect(kept).toBeLessThan(Number(full))
  })

  it('choose commits by bounds and by versions', async () => {
    const all = Number(await count('Commits', 'TRUE'))
    const bounds = "FromCommitId = '4' AND ToCommitId = 'c'"
    expect(await count('Commits', bounds)).toBe(await count('Commits', "Id >= '4' AND Id <= 'c'"))
    expect(await count('Commits', "VersionOptions = 'firstParent'")).toBe(all - 1)
    expect(await count('Commits', "VersionOptions = 'none'")).toBe(all)
    const [branch] = await rowsAlike(
      organization,
      `SELECT Name, BehindCount FROM ${schema}.GitStats WHERE BehindCount BETWEEN 2 AND 100 LIMIT 1`,
    )
    const behind = Number(branch?.['BehindCount'])
    const since = `Version = '${branch?.['Name']}' AND CompareVersion = 'main'`
    expect(await count('Commits', `Version = '${branch?.['Name']}'`)).toBeGreaterThan(0)
    expect(await count('Commits', since)).toBeGreaterThan(0)
    expect(await count('Commits', `${since} AND CompareVersionType = 'branch'`)).toBe(
      await count('Commits', since),
    )
    expect(await count('Commits', `${since} AND CompareVersionOptions = 'firstParent'`)).toBe(
      Number(await count('Commits', since)) - 1,
    )
    expect(behind).toBeGreaterThan(1)
    const behindMain = (where: string): Promise<unknown> =>
      value('SUM(BehindCount)', 'GitStats', where)
    expect(await behindMain("VersionOptions = 'previousChange'")).toBeLessThan(
      Number(await behindMain('TRUE')),
    )
    expect(await count('GitItems', "VersionOptions = 'previousChange'")).toBe(
      Number(await count('GitItems', 'TRUE')) - 1,
    )
  })

  it('choose pull requests by reviewer and by the repository of the source', async () => {
    const inAll = (where: string): Promise<unknown> =>
      valueAlike(organization, `SELECT COUNT(*) FROM PullRequests WHERE ${where}`)
    const [reviewer] = await rowsAlike(
      organization,
      'SELECT Id, COUNT(*) AS n FROM PullRequestReviewers GROUP BY Id ORDER BY n DESC, Id LIMIT 1',
    )
    expect(await inAll(`ReviewerId = '${reviewer?.['Id']}'`)).toBe(reviewer?.['n'])
    const [fork] = await rowsAlike(
      organization,
      `SELECT RepositoryId AS target, ForkSourceRepository->>'id' AS source
       FROM PullRequests WHERE ForkSourceUrl IS NOT NULL ORDER BY Id LIMIT 1`,
    )
    const from = `SourceRepositoryId = '${fork?.['source']}'`
    const across = await inAll(`${from} AND TargetRepositoryId = '${fork?.['target']}'`)
    expect(across).toBeGreaterThan(0)
    expect(await inAll(`${from} AND TargetRepositoryId <> '${fork?.['source']}'`)).toBe(across)
  })

  it('take a word for pull requests in every state', async () => {
    const ofState = (where: string): Promise<unknown> =>
      valueAlike(organization, `SELECT COUNT(*) FROM PullRequests AS p WHERE ${where}`)
    expect(await ofState("Status = 'all'")).toBe(200)
    expect(await ofState("'ALL' = p.Status AND Id <= 10")).toBe(10)
    expect(await ofState("Status IN ('all', 'active')")).toBe(200)
    expect(await ofState("NOT (Status = 'all')")).toBe(0)
    expect(await ofState("Status <> 'all'")).toBe(200)
    expect(await ofState("Status = 'everything'")).toBe(0)
    expect(await ofState("Title = 'all'")).toBe(0)
    const within =
      "SELECT COUNT(*) FROM (SELECT Status AS s FROM PullRequests) AS q WHERE q.s = 'all'"
    expect(await valueAlike(organization, within)).toBe(200)
    const asked = await sent("SELECT Id FROM PullRequests WHERE Status = 'all' LIMIT 3")
    expect(asked).toContain('searchCriteria.status=all')
    expect(asked).toContain('$top=3')
  })
})
