import { tables } from '@devopsql/tables'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { isForAll } from './table-facts.ts'

const rangesOfIds = 'more for ranges of ids where WIQL finds over 20000'

describe('the number of requests that EXPLAIN expects', () => {
  let organization: OpenOrganization
  /** With more work items than one WIQL answer has. */
  let large: OpenOrganization
  beforeAll(async () => {
    const rows = { Projects: 3, Builds: 120, PullRequests: 60, Commits: 60, Teams: 6 }
    organization = await openOrganization({ rows: { ...rows, WorkItems: 450 } })
    large = await openOrganization({ rows: { ...rows, WorkItems: 20_500 } })
    // What a connection asks for once is not in the number.
    for (const each of [organization, large])
      await spent(each, 'SELECT Id FROM WorkItems WHERE Id = 1')
  })
  afterAll(async () => {
    await organization[Symbol.asyncDispose]()
    await large[Symbol.asyncDispose]()
  })

  async function spent({ emulator, on }: OpenOrganization, sql: string): Promise<number> {
    emulator.resetStats()
    await (await on.query(sql)).toArray()
    return emulator.stats().requests
  }

  async function expected(
    { on }: OpenOrganization,
    sql: string,
  ): Promise<{ readonly least: number; readonly more: string }> {
    const plan = await (await on.query(`EXPLAIN ${sql}`)).toArray()
    const lines = plan.map((row) => String(row['plan']))
    const total = lines.find((line) => /^(requests in all|no source)/.test(line)) ?? ''
    const [, least, more] = /^requests in all: (?:at least )?(\d+)(.*)$/.exec(total) ?? [
      '',
      '0',
      '',
    ]
    return { least: Number(least), more }
  }

  /** Never more than is spent, and the very number where nothing more is named. */
  async function compare(within: OpenOrganization, sql: string): Promise<string> {
    const { least, more } = await expected(within, sql)
    const actual = await spent(within, sql)
    expect(actual).toBeGreaterThanOrEqual(least)
    if (more === '') expect(actual).toBe(least)
    return `${least}${more}`
  }

  const whole = tables.filter(({ kind, access }) => kind !== 'system' && access.some(isForAll))
  it.each(whole.map(({ name }) => name))('is at most what is spent for %s', async (name) => {
    await compare(organization, `SELECT * FROM ${name}`)
    await compare(organization, `SELECT * FROM ${name} LIMIT 2`)
  })

  it.each([
    ['SELECT 1', '0'],
    ['SELECT Id FROM Builds WHERE false', '0'],
    [
      'SELECT * FROM sys_tables',
      '0, and what this connection has not yet asked for of projects and fields',
    ],
    ['SELECT Id FROM WorkItems WHERE Id = 1', '1'],
    ['SELECT Id FROM WorkItems WHERE Id IN (SELECT unnest(range(1, 3)))', undefined],
    [
      `SELECT Id FROM WorkItems WHERE Id IN (${Array.from({ length: 450 }, (_, index) => index + 1).join()})`,
      '3',
    ],
    [
      `SELECT Id FROM WorkItems WHERE Id IN (${Array.from({ length: 450 }, (_, index) => index + 1).join()}) LIMIT 5`,
      '1, and up to 2 until there are 5 rows',
    ],
    ['SELECT Title FROM WorkItems', '1, and 1 for each 200 work items found'],
    ['SELECT Id FROM WorkItems', `1, and ${rangesOfIds}`],
    ["SELECT Id FROM WorkItems WHERE State = 'Active'", '1, and 1 for each 200 work items found'],
    ['SELECT count(*) FROM WorkItems', `1, and ${rangesOfIds}`],
    ['SELECT count(*) FROM WorkItems WHERE Id > 100', `1, and ${rangesOfIds}`],
    ['SELECT count(*) FROM Project_Fabrikam.Project.WorkItems', `1, and ${rangesOfIds}`],
    [
      'SELECT Id, Rev FROM WorkItems ORDER BY Id LIMIT 300',
      '1, and 1 for each 200 work items found (300 at most)',
    ],
    ['SELECT Id FROM WorkItems UNION ALL SELECT Id FROM WorkItems', `1, and ${rangesOfIds}`],
    [
      'SELECT Id FROM WorkItems UNION ALL SELECT Id FROM WorkItems WHERE Id > 5',
      `2, and ${rangesOfIds}`,
    ],
    ['SELECT * FROM WorkItemRelations', undefined],
    ['SELECT WorkItemId, Name FROM WorkItemAttachments LIMIT 2', undefined],
    ['SELECT Id FROM PullRequests WHERE Id = 1', '1'],
    ['SELECT Id FROM PullRequests WHERE Id IN (1, 2, 3)', '3'],
    [
      'SELECT Id FROM PullRequests WHERE Id IN (1, 2, 3) LIMIT 1',
      '1, and up to 2 until there are 1 rows',
    ],
    ["SELECT Name FROM Projects WHERE Name = 'Fabrikam'", undefined],
    ['SELECT Name FROM Repositories', undefined],
    ['SELECT Name FROM GitBranches', undefined],
    ["SELECT Name FROM GitBranches WHERE RepositoryName = 'Fabrikam'", undefined],
    ['SELECT CommitId FROM Commits LIMIT 5', undefined],
    ["SELECT Id FROM Builds WHERE Result = 'failed'", undefined],
    ["SELECT Id FROM Project_Fabrikam.Project.Builds WHERE Result = 'failed'", undefined],
    ['SELECT Id FROM Builds ORDER BY QueueTime DESC LIMIT 3', undefined],
    ['SELECT Result, count(*) FROM Builds GROUP BY Result', undefined],
    ['SELECT WorkItemId FROM BuildWorkItems WHERE BuildId = 1', undefined],
    [
      'SELECT p.Id, w.WorkItemId FROM PullRequests p JOIN PullRequestWorkItems w ON w.PullRequestId = p.Id WHERE p.Id IN (1, 2, 3)',
      undefined,
    ],
    [
      'SELECT p.Id, w.WorkItemId FROM PullRequests p LEFT JOIN PullRequestWorkItems w ON w.PullRequestId = p.Id WHERE p.Id = 1',
      undefined,
    ],
    [
      'SELECT i.Title FROM PullRequestWorkItems w JOIN WorkItems i ON i.Id = w.WorkItemId WHERE w.PullRequestId = 1',
      undefined,
    ],
    ['SELECT p.Name, b.Id FROM Projects p LEFT JOIN Builds b ON b.ProjectId = p.Id', undefined],
    ['SELECT t.Name, m.* FROM Teams t JOIN TeamMembers m ON m.TeamId = t.Id', undefined],
    ['SELECT b.Id, c.CommitId FROM Builds b CROSS JOIN Commits c LIMIT 2', undefined],
    ['WITH b AS (SELECT * FROM Builds) SELECT x.Id FROM b x JOIN b y ON x.Id = y.Id', undefined],
    ['SELECT Id FROM WorkItems WHERE Id = (SELECT max(Id) FROM PullRequests)', undefined],
    [
      'SELECT r.Name FROM Repositories r WHERE EXISTS (SELECT 1 FROM Commits c WHERE c.RepositoryId = r.Id)',
      undefined,
    ],
  ])('is at most what is spent for %s', async (sql, words) => {
    const said = await compare(large, sql)
    if (words !== undefined) expect(said).toBe(words)
  })
})
