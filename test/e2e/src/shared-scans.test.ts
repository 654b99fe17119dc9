import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explained } from './explained.ts'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

let organization: OpenOrganization
beforeAll(async () => {
  organization = await openOrganization({ rows: { WorkItems: 250, Builds: 40 } })
  // What is asked once for names is no part of what follows.
  await requestsOf('SELECT count(*) FROM WorkItems, Builds LIMIT 1')
})
afterAll(() => organization[Symbol.asyncDispose]())

async function requestsOf(sql: string): Promise<number> {
  const result = await organization.on.query(sql)
  const rows = await result.toArray()
  expect(rows.length).toBeGreaterThan(0)
  const unpushed = await (await organization.off.query(sql)).toArray()
  expect(rows.map((row) => JSON.stringify(row)).toSorted()).toEqual(
    unpushed.map((row) => JSON.stringify(row)).toSorted(),
  )
  return result.stats.requests
}

describe('the same rows are read once', () => {
  it.each([
    ['SELECT count(*) n, max(Title) t FROM WorkItems', '(SELECT max(CreatedDate) FROM WorkItems)'],
    [
      "SELECT count(*) n FROM WorkItems WHERE State = 'Closed'",
      "(SELECT max(Id) FROM WorkItems w WHERE w.State = 'Closed')",
    ],
    ['SELECT max(Result) r FROM Builds', '(SELECT min(QueueTime) FROM Builds)'],
  ])('%s, and %s beside it', async (alone, more) => {
    const once = await requestsOf(alone)
    expect(await requestsOf(`SELECT *, ${more} AS more FROM (${alone})`)).toBe(once)
  })

  it('which EXPLAIN tells, and counts', async () => {
    const sql = 'SELECT a.Id, b.Title FROM WorkItems a, WorkItems b WHERE a.Id <> b.Id'
    const plan = await explained(organization.on, sql)
    expect(plan['b']?.read ?? plan['WorkItems_2']?.read).toMatch(/^once, with /)
    const lines = (await (await organization.on.query(`EXPLAIN ${sql}`)).toArray()).map(
      ({ plan: line }) => String(line),
    )
    expect(lines.filter((line) => line === '  requests: 0')).toHaveLength(1)
  })

  it('but not where other rows are wanted, or the rows of one wait for the other', async () => {
    const all = await requestsOf('SELECT count(*) FROM WorkItems')
    const other =
      "SELECT (SELECT count(*) FROM WorkItems), (SELECT count(*) FROM WorkItems WHERE State = 'New')"
    expect(await requestsOf(other)).toBeGreaterThan(all)
    const joined =
      'SELECT count(*) FROM WorkItems p JOIN WorkItems c ON c.Id = p.Id WHERE p.Id < 50'
    expect(await requestsOf(joined)).toBeGreaterThan(0)
  })

  it('and no column comes into the * of a source that does not name it', async () => {
    const { columns } = await organization.on.query('SELECT * FROM Builds')
    const both = 'SELECT a.* FROM Builds a, (SELECT max(length(Reason)) m, max(Id) FROM Builds) b'
    expect((await organization.on.query(both)).columns.map(({ name }) => name)).toEqual(
      columns.map(({ name }) => name),
    )
  })
})
