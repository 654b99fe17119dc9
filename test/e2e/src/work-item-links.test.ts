import type { Row } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('numbers, links and files of work items', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { WorkItems: 900 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const read = async (
    sql: string,
  ): Promise<{ readonly rows: readonly Row[]; readonly sent: readonly string[] }> => {
    const { on, emulator } = organization
    await (await on.query('SELECT Id FROM WorkItems LIMIT 1')).toArray()
    emulator.resetStats()
    const rows = await (await on.query(sql)).toArray()
    const sent = emulator.stats().recent.map(({ url }) => url.replace(/^.*\/_apis\/|\?.*$/g, ''))
    const expected = await (await organization.off.query(sql)).toArray()
    expect(rows).toEqual(expected)
    return { rows, sent }
  }

  it.each([
    ['SELECT count(*) AS n FROM WorkItems', 900],
    ['SELECT count(*) AS n FROM WorkItems WHERE Id BETWEEN 10 AND 19', 9],
    ['SELECT count(*) AS n FROM WorkItemIds', 900],
  ])('needs no batches for %s', async (sql, n) => {
    const { rows, sent } = await read(sql)
    expect(rows).toEqual([{ n: n }])
    expect(sent).toEqual(['wit/wiql'])
  })

  it('finds the work items of one project, and reads the project where it is shown', async () => {
    const one = await read('SELECT Id FROM Project_Fabrikam.Project.WorkItemIds ORDER BY Id')
    expect(one.sent).toEqual(['wit/wiql'])
    const all = await read(
      "SELECT Id, ProjectName FROM WorkItemIds WHERE ProjectName = 'fabrikam' ORDER BY Id",
    )
    expect(all.rows.map(({ Id }) => Id)).toEqual(one.rows.map(({ Id }) => Id))
    expect(all.sent).toContain('wit/workitemsbatch')
  })

  it('reads the links of work items with the batches that hold them', async () => {
    const { rows, sent } = await read(
      `SELECT l.WorkItemId, l.Name, l.TargetWorkItemId FROM WorkItemLinks l
       WHERE l.WorkItemId IN (1, 2, 3, 4, 5, 6, 7, 8, 9) ORDER BY ALL`,
    )
    expect(rows.length).toBeGreaterThan(3)
    expect(sent).toEqual(['wit/workitemsbatch'])
  })

  it('has each link of the same work items at both ends', async () => {
    const { rows } = await read(
      `SELECT count(*) AS n FROM WorkItemRelations a
       LEFT JOIN WorkItemRelations b ON b.WorkItemId = a.TargetWorkItemId AND b.TargetWorkItemId = a.WorkItemId
       WHERE a.TargetWorkItemId IS NOT NULL AND b.WorkItemId IS NULL`,
    )
    expect(rows).toEqual([{ n: 0 }])
  })

  it('joins work items through their links in two batches', async () => {
    const { rows, sent } = await read(
      `SELECT c.Id, c.Title, p.Title AS ParentTitle FROM WorkItems c
       JOIN WorkItemRelations l ON l.WorkItemId = c.Id AND l.Rel = 'System.LinkTypes.Hierarchy-Reverse'
       JOIN WorkItems p ON p.Id = l.TargetWorkItemId
       WHERE c.Id IN (20, 21, 22, 23, 24, 25, 26, 27, 28, 29) ORDER BY c.Id`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(sent).toHaveLength(3)
  })

  it('reads only the work items that have files', async () => {
    const { rows, sent } = await read(
      'SELECT WorkItemId, Id, Name, Size, Comment FROM WorkItemAttachments ORDER BY ALL',
    )
    const { rows: counts } = await read('SELECT sum(AttachedFileCount) AS n FROM WorkItems')
    expect(rows).toHaveLength(Number(counts[0]?.['n']))
    expect(sent).toEqual(['wit/wiql', 'wit/workitemsbatch'])
  })
})
