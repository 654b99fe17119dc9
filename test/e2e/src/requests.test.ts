import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('a query costs as few requests as can be', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({
      rows: { Projects: 3, WorkItems: 600, Builds: 120, PullRequests: 60, Commits: 60, Teams: 6 },
    })
    // What the connection asks for once: fields, and where the services are.
    await cost('SELECT Id FROM WorkItems WHERE Id = 1')
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  interface Cost {
    readonly requests: number
    readonly rows: number
  }

  /** Runs the query both ways, holds the rows equal, and gives what it cost with pushdown. */
  async function cost(sql: string): Promise<Cost> {
    const texts = async (connection: typeof organization.on): Promise<readonly string[]> =>
      (await (await connection.query(sql)).toArray()).map((row) => JSON.stringify(row)).toSorted()
    const { emulator } = organization
    emulator.resetStats()
    const rows = await texts(organization.on)
    const { requests } = emulator.stats()
    expect(rows).toEqual(await texts(organization.off))
    return { requests, rows: rows.length }
  }

  describe('conditions that no row can meet', () => {
    it.each([
      'SELECT Id FROM Builds WHERE false',
      'SELECT Id FROM Builds WHERE NULL',
      'SELECT Id FROM Builds WHERE 1 = 2',
      'SELECT Id FROM Builds WHERE Id = NULL',
      'SELECT Id FROM WorkItems WHERE Id = 1 AND Id = 2',
      'SELECT Id FROM WorkItems WHERE Id IN (1, 2) AND Id > 10',
      'SELECT Id FROM WorkItems WHERE Id > 10 AND Id <= 10',
      "SELECT Id FROM Builds WHERE Result = 'failed' AND Result = 'succeeded'",
      "SELECT Id FROM WorkItems WHERE CreatedDate < '2020-01-01' AND CreatedDate >= '2020-01-01'",
      "SELECT x.Id FROM (SELECT Id, State FROM WorkItems WHERE State = 'New') x WHERE x.State = 'Active'",
      "SELECT Id FROM Project_Fabrikam.Project.Builds WHERE ProjectName = 'Other'",
      'SELECT Id FROM Builds LIMIT 0',
      'SELECT Id FROM Builds ORDER BY BuildNumber LIMIT 0',
      'SELECT Id FROM Builds UNION ALL SELECT Id FROM WorkItems LIMIT 0',
      'SELECT b.Id FROM Builds b JOIN BuildDefinitions d ON d.Id = b.DefinitionId AND false',
    ])('send nothing: %s', async (sql) => {
      expect(await cost(sql)).toEqual({ requests: 0, rows: 0 })
    })

    it('leave an aggregate its one row', async () => {
      expect(await cost('SELECT count(*) FROM Builds WHERE false')).toEqual({
        requests: 0,
        rows: 1,
      })
    })

    it('send nothing for the null-supplying side of an outer join, and keep the other', async () => {
      const sql = 'SELECT p.Id, b.Id FROM Projects p LEFT JOIN Builds b ON false'
      expect(await cost(sql)).toEqual({ requests: 1, rows: 3 })
    })

    it('leave out a branch of an OR', async () => {
      const sql = 'SELECT Id FROM WorkItems WHERE (Id = 1 AND 1 = 2) OR Id = 3'
      expect(await cost(sql)).toEqual({ requests: 1, rows: 1 })
    })

    it('are not seen in texts that differ in letter case only', async () => {
      const sql = "SELECT Id FROM WorkItems WHERE State = 'active' AND State = 'ACTIVE'"
      expect((await cost(sql)).rows).toBeGreaterThan(0)
    })
  })

  it('keeps a condition without columns that only the engine can tell', async () => {
    expect((await cost('SELECT Id FROM Builds WHERE random() < 0')).rows).toBe(0)
  })

  describe('rows of one source that others wait for', () => {
    const active = '(SELECT Id FROM PullRequests WHERE Id IN (1, 2, 3))'
    const children = 'PullRequestWorkItems w'

    it.each([
      `SELECT p.Id, w.WorkItemId FROM PullRequests p LEFT JOIN ${children} ON w.PullRequestId = p.Id WHERE p.Id IN (1, 2, 3)`,
      `SELECT p.Id, w.WorkItemId FROM ${children} RIGHT JOIN PullRequests p ON w.PullRequestId = p.Id WHERE p.Id IN (1, 2, 3)`,
      `SELECT p.Id, w.WorkItemId FROM ${active} p LEFT JOIN ${children} ON w.PullRequestId = p.Id`,
      `WITH p AS ${active} SELECT p.Id, w.WorkItemId FROM p JOIN ${children} ON w.PullRequestId = p.Id`,
      `SELECT w.WorkItemId FROM ${children} WHERE w.PullRequestId IN ${active}`,
      `SELECT PullRequestId FROM (SELECT Id AS PullRequestId FROM PullRequests WHERE Id IN (1, 2, 3)) p LEFT JOIN ${children} USING (PullRequestId)`,
      `SELECT p.Id FROM PullRequests p WHERE p.Id IN (1, 2, 3) AND EXISTS (SELECT 1 FROM ${children} WHERE w.PullRequestId = p.Id)`,
      `SELECT p.Id FROM PullRequests p WHERE p.Id IN (1, 2, 3) AND NOT EXISTS (SELECT 1 FROM ${children} WHERE w.PullRequestId = p.Id)`,
      `SELECT p.Id FROM PullRequests p SEMI JOIN ${children} ON w.PullRequestId = p.Id WHERE p.Id IN (1, 2, 3)`,
      `SELECT p.Id, (SELECT count(*) FROM ${children} WHERE w.PullRequestId = p.Id) AS n FROM PullRequests p WHERE p.Id IN (1, 2, 3)`,
    ])('are the parents: 3 by id and 3 for their rows: %s', async (sql) => {
      expect((await cost(sql)).requests).toBe(6)
    })

    it('give their keys through several sources', async () => {
      const sql = `SELECT i.Id, i.Title FROM WorkItems i WHERE EXISTS (
        SELECT 1 FROM ${children} WHERE w.WorkItemId = i.Id AND w.PullRequestId IN (1, 2, 3))`
      expect((await cost(sql)).requests).toBe(7)
    })

    it('are left out where a condition that is applied here drops them', async () => {
      const sql = `SELECT w.WorkItemId FROM PullRequests p JOIN ${children} ON w.PullRequestId = p.Id
        WHERE p.Id IN (1, 2, 3) AND p.Title LIKE '%no such title%'`
      expect(await cost(sql)).toEqual({ requests: 3, rows: 0 })
    })

    it('are projects that are named in a query of their own', async () => {
      const named = "SELECT Id FROM Projects WHERE Name = 'Fabrikam'"
      expect((await cost(`SELECT Id FROM Builds WHERE ProjectId = (${named})`)).requests).toBe(2)
      expect((await cost(`SELECT Id FROM Builds WHERE ProjectId IN (${named})`)).requests).toBe(2)
    })

    it('are the projects that the query reads anyway', async () => {
      const sql = 'SELECT p.Name, b.Id FROM Projects p LEFT JOIN Builds b ON b.ProjectId = p.Id'
      expect((await cost(sql)).requests).toBe(4)
    })
  })
})
