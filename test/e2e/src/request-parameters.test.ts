import { tables } from '@devopsql/tables'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

// covers P-TBL-00d

const parameters = tables.flatMap(({ name, columns }) =>
  columns
    .filter(({ source }) => source.kind === 'parameter')
    .map((column) => `${name}.${column.name}`),
)

describe('request parameters that stand in WHERE only', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({})
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const count = async (sql: string): Promise<unknown> => {
    const { on, off } = organization
    const [row] = await (await on.query(sql)).toArray()
    const [expected] = await (await off.query(sql)).toArray()
    expect(row).toEqual(expected)
    return row?.['n']
  }

  it('are those that are asked for below, and in the tests of their areas', () => {
    expect(parameters).toEqual([
      'Teams.Mine',
      'Teams.ExpandIdentity',
      'Identities.SearchText',
      'AccessControlLists.Descriptors',
      'AuditLogEntries.SkipAggregation',
      'AuditLogEntries.BatchSize',
      'WorkItemComments.IncludeDeleted',
      'Queries.Depth',
      'Queries.Expand',
      'Queries.IncludeDeleted',
      'Repositories.IncludeHidden',
      'Repositories.IncludeAllUrls',
      'Repositories.IncludeLinks',
      'Repositories.IncludeParent',
      'GitBranches.MyBranches',
      'GitBranches.IncludeStatuses',
      'GitBranches.LatestStatusesOnly',
      'GitBranches.IncludeLinks',
      'Commits.Version',
      'Commits.VersionType',
      'Commits.VersionOptions',
      'Commits.ItemPath',
      'Commits.ExcludeDeletes',
      'Commits.HistoryMode',
      'Commits.CompareVersion',
      'Commits.CompareVersionType',
      'Commits.CompareVersionOptions',
      'Commits.FromCommitId',
      'Commits.ToCommitId',
      'Commits.IncludePushData',
      'Commits.IncludeLinks',
      'PullRequests.ReviewerId',
      'PullRequests.SourceRepositoryId',
      'PullRequests.IncludeLinks',
      'GitRefs.Filter',
      'GitRefs.FilterContains',
      'GitStats.Version',
      'GitStats.VersionType',
      'GitStats.VersionOptions',
      'Pushes.RefName',
      'GitItems.ScopePath',
      'GitItems.Version',
      'GitItems.VersionType',
      'GitItems.VersionOptions',
      'BuildDefinitions.BuiltAfter',
      'BuildDefinitions.NotBuiltAfter',
      'BuildDefinitions.TaskId',
      'BuildDefinitions.MinMetricsTime',
      'BuildDefinitions.RevisionNum',
      'BuildDefinitions.IncludeAllProperties',
      'BuildDefinitions.IncludeLatestBuilds',
      'Builds.DeletedFilter',
      'Builds.MaxBuildsPerDefinition',
      'Builds.PropertyNames',
      'Builds.Tag',
      'Releases.IsDeleted',
      'Releases.SearchText',
      'Releases.Path',
      'Releases.SourceBranch',
      'Releases.ArtifactTypeId',
      'Releases.ArtifactVersionId',
      'Releases.SourceId',
      'Releases.DefinitionEnvironmentId',
      'Releases.EnvironmentStatus',
      'Releases.Tag',
      'Releases.PropertyNames',
      'Releases.Expand',
      'TestPlans.ActivePlans',
      'TestPlans.IncludePlanDetails',
      'TestSuites.Expand',
      'TestSuites.TreeView',
      'TestCases.ConfigurationIds',
      'TestSessions.AllSessions',
      'TestSessions.IncludeAllProperties',
      'TestSessions.IncludeOnlyCompletedSessions',
      'TestSessions.Period',
      'NotificationSubscriptions.TargetId',
      'CodeSearchResults.SearchText',
      'WorkItemSearchResults.SearchText',
      'WikiSearchResults.SearchText',
      'PackageSearchResults.SearchText',
    ])
  })

  it('are sent, with Pushdown=off too, and change what the service answers', async () => {
    const teams = Number(await count('SELECT COUNT(*) AS n FROM Teams'))
    const mine = Number(await count('SELECT COUNT(*) AS n FROM Teams WHERE Mine'))
    expect(mine).toBeGreaterThan(0)
    expect(mine).toBeLessThan(teams)
    const log = 'SELECT COUNT(*) AS n FROM AuditLogEntries'
    expect(await count(log)).toBe(55)
    expect(await count(`${log} WHERE SkipAggregation = TRUE`)).toBe(60)
    expect(await count(`${log} WHERE SkipAggregation = FALSE`)).toBe(55)
    expect(
      await count("SELECT COUNT(*) AS n FROM Identities WHERE SearchText = '[fabrikam]'"),
    ).toBe(8)
    expect(
      await count(
        "SELECT COUNT(*) AS n FROM AccessControlLists WHERE Descriptors = 'x;y\\z@example.com' AND AcesDictionary LIKE '%z@example.com%'",
      ),
    ).toBe(31)
  })

  it('choose whose notifications are shown', async () => {
    const subscriptions = 'SELECT COUNT(*) AS n FROM NotificationSubscriptions'
    expect(await count(subscriptions)).toBe(4)
    expect(
      await count(`${subscriptions} WHERE TargetId = 'a5e08cd8-3751-40b6-a0cc-b99ca3edce97'`),
    ).toBe(3)
    expect(
      await count(`${subscriptions} WHERE TargetId = '11111111-1111-4111-a111-111111111111'`),
    ).toBe(0)
  })

  it('choose versions, refs and folders of Git repositories', async () => {
    const inRepository = (table: string, where: string): Promise<unknown> =>
      count(
        `SELECT COUNT(*) AS n FROM Project_Fabrikam.Repository_Fabrikam.${table} WHERE ${where}`,
      )
    const wikis = "SELECT COUNT(*) AS n FROM Repositories WHERE Name LIKE '%.wiki'"
    expect(await count(wikis)).toBe(0)
    expect(await count(`${wikis} AND IncludeHidden = TRUE`)).toBe(3)
    expect(await inRepository('Commits', "Version = 'v1.0' AND VersionType = 'tag'")).toBe(1)
    expect(await inRepository('GitRefs', "Filter = 'tags/'")).toBe(2)
    expect(await inRepository('GitRefs', "FilterContains = 'QUOTED'")).toBe(1)
    expect(await inRepository('GitStats', "Version = 'feature/Login' AND IsBaseVersion")).toBe(1)
    expect(
      await inRepository('GitStats', "Version = 'v1.0' AND VersionType = 'tag' AND IsBaseVersion"),
    ).toBe(0)
    expect(await inRepository('Pushes', "RefName = 'refs/heads/none'")).toBe(0)
    expect(await inRepository('GitItems', "ScopePath = '/docs'")).toBe(5)
    expect(
      await inRepository('GitItems', "Path = '/README.md' AND Version = 'feature/login'"),
    ).toBe(1)
    expect(await inRepository('GitItems', "Version = 'none'")).toBe(0)
    expect(
      await inRepository(
        'GitItems',
        "Path = '/README.md' AND Version = 'v1.0' AND VersionType = 'tag'",
      ),
    ).toBe(1)
  })

  it('are no column of SELECT *', async () => {
    const result = await organization.on.query('SELECT * FROM AuditLogEntries')
    const names = result.columns.map(({ name }) => name)
    expect(names).not.toContain('SkipAggregation')
    const asked = 'SkipAggregation = TRUE AND LENGTH(Area) > 1'
    const all = await organization.on.query(`SELECT * FROM AuditLogEntries WHERE ${asked}`)
    expect(all.columns.map(({ name }) => name)).toEqual(names)
  })

  it('show what was asked for where they are selected', async () => {
    const from = 'FROM AuditLogEntries WHERE SkipAggregation = TRUE'
    for (const sql of [
      `SELECT SkipAggregation, BatchSize AS b ${from} LIMIT 1`,
      `SELECT DISTINCT SkipAggregation, BatchSize AS b ${from} AND LENGTH(Area) > 1`,
      `SELECT s.SkipAggregation, s.b FROM (SELECT *, SkipAggregation, BatchSize AS b ${from}) AS s GROUP BY 1, 2`,
    ]) {
      const rows = await (await organization.on.query(sql)).toArray()
      expect(rows).toEqual([{ SkipAggregation: true, b: null }])
    }
  })

  it.each([
    ["SELECT * FROM Identities WHERE SearchText LIKE 'Ana%'", 'SearchText of table Identities'],
    [
      'SELECT * FROM AuditLogEntries WHERE SkipAggregation <> TRUE',
      'SkipAggregation of table AuditLogEntries',
    ],
    [
      'SELECT * FROM AuditLogEntries WHERE SkipAggregation IS NULL',
      'SkipAggregation of table AuditLogEntries',
    ],
  ])('refuse what the service does not take: %s', async (sql, named) => {
    await expect(organization.on.query(sql)).rejects.toMatchObject({
      code: 'DEVOPSQL_REQUIRED_FILTER',
      message: `column ${named} is a request parameter, which can't be compared so`,
    })
  })

  it('are told apart in errors', async () => {
    const refused = async (sql: string, message: string): Promise<void> => {
      await expect(organization.on.query(sql)).rejects.toMatchObject({ message })
    }
    await refused(
      "SELECT Id FROM Builds WHERE Tag = 'x' AND MaxBuildsPerDefinition > 2",
      "column MaxBuildsPerDefinition of table Builds is a request parameter, which can't be compared so",
    )
    await refused(
      'SELECT Name FROM GitBranches WHERE IncludeStatuses = FALSE AND LatestStatusesOnly = TRUE',
      "column LatestStatusesOnly of table GitBranches is a request parameter, which can't be sent so: includeStatuses is already used by another condition",
    )
    await refused(
      "SELECT Id FROM Builds WHERE DeletedFilter = 'odd'",
      "column DeletedFilter of table Builds is a request parameter, which can't be sent so: builds of a project has no parameter for it",
    )
  })

  it('is asked for where a table can be read only by a value', async () => {
    await expect(organization.on.query('SELECT * FROM Identities')).rejects.toMatchObject({
      code: 'DEVOPSQL_REQUIRED_FILTER',
      message:
        'table Identities can be read only with a value for SearchText or Id or SubjectDescriptor or Descriptor',
    })
  })

  it('finds rows for the values that a join has', async () => {
    const sql = `SELECT g.PrincipalName, i.ProviderDisplayName FROM Groups g
      JOIN Identities i ON i.SubjectDescriptor = g.Descriptor WHERE g.DisplayName = 'Readers'`
    for (const connection of [organization.on, organization.off]) {
      const rows = await (await connection.query(sql)).toArray()
      expect(rows.map(({ ProviderDisplayName }) => ProviderDisplayName)).toEqual(
        rows.map(({ PrincipalName }) => PrincipalName),
      )
      expect(rows).toHaveLength(3)
    }
  })
})
