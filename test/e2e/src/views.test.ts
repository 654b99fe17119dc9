import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Row } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from './open-organization.ts'

// covers P-SQL-18
describe('views of the user', () => {
  let organization: OpenOrganization
  let folder: string

  beforeAll(async () => {
    organization = await openOrganization({ rows: { WorkItems: 200 } })
    folder = await mkdtemp(join(tmpdir(), 'views-'))
  })
  afterAll(async () => {
    await organization[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  const rowsOf = async (sql: string, on = organization.on): Promise<readonly Row[]> =>
    await (await on.query(sql)).toArray()

  it('are made, read, changed and dropped by statements', async () => {
    expect(
      await rowsOf(
        "CREATE LOCAL VIEW Broken AS SELECT Id, Title FROM WorkItems WHERE Type = 'Bug'",
      ),
    ).toEqual([{ status: 'defined view Broken' }])
    const bugs = await rowsOf("SELECT Id, Title FROM WorkItems WHERE Type = 'Bug' ORDER BY Id")
    expect(bugs.length).toBeGreaterThan(10)
    expect(await rowsOf('SELECT * FROM Broken ORDER BY Id')).toEqual(bugs)
    expect(await rowsOf('SELECT b.Id, b.Title FROM CData.UserViews.broken b ORDER BY 1')).toEqual(
      bugs,
    )
    await rowsOf("ALTER LOCAL VIEW Broken AS SELECT Id FROM WorkItems WHERE Type = 'Task'")
    expect(await rowsOf('SELECT count(*) AS n FROM Broken')).toEqual(
      await rowsOf("SELECT count(*) AS n FROM WorkItems WHERE Type = 'Task'"),
    )
    await rowsOf('DROP LOCAL VIEW Broken')
    await expect(rowsOf('SELECT * FROM Broken')).rejects.toMatchObject({
      code: 'DEVOPSQL_UNDEFINED_TABLE',
      position: 14,
    })
  })

  it('let the conditions of the query reach the requests', async () => {
    await rowsOf('CREATE OR REPLACE LOCAL VIEW Everything AS SELECT * FROM WorkItems')
    const result = await organization.on.query('SELECT Title FROM Everything WHERE Id = 7')
    expect(await result.toArray()).toHaveLength(1)
    expect(result.stats.scans).toMatchObject([{ table: 'WorkItems', rows: 1, pushed: ['Id = 7'] }])
  })

  it('are not reached by common tables of the query that reads them', async () => {
    await rowsOf('CREATE OR REPLACE LOCAL VIEW AllProjects AS SELECT Name FROM Projects')
    expect(
      await rowsOf("WITH Projects AS (SELECT 'none' AS Name) SELECT * FROM AllProjects ORDER BY 1"),
    ).toEqual(await rowsOf('SELECT Name FROM Projects ORDER BY 1'))
  })

  it('are listed and described like tables', async () => {
    await rowsOf(
      'CREATE OR REPLACE LOCAL VIEW Counted AS SELECT ProjectName, count(*) AS n FROM WorkItems GROUP BY 1',
    )
    expect(await organization.on.tables('Count*')).toMatchObject([
      { catalog: 'CData', schema: 'UserViews', name: 'Counted', kind: 'view' },
    ])
    expect((await organization.on.describe('Counted')).columns).toMatchObject([
      { name: 'ProjectName', type: 'VARCHAR' },
      { name: 'n', type: 'BIGINT' },
    ])
    expect(
      await rowsOf(
        "SELECT ColumnName FROM sys_tablecolumns WHERE TableName = 'Counted' ORDER BY 1",
      ),
    ).toEqual([{ ColumnName: 'n' }, { ColumnName: 'ProjectName' }])
  })

  it.each([
    ['CREATE LOCAL VIEW Projects AS SELECT 1', 'DEVOPSQL_DUPLICATE_TABLE', 18],
    ['CREATE LOCAL VIEW v AS SELECT Nothing FROM Projects', 'DEVOPSQL_UNDEFINED_COLUMN', 30],
    [
      'CREATE LOCAL VIEW v AS SELECT * FROM Projects WHERE Id = ?',
      'DEVOPSQL_INVALID_PARAMETER',
      57,
    ],
    ['CREATE LOCAL VIEW a.v AS SELECT 1', 'DEVOPSQL_UNDEFINED_CATALOG', 18],
    ['ALTER LOCAL VIEW v AS SELECT 1', 'DEVOPSQL_UNDEFINED_TABLE', 17],
    ['DROP LOCAL VIEW v', 'DEVOPSQL_UNDEFINED_TABLE', 16],
    ['CREATE TABLE t AS SELECT 1', 'DEVOPSQL_UNSUPPORTED_STATEMENT', 0],
  ])('refuses %s where it is wrong', async (sql, code, position) => {
    await expect(rowsOf(sql)).rejects.toMatchObject({ code, position })
  })

  it('drops nothing that is not there where that is said', async () => {
    expect(await rowsOf('DROP LOCAL VIEW IF EXISTS v')).toEqual([{ status: 'dropped view v' }])
  })

  it('live in the file of UserDefinedViews, with what else it holds', async () => {
    const file = join(folder, 'views.json')
    await writeFile(file, '{ "Old": { "query": "SELECT 1 AS one", "owner": "me" } }')
    const first = await organization.connect(`UserDefinedViews=${file};`)
    expect(await rowsOf('SELECT * FROM Old', first)).toEqual([{ one: 1 }])
    await rowsOf('CREATE LOCAL VIEW Fresh AS SELECT one + 1 AS two FROM Old', first)
    const second = await organization.connect(`UserDefinedViews=${file};`)
    expect(await rowsOf('SELECT * FROM Fresh', second)).toEqual([{ two: 2 }])
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      Old: { query: 'SELECT 1 AS one', owner: 'me' },
      Fresh: { query: 'SELECT one + 1 AS two FROM Old' },
    })
  })

  it.each([
    ['{ "v": { "query": "SELECT FROM" } }', 'view v, at "FROM": '],
    ['{ "v": "SELECT 1" }', 'does not hold views'],
    ['{ "Teams": { "query": "SELECT 1" } }', 'Teams is the name of a table'],
    ['{', 'is no JSON'],
  ])('says what is wrong with a file that holds %s', async (text, message) => {
    const file = join(folder, 'wrong.json')
    await writeFile(file, text)
    await expect(organization.connect(`UserDefinedViews=${file};`)).rejects.toThrow(message)
  })

  it('come with the connection, too', async () => {
    await using connection = await connect(organization.emulator.connectionString, {
      views: { Numbers: 'VALUES (1), (2)' },
    })
    expect(await rowsOf('SELECT count(*) AS n FROM Numbers', connection)).toEqual([{ n: 2 }])
  })
})
