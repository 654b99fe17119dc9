import { isDevopsqlError } from '@devopsql/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

describe('names in a query', () => {
  let organization: OpenOrganization
  beforeAll(async () => {
    organization = await openOrganization({ rows: { WorkItems: 60, Builds: 20 } })
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const rowsOf = async (sql: string): Promise<readonly unknown[]> =>
    await (await organization.on.query(sql)).toArray()

  const failureOf = async (sql: string): Promise<unknown> => {
    try {
      await rowsOf(sql)
    } catch (error) {
      if (isDevopsqlError(error))
        return { code: error.code, position: error.position, hint: error.hint }
      throw error
    }
    throw new Error('it was answered')
  }

  it('see the aliases of the items before them in the select list', async () => {
    expect(
      await rowsOf('SELECT Id AS x, x + 1 AS y FROM WorkItems WHERE y > 5 ORDER BY y LIMIT 1'),
    ).toEqual([{ x: 5, y: 6 }])
  })

  it('are columns before they are aliases in the select list', async () => {
    expect(await rowsOf('SELECT Id + 1 AS Id, Id AS b FROM WorkItems ORDER BY b LIMIT 1')).toEqual([
      { Id: 2, b: 1 },
    ])
  })

  it('do not see the right side of a semi or anti join after its condition', async () => {
    const on = 'ON WorkItems.Id = Builds.Id'
    expect(
      await rowsOf(`SELECT Id FROM WorkItems ANTI JOIN Builds ${on} ORDER BY Id LIMIT 1`),
    ).toEqual([{ Id: 21 }])
    expect(await failureOf(`SELECT Builds.Id FROM WorkItems SEMI JOIN Builds ${on}`)).toEqual({
      code: 'DEVOPSQL_UNDEFINED_TABLE',
      position: 7,
      hint: 'FROM has WorkItems.',
    })
  })

  it('are checked in EXCLUDE and REPLACE', async () => {
    expect(await failureOf('SELECT * EXCLUDE (Nam) FROM Projects')).toEqual({
      code: 'DEVOPSQL_UNDEFINED_COLUMN',
      position: 18,
      hint: 'Did you mean Name?',
    })
    expect(await failureOf('SELECT * REPLACE (1 AS Nam) FROM Projects')).toEqual({
      code: 'DEVOPSQL_UNDEFINED_COLUMN',
      position: 23,
      hint: 'Did you mean Name?',
    })
  })

  // covers P-TBL-20
  it('are those that other drivers have for the fields of work items', async () => {
    const names =
      `Id ProjectId Type State CreatedDate CreatedById CreatedByDisplayName CreatedByUrl ChangedDate
      ChangedById ChangedByDisplayName ChangedByUrl AssignedToId`.split(/\s+/)
    const [row = {}] = await rowsOf(`SELECT ${names.join(', ')} FROM WorkItems LIMIT 1`)
    expect(Object.keys(Object(row))).toEqual(names)
  })

  it('must tell two tables apart', async () => {
    expect(await failureOf('SELECT a.Id FROM WorkItems a, Builds a')).toEqual({
      code: 'DEVOPSQL_AMBIGUOUS_NAME',
      position: 37,
      hint: 'Give one of them another alias.',
    })
  })
})
