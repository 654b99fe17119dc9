import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'
import { rowsAlike } from './rows-alike.ts'

// covers P-TBL-07 (QueryClauses)

describe('conditions of saved queries', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { WorkItems: 20 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const clausesOf = async (query: string): Promise<readonly (readonly unknown[])[]> => {
    const rows = await rowsAlike(
      organization,
      `SELECT Position, GroupPosition, LogicalOperator, FieldName, OperatorName,
         COALESCE(FieldValueReferenceName, Value) AS Value
       FROM Project_Fabrikam.QueryClauses WHERE QueryName = '${query}' ORDER BY Position`,
    )
    return rows.map((row) => Object.values(row))
  }

  it('are numbered with the groups that they are in', async () => {
    expect(await clausesOf('Handed over')).toEqual([
      [1, null, 'and', null, null, null],
      [2, 1, null, 'Team Project', '=', '@project'],
      [3, 1, null, 'Assigned To', '<>', 'System.CreatedBy'],
      [4, 1, 'or', null, null, null],
      [5, 4, null, 'Title', 'Contains', 'login'],
      [6, 4, null, 'Tags', 'Contains', 'security'],
    ])
  })

  it('may be one that is in no group', async () => {
    expect(await clausesOf("Every bug: ''open'' & closed")).toEqual([
      [1, null, null, 'Work Item Type', '=', 'Bug'],
    ])
  })

  it('are those of flat queries', async () => {
    const queries = await rowsAlike(
      organization,
      `SELECT q.QueryType, COUNT(c.Position) > 0 AS HasClauses
       FROM Queries q LEFT JOIN QueryClauses c ON c.QueryId = q.Id
       WHERE q.QueryType IS NOT NULL GROUP BY q.Id, q.QueryType`,
    )
    expect(queries.every((row) => (row['QueryType'] === 'flat') === row['HasClauses'])).toBe(true)
  })

  it('are numbered alike in every way to read them', async () => {
    const select = 'SELECT QueryId, Position FROM QueryClauses'
    const all = await rowsAlike(organization, select)
    expect(new Set(all.map((row) => `${row['QueryId']} ${row['Position']}`)).size).toBe(all.length)
    const some = await rowsAlike(organization, `${select} WHERE GroupPosition > 1`)
    expect(some.length).toBeGreaterThan(0)
    expect(all).toEqual(expect.arrayContaining([...some]))
  })
})
