import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('a table that is read once for each row of a parent', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({
      rows: { Projects: 2, Builds: 600_000, Repositories: 30, Commits: 3_000 },
    })
  })
  // What a connection asks for once is not counted.
  beforeAll(async () => void (await cost('SELECT * FROM Repositories')))
  afterAll(() => organization[Symbol.asyncDispose]())

  /** Rows and requests of a query; those that tell the builds apart from those for each of them. */
  async function cost(
    sql: string,
    connection = organization.on,
  ): Promise<{ readonly rows: number; readonly requests: number }> {
    organization.emulator.resetStats()
    const rows = await (await connection.query(sql)).toArray()
    return { rows: rows.length, requests: organization.emulator.stats().requests }
  }

  it.each([
    'SELECT * FROM BuildWorkItems',
    'SELECT * FROM BuildTimelineRecords',
    'SELECT count(*) FROM BuildWorkItems',
    'SELECT b.Id, w.WorkItemId FROM Builds b JOIN BuildWorkItems w ON w.BuildId = b.Id',
  ])('is refused with the number of requests where that is beyond all measure: %s', async (sql) => {
    await expect(cost(sql)).rejects.toThrow(
      /^Build\w+ would take at least 1\d,\d{3} requests for the rows of \w+, and a query may send 10,000$/,
    )
    await expect(cost(sql)).rejects.toMatchObject({
      code: 'DEVOPSQL_LIMIT_EXCEEDED',
      hint: 'Narrow the parents with WHERE or a join (EXPLAIN shows them), or raise MaxRequests.',
    })
    // What has been asked for are pages of builds, and nothing of any.
    const { recent, requests } = organization.emulator.stats()
    expect(requests).toBeLessThan(40)
    expect(recent.filter(({ url }) => /\/(workitems|timeline)/.test(url))).toEqual([])
  })

  it('is refused where MaxRequests allows fewer', async () => {
    const connection = await organization.connect('MaxRequests=20;')
    await expect(cost('SELECT * FROM Commits', connection)).rejects.toMatchObject({
      code: 'DEVOPSQL_LIMIT_EXCEEDED',
      message:
        'Commits would take at least 30 requests for the rows of Repositories, and a query may send 20',
    })
    expect(organization.emulator.stats().requests).toBeLessThan(5)
  })

  it('is read where MaxRequests allows it, and where the parents are few', async () => {
    const connection = await organization.connect('MaxRequests=100;')
    expect((await cost('SELECT * FROM Commits', connection)).rows).toBe(3_000)
    const few = 'SELECT * FROM BuildWorkItems WHERE BuildId IN (1, 2, 3)'
    expect((await cost(few)).requests).toBeLessThan(10)
  })

  it('asks for the first parents only where a LIMIT is met by their rows', async () => {
    const { rows, requests } = await cost('SELECT * FROM Commits LIMIT 5')
    expect(rows).toBe(5)
    // Projects or repositories, then one repository's commits.
    expect(requests).toBeLessThanOrEqual(3)
  })
})
