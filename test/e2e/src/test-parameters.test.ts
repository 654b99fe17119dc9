import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { askedFor, rowsAlike, valueAlike } from './rows-alike.ts'

// covers P-TBL-00d, P-TBL-34, P-TBL-35, P-TBL-36, P-TBL-37, P-TBL-39

describe('request parameters of tests and of the audit log', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({})
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const value = (what: string, from: string): Promise<unknown> =>
    valueAlike(organization, `SELECT ${what} FROM ${from}`)
  const count = (from: string): Promise<unknown> => value('COUNT(*)', from)

  it('ask for active plans, with or without details', async () => {
    const active = await count("TestPlans WHERE State = 'Active'")
    expect(active).toBeLessThan(Number(await count('TestPlans')))
    expect(await count('TestPlans WHERE ActivePlans')).toBe(active)
    expect(await count('TestPlans WHERE ActivePlans = FALSE')).toBe(await count('TestPlans'))
    expect(await value('COUNT(OwnerId)', 'TestPlans WHERE IncludePlanDetails = FALSE')).toBe(0)
    expect(await value('COUNT(OwnerId)', 'TestPlans WHERE IncludePlanDetails = TRUE')).toBe(
      await count('TestPlans'),
    )
    const [plan] = await rowsAlike(organization, 'SELECT Id, OwnerId FROM TestPlans LIMIT 1')
    const owned = `TestPlans WHERE OwnerId = '${plan?.['OwnerId']}'`
    expect(await count(`${owned} AND IncludePlanDetails = TRUE`)).toBe(await count(owned))
    expect(await count(`${owned} AND IncludePlanDetails = FALSE`)).toBe(0)
    expect(await count(`TestPlans WHERE Id = ${plan?.['Id']} AND IncludePlanDetails = TRUE`)).toBe(
      1,
    )
  })

  it('ask for suites as a tree, and for more inside of them', async () => {
    const top = await count('TestSuites WHERE ParentSuiteId IS NULL')
    expect(top).toBeLessThan(Number(await count('TestSuites')))
    expect(await count('TestSuites WHERE TreeView')).toBe(top)
    expect(await count('TestSuites WHERE TreeView = FALSE')).toBe(await count('TestSuites'))
    const names = await value(
      "SUM(LENGTH(CAST(Children AS VARCHAR)) - LENGTH(REPLACE(CAST(Children AS VARCHAR), '\"suiteType\"', '')))",
      'TestSuites WHERE TreeView',
    )
    const below = Number(await count('TestSuites')) - Number(top)
    expect(Number(names)).toBe(below * '"suiteType"'.length)
    organization.emulator.resetStats()
    expect(await count("TestSuites WHERE Expand IN ('children', 'defaultTesters')")).toBe(
      await count('TestSuites'),
    )
    expect(askedFor(organization)).toContain('expand=children,defaultTesters')
    const testers = "COUNT(DefaultTesters) FROM TestSuites WHERE Expand = 'Children'"
    expect(await valueAlike(organization, `SELECT ${testers}`)).toBe(await count('TestSuites'))
  })

  it('ask for test cases that have all of some configurations', async () => {
    const having = (ids: readonly unknown[]): Promise<unknown> =>
      count(
        `(SELECT TestSuiteId, TestCaseId FROM TestPoints WHERE ConfigurationId IN (${ids.join(', ')})
         GROUP BY TestSuiteId, TestCaseId HAVING COUNT(DISTINCT ConfigurationId) = ${ids.length}) AS t`,
      )
    const rows = await rowsAlike(
      organization,
      'SELECT ConfigurationId AS id, COUNT(*) AS n FROM TestPoints GROUP BY ConfigurationId ORDER BY n DESC, ConfigurationId LIMIT 2',
    )
    const ids = rows.map(({ id }) => id)
    expect(ids).toHaveLength(2)
    const one = await having(ids.slice(0, 1))
    expect(one).toBeGreaterThan(0)
    expect(await count(`TestCases WHERE ConfigurationIds = ${ids[0]}`)).toBe(one)
    expect(await count(`TestCases WHERE ConfigurationIds IN (${ids.join(', ')})`)).toBe(
      await having(ids),
    )
  })

  it('ask for sessions of oneself, of some days, and for completed ones', async () => {
    const all = Number(await count('TestSessions'))
    expect(await count('TestSessions WHERE AllSessions = TRUE')).toBe(all)
    const own = await count('TestSessions WHERE AllSessions = FALSE')
    expect(own).toBeLessThan(all)
    expect(own).toBe(
      await count('TestSessions WHERE OwnerId = (SELECT IdentityId FROM GitRefFavorites LIMIT 1)'),
    )
    expect(await count('TestSessions WHERE Period = 100')).toBe(
      await count(
        'TestSessions WHERE StartDate >= (SELECT MAX(StartDate) FROM TestSessions) - INTERVAL 100 DAY',
      ),
    )
    const completed = await count("TestSessions WHERE State = 'completed'")
    expect(await count('TestSessions WHERE IncludeOnlyCompletedSessions')).toBe(completed)
    const both = "TestSessions WHERE State = 'completed' AND IncludeOnlyCompletedSessions = FALSE"
    expect(await count(both)).toBe(completed)
    expect(await value('COUNT(Url)', 'TestSessions WHERE IncludeAllProperties = FALSE')).toBe(0)
    expect(await value('COUNT(Url)', 'TestSessions WHERE IncludeAllProperties = TRUE')).toBe(all)
  })

  it('say how long the answers of the audit log are', async () => {
    const { emulator, on } = organization
    const asked = async (where: string): Promise<number> => {
      emulator.resetStats()
      await (await on.query(`SELECT Id FROM AuditLogEntries${where}`)).toArray()
      return emulator.stats().recent.length
    }
    expect(await count('AuditLogEntries WHERE BatchSize = 7')).toBe(await count('AuditLogEntries'))
    const plan = await (
      await on.query('EXPLAIN SELECT Id FROM AuditLogEntries WHERE BatchSize = 7')
    ).toArray()
    expect(plan.map((line) => String(line['plan'])).join('\n')).toContain('each further page of 7 ')
    expect(await asked('')).toBe(1)
    expect(await asked(' WHERE BatchSize = 7')).toBe(8)
    expect(await asked(' WHERE BatchSize = 7 LIMIT 3')).toBe(1)
    expect(askedFor(organization)).toContain('batchSize=3')
    const since = "AuditLogEntries WHERE DownloadWindow >= '2000-01-01' AND BatchSize = 50"
    expect(await count(since)).toBe(await count('AuditLogEntries'))
  })
})
