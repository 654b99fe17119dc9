import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExplainedSource, explained } from './explained.ts'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('a condition is sent only where filtering first is equal', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({
      rows: { WorkItems: 300, Builds: 120, BuildDefinitions: 6, PullRequests: 60, Commits: 60 },
    })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  interface Facts {
    readonly plan: Readonly<Record<string, ExplainedSource>>
    readonly rows: number
  }

  /** Runs the query both ways, holds the rows equal, and gives what EXPLAIN says. */
  const facts = async (sql: string): Promise<Facts> => {
    const texts = async (connection: typeof organization.on): Promise<readonly string[]> =>
      (await (await connection.query(sql)).toArray()).map((row) => JSON.stringify(row)).toSorted()
    const rows = await texts(organization.on)
    expect(rows).toEqual(await texts(organization.off))
    return { plan: await explained(organization.on, sql), rows: rows.length }
  }
  const definitions = 'BuildDefinitions d ON d.Id = b.DefinitionId'

  it('keeps IS NULL on the null-supplying side of a LEFT JOIN here', async () => {
    const { plan, rows } = await facts(
      `SELECT b.Id FROM Builds b LEFT JOIN ${definitions} AND d.Id IN (1, 2) WHERE d.Id IS NULL`,
    )
    expect(plan['d']?.sent).toEqual(['d.Id IN 1, 2'])
    expect(plan['b']?.sent).toEqual([])
    expect(rows).toBeGreaterThan(0)
  })

  it('keeps IS NULL on the null-supplying side of a RIGHT JOIN here', async () => {
    const { plan, rows } = await facts(
      'SELECT b.Id FROM BuildDefinitions d RIGHT JOIN Builds b ON d.Id = b.DefinitionId AND d.Id = 1 WHERE d.Id IS NULL',
    )
    expect(plan['d']?.sent).toEqual(['d.Id = 1'])
    expect(rows).toBeGreaterThan(0)
  })

  it('keeps a condition on a table that is sampled here', async () => {
    const { plan, rows } = await facts(
      "SELECT b.Id FROM Builds b TABLESAMPLE 100% WHERE b.Result = 'failed'",
    )
    expect(plan['b']?.sent).toEqual([])
    expect(rows).toBeGreaterThan(0)
  })

  it('keeps a condition here where what FROM gives is sampled', async () => {
    const { plan } = await facts(
      "SELECT b.Id FROM Builds b WHERE b.Result = 'failed' USING SAMPLE 100%",
    )
    expect(plan['b']?.sent).toEqual([])
  })

  it('keeps a condition of ON on the preserved side of a LEFT JOIN here', async () => {
    const { plan, rows } = await facts(
      `SELECT b.Id, d.Name FROM Builds b LEFT JOIN ${definitions} AND b.Result = 'failed'`,
    )
    expect(plan['b']?.sent).toEqual([])
    expect(rows).toBe(120)
  })

  it('sends a condition of WHERE on the preserved side of a LEFT JOIN', async () => {
    const { plan } = await facts(
      `SELECT b.Id, d.Name FROM Builds b LEFT JOIN ${definitions} WHERE b.Result = 'failed'`,
    )
    expect(plan['b']?.sent).toEqual(["b.Result = 'failed'"])
  })

  it('sends a condition of WHERE on the null-supplying side when it rejects NULL', async () => {
    const { plan } = await facts(
      `SELECT b.Id, d.Name FROM Builds b LEFT JOIN ${definitions} WHERE d.Id IN (1, 2)`,
    )
    expect(plan['d']?.sent).toEqual(['d.Id IN 1, 2'])
  })

  it('keeps a condition of WHERE on the null-supplying side that NULL may pass here', async () => {
    const { plan, rows } = await facts(
      `SELECT b.Id FROM Builds b LEFT JOIN ${definitions} AND d.Id < 3 WHERE d.Id = 1 OR d.Id IS NULL`,
    )
    expect(plan['d']?.sent).toEqual([])
    expect(rows).toBeGreaterThan(0)
  })

  it('sends nothing of the ON of a FULL JOIN', async () => {
    const { plan } = await facts(
      `SELECT b.Id, d.Id FROM Builds b FULL JOIN ${definitions} AND d.Id = 1 AND b.Result = 'failed'`,
    )
    expect([plan['b']?.sent, plan['d']?.sent]).toEqual([[], []])
    expect([plan['b']?.waitsFor, plan['d']?.waitsFor]).toEqual([undefined, undefined])
  })

  it('sends both sides of the ON of an inner join', async () => {
    const { plan } = await facts(
      `SELECT b.Id FROM Builds b JOIN ${definitions} AND d.Id IN (1, 2) AND b.Result = 'failed'`,
    )
    expect(plan['b']?.sent).toEqual(["b.Result = 'failed'"])
    expect(plan['d']?.sent).toEqual(['d.Id IN 1, 2'])
  })

  it('keeps a condition of ON on the left side of an ANTI JOIN here', async () => {
    const { plan, rows } = await facts(
      `SELECT b.Id FROM Builds b ANTI JOIN ${definitions} AND b.Result = 'failed' AND d.Id = 1`,
    )
    expect(plan['b']?.sent).toEqual([])
    expect(plan['d']?.sent).toEqual(['d.Id = 1'])
    expect(rows).toBeGreaterThan(0)
  })

  it('sends nothing below LIMIT', async () => {
    const { plan, rows } = await facts(
      "SELECT d.Id FROM (SELECT Id, State FROM WorkItems ORDER BY Id LIMIT 60) AS d WHERE d.State = 'Active'",
    )
    expect(plan['WorkItems']?.sent).toEqual([])
    expect(rows).toBeGreaterThan(0)
    expect(rows).toBeLessThan(60)
  })

  it('sends a condition into a subquery in FROM that only filters and names', async () => {
    const { plan } = await facts(
      "SELECT d.Number FROM (SELECT Id AS Number, State AS Now FROM WorkItems) AS d WHERE d.Now = 'Active'",
    )
    expect(plan['WorkItems']?.sent).toEqual(["d.Now = 'Active'"])
  })

  it('sends no condition on an aggregate', async () => {
    const { plan, rows } = await facts(
      'SELECT d.State, d.First FROM (SELECT State, min(Id) AS First FROM WorkItems GROUP BY State) AS d WHERE d.First < 10',
    )
    expect(plan['WorkItems']?.sent).toEqual([])
    expect(rows).toBeGreaterThan(0)
  })

  it('sends no condition of HAVING on an aggregate, and that of WHERE beside it', async () => {
    const { plan } = await facts(
      "SELECT State, count(*) AS n FROM WorkItems WHERE Type = 'Bug' GROUP BY State HAVING max(Id) > 100",
    )
    expect(plan['WorkItems']?.sent).toEqual(["Type = 'Bug'"])
  })

  it('sends no condition below a window over other columns', async () => {
    const { plan, rows } = await facts(
      "SELECT d.Id, d.place FROM (SELECT Id, State, row_number() OVER (PARTITION BY Type ORDER BY Id) AS place FROM WorkItems) AS d WHERE d.State = 'Active'",
    )
    expect(plan['WorkItems']?.sent).toEqual([])
    expect(rows).toBeGreaterThan(0)
  })

  it('keeps QUALIFY here and sends the WHERE before it', async () => {
    const { plan } = await facts(
      "SELECT Id, Type FROM WorkItems WHERE State = 'Active' QUALIFY row_number() OVER (PARTITION BY Type ORDER BY Id) = 1",
    )
    expect(plan['WorkItems']?.sent).toEqual(["State = 'Active'"])
  })

  it('sends no condition of one reader of a CTE that another reads too', async () => {
    const { plan, rows } = await facts(
      "WITH c AS (SELECT Id, State, Parent FROM WorkItems) SELECT a.Id, p.State AS ParentState FROM c AS a JOIN c AS p ON p.Id = a.Parent WHERE a.State = 'Active'",
    )
    expect(plan['WorkItems']?.sent).not.toContain("WorkItems.State = 'Active'")
    expect(rows).toBeGreaterThan(0)
  })

  it('sends the condition on a CTE that is read once', async () => {
    const { plan } = await facts(
      "WITH c AS (SELECT Id, State FROM WorkItems) SELECT Id FROM c WHERE State = 'Active'",
    )
    expect(plan['WorkItems']?.sent).toEqual(["State = 'Active'"])
  })

  it('sends an OR only if every branch can be sent', async () => {
    const unsendable = await facts("SELECT Id FROM WorkItems WHERE State = 'Active' OR Title > 'V'")
    const sendable = await facts("SELECT Id FROM WorkItems WHERE State = 'Active' OR Id < 10")
    expect(unsendable.plan['WorkItems']?.sent).toEqual([])
    expect(sendable.plan['WorkItems']?.sent).toEqual(["State = 'Active' OR Id < 10"])
    expect(unsendable.rows).toBeGreaterThan(sendable.rows - 10)
  })

  it('sends the conditions of an OR over two sources to neither', async () => {
    const { plan } = await facts(
      `SELECT b.Id FROM Builds b JOIN ${definitions} WHERE b.Result = 'failed' OR d.Id = 1`,
    )
    expect([plan['b']?.sent, plan['d']?.sent]).toEqual([[], []])
  })

  it('sends NOT of a comparison turned round, and NOT of text comparisons not at all', async () => {
    const range = await facts('SELECT Id FROM WorkItems WHERE NOT (Id >= 50)')
    const text = await facts("SELECT Id FROM WorkItems WHERE NOT (State = 'Active')")
    const like = await facts("SELECT Id FROM WorkItems WHERE NOT (Title LIKE '%e%')")
    const list = await facts("SELECT Id FROM WorkItems WHERE State NOT IN ('Active', 'Closed')")
    expect(range.plan['WorkItems']?.read).toContain('WHERE [System.Id] < 50')
    expect(text.plan['WorkItems']?.sent).toEqual([])
    expect(like.plan['WorkItems']?.sent).toEqual([])
    expect(list.plan['WorkItems']?.sent).toEqual([])
  })

  it('sends LIMIT when every condition is exact, and not when one is a superset', async () => {
    const exact = await facts("SELECT State FROM WorkItems WHERE State = 'Active' LIMIT 5")
    const superset = await facts("SELECT Type FROM WorkItems WHERE Title LIKE '%' LIMIT 5")
    const sql = "SELECT Id FROM WorkItems WHERE Title LIKE '%search%' ORDER BY Id LIMIT 2"
    const inOrder = await facts(sql)
    expect(exact.plan['WorkItems']?.read).toContain(', top 5')
    expect(superset.plan['WorkItems']?.read).not.toContain(', top')
    expect(inOrder.plan['WorkItems']?.read).toContain('ORDER BY [System.Id]')
    expect(inOrder.plan['WorkItems']?.read).not.toContain(', top')
    expect(inOrder.plan['WorkItems']?.stopsAfter).toBe(
      '2 rows that pass, in the order of the query',
    )
  })

  it('keeps ORDER BY of text with LIMIT here, because the orders differ', async () => {
    const { plan } = await facts('SELECT Title, Id FROM WorkItems ORDER BY Title, Id LIMIT 5')
    expect(plan['WorkItems']?.read).not.toContain('ORDER BY')
    expect(plan['WorkItems']?.stopsAfter).toBeUndefined()
  })

  it('sends UNDER for a LIKE that ends in a backslash only', async () => {
    const subtree = await facts("SELECT Id FROM WorkItems WHERE AreaPath LIKE 'Fabrikam\\%'")
    const sibling = await facts("SELECT Id FROM WorkItems WHERE AreaPath LIKE 'Fabrikam%'")
    expect(subtree.plan['WorkItems']?.read).toContain("[System.AreaPath] UNDER 'Fabrikam'")
    expect(sibling.plan['WorkItems']?.sent).toEqual([])
  })

  it('reads a correlated EXISTS with the conditions on its own source', async () => {
    const { plan } = await facts(
      "SELECT d.Id FROM BuildDefinitions d WHERE NOT EXISTS (SELECT 1 FROM Builds b WHERE b.DefinitionId = d.Id AND b.Result = 'failed')",
    )
    expect(plan['b']?.sent).toEqual(["b.Result = 'failed'"])
    expect(plan['d']?.sent).toEqual([])
  })

  it('sends nothing from one side of a UNION to the other', async () => {
    const { plan } = await facts(
      "SELECT Id FROM WorkItems WHERE State = 'Active' UNION SELECT Id FROM Builds WHERE Result = 'failed'",
    )
    expect(plan['WorkItems']?.sent).toEqual(["State = 'Active'"])
    expect(plan['Builds']?.sent).toEqual(["Result = 'failed'"])
  })

  it('sends nothing but what a request needs with Pushdown=off', async () => {
    const sql = "SELECT Id FROM WorkItems WHERE State = 'Active' AND Id < 50 LIMIT 3"
    const plan = await explained(organization.off, sql)
    expect(plan['WorkItems']?.sent).toEqual([])
    expect(plan['WorkItems']?.stopsAfter).toBeUndefined()
    expect(plan['WorkItems']?.read).toBe('WIQL, then POST _apis/wit/workitemsbatch')
  })

  const children = 'PullRequestWorkItems w'
  const keyed = 'w.PullRequestId = p.Id'

  it('lets no row of a null-supplying side choose among the preserved ones', async () => {
    const { plan, rows } = await facts(
      `SELECT p.Id, w.WorkItemId FROM PullRequests p LEFT JOIN ${children} ON ${keyed} AND w.PullRequestId IN (1, 2)`,
    )
    expect(plan['p']?.waitsFor).toBeUndefined()
    expect(rows).toBeGreaterThanOrEqual(60)
  })

  it('lets rows of the preserved side choose among the null-supplying ones', async () => {
    const { plan } = await facts(
      `SELECT p.Id, w.WorkItemId FROM PullRequests p LEFT JOIN ${children} ON ${keyed} WHERE p.Id < 5`,
    )
    expect(plan['w']?.waitsFor).toBe('p.Id (w.PullRequestId = p.Id)')
  })

  it('reduces neither side of NOT IN, because one NULL in the list makes it NULL for all', async () => {
    const { plan } = await facts(
      `SELECT p.Id FROM PullRequests p WHERE p.Id < 5 AND p.Id NOT IN (SELECT w.PullRequestId FROM ${children} WHERE w.PullRequestId IN (1, 2))`,
    )
    expect([plan['p']?.waitsFor, plan['w']?.waitsFor]).toEqual([undefined, undefined])
  })

  it('reduces nothing below the LIMIT of an IN, and takes keys from it', async () => {
    const { plan } = await facts(
      'SELECT Id FROM WorkItems WHERE Id IN (SELECT Id FROM Builds WHERE Id < 20 ORDER BY Id LIMIT 5) AND Id < 4',
    )
    expect(plan['Builds']?.waitsFor).toBeUndefined()
  })

  it('asks an EXISTS that counts for nothing, because it holds without rows too', async () => {
    const { plan, rows } = await facts(
      `SELECT p.Id FROM PullRequests p WHERE EXISTS (SELECT count(*) FROM ${children} WHERE ${keyed} AND w.PullRequestId IN (1, 2))`,
    )
    expect(plan['p']?.waitsFor).toBeUndefined()
    expect(rows).toBe(60)
  })

  it('keeps a source of a common table that is read twice whole', async () => {
    const { plan } = await facts(
      `WITH c AS (SELECT PullRequestId, WorkItemId FROM ${children} WHERE PullRequestId < 9)
       SELECT p.Id FROM PullRequests p JOIN c ON c.PullRequestId = p.Id AND p.Id < 3 JOIN c d ON d.WorkItemId = c.WorkItemId`,
    )
    expect(plan['w']?.waitsFor).toBeUndefined()
  })

  it('waits for no keys that the two sides compare in different ways', async () => {
    const { plan } = await facts(
      "SELECT p.Name FROM Builds b JOIN Projects p ON p.Name = b.SourceBranch WHERE b.Result = 'failed'",
    )
    expect(plan['p']?.waitsFor).toBeUndefined()
  })
})
