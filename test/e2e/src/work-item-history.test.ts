import type { Row } from 'devopsql'
import { expect, it } from 'vitest'
import { deleteWorkItems, openOrganization } from './open-organization.ts'
import { askedFor, rowsAlike, valueAlike } from './rows-alike.ts'

it('reads every revision once, over many pages, with the fields of its time', async () => {
  await using organization = await openOrganization({
    rows: { WorkItems: 300 },
    variants: { reportingPageSize: 100 },
  })
  const rowsOf = async (sql: string): Promise<readonly Row[]> =>
    await (await organization.on.query(sql)).toArray()
  const items = await rowsOf(
    'SELECT Id, Rev, State, Title, ChangedByUniqueName FROM WorkItems ORDER BY Id',
  )
  const revisions = await organization.on.query('SELECT Id, Rev FROM WorkItemRevisions')
  const keys = (await revisions.toArray()).map(({ Id, Rev }) => `${String(Id)}/${String(Rev)}`)
  const expected = items.flatMap(({ Id, Rev }) =>
    Array.from({ length: Number(Rev) }, (_, index) => `${String(Id)}/${index + 1}`),
  )
  expect(keys.toSorted()).toEqual(expected.toSorted())
  expect(revisions.stats.requests).toBeGreaterThan(expected.length / 100)
  expect(
    await rowsOf(
      'SELECT Id, Rev, State, Title, ChangedByUniqueName FROM WorkItemRevisions QUALIFY row_number() OVER (PARTITION BY Id ORDER BY Rev DESC) = 1 ORDER BY Id',
    ),
  ).toEqual(items)
})

it('reads the comments of work items, deleted ones where they are asked for', async () => {
  await using organization = await openOrganization({
    rows: { WorkItems: 60 },
    variants: { commentsMaxTop: 2 },
  })
  const rowsOf = async (sql: string): Promise<readonly Row[]> => {
    const rows = await (await organization.on.query(sql)).toArray()
    expect(rows).toEqual(await (await organization.off.query(sql)).toArray())
    return rows
  }
  const [said] = await rowsOf('SELECT sum(CommentCount)::INTEGER AS n FROM WorkItems')
  const [read] = await rowsOf(
    'SELECT count(*)::INTEGER AS n, count(DISTINCT Id)::INTEGER AS ids, bool_or(IsDeleted) AS d FROM WorkItemComments',
  )
  expect(read).toEqual({ n: said?.['n'], ids: said?.['n'], d: null })
  const [deleted] = await rowsOf(
    'SELECT count(*)::INTEGER AS n FROM WorkItemComments WHERE IncludeDeleted = TRUE AND IsDeleted',
  )
  expect(deleted?.['n']).toBeGreaterThan(0)
  organization.emulator.resetStats()
  const chosen = await rowsOf(
    'SELECT c.Text FROM WorkItems w JOIN WorkItemComments c ON c.WorkItemId = w.Id WHERE w.Id IN (1, 2, 3) AND w.CommentCount > 0 ORDER BY c.Id',
  )
  expect(chosen.length).toBeGreaterThan(0)
})

it('reads the recycle bins with one request for 200 work items, and none where it is not needed', async () => {
  await using organization = await openOrganization({ rows: { WorkItems: 300, Projects: 1 } })
  const { on, emulator } = organization
  const found = await (await on.query('SELECT Id FROM WorkItems ORDER BY Id LIMIT 205')).toArray()
  const ids = found.map(({ Id }) => Number(Id))
  await deleteWorkItems(emulator, ids)
  emulator.resetStats()
  const whole = await on.query(
    'SELECT Id, Name, DeletedDate, DeletedByUniqueName FROM DeletedWorkItems',
  )
  const rows = await whole.toArray()
  expect(rows.map(({ Id }) => Number(Id)).toSorted((one, other) => one - other)).toEqual(ids)
  expect(rows.every(({ DeletedDate }) => DeletedDate instanceof Date)).toBe(true)
  expect(rows.every((row) => String(row['DeletedByUniqueName']).includes('@'))).toBe(true)
  const batches = emulator.stats().recent.filter(({ url }) => url.includes('ids='))
  expect(batches).toHaveLength(2)
  emulator.resetStats()
  const counted = await (
    await on.query('SELECT count(*)::INTEGER AS n FROM DeletedWorkItems')
  ).toArray()
  expect(counted).toEqual([{ n: 205 }])
  expect(emulator.stats().recent.filter(({ url }) => url.includes('ids='))).toEqual([])
})

it('reads only fields that are used, and all of them where all are', async () => {
  await using organization = await openOrganization({ rows: { WorkItems: 40 } })
  const askedBy = async (sql: string): Promise<string> => {
    await rowsAlike(organization, sql)
    organization.emulator.resetStats()
    await (await organization.on.query(sql)).toArray()
    return askedFor(organization)
  }
  const from = 'FROM WorkItemRevisions'
  expect(await askedBy(`SELECT COUNT(*) AS n ${from}`)).toMatch(/fields=System\.Id(&|$)/m)
  expect(await askedBy(`SELECT State ${from} WHERE CreatedByDisplayName LIKE 'A%'`)).toMatch(
    /fields=System\.Id,System\.State,System\.CreatedBy(&|$)/m,
  )
  const all = await askedBy(`SELECT Title, Fields ${from} WHERE Id < 10`)
  expect(all).not.toContain('&fields=')
  expect(all).toContain('$expand=fields')
  expect(await askedBy(`SELECT * ${from}`)).not.toContain('&fields=')
})

it('begins with the first revision that can be wanted, over many pages', async () => {
  await using organization = await openOrganization({
    rows: { WorkItems: 300 },
    variants: { reportingPageSize: 100 },
  })
  const middle = await valueAlike(
    organization,
    'SELECT CAST(MEDIAN(ChangedDate) AS VARCHAR) FROM WorkItemRevisions',
  )
  const sql = `SELECT Id, Rev, ChangedDate FROM WorkItemRevisions WHERE ChangedDate >= '${middle}'`
  const whole = await organization.off.query(sql)
  const expected = await whole.toArray()
  organization.emulator.resetStats()
  const result = await organization.on.query(sql)
  expect(await result.toArray()).toEqual(expected)
  expect(result.stats.bytes).toBeLessThan(0.6 * whole.stats.bytes)
  const asked = askedFor(organization)
    .split('\n')
    .filter((url) => url.includes('workitemrevisions'))
  expect(asked.filter((url) => url.includes('startDateTime=')).length).toBeGreaterThan(0)
  expect(asked.filter((url) => url.includes('continuationToken=')).length).toBeGreaterThan(5)
  expect(asked.filter((url) => /startDateTime=.*continuationToken=/.test(url))).toEqual([])
})
