import { type Emulator, startEmulator } from '@devopsql/emulator'
import { type Connection, connect, type Row } from 'devopsql'
import { serialize } from 'pg-protocol'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { sessionConnectOptions } from '../host/session-connect-options.ts'
import { openWireClient } from '../testing/wire-client.ts'
import { columnOrigin } from './column-origin.ts'

const views = {
  Mine: 'SELECT Name AS n, upper(Name) AS u, Id FROM CData.Information.Projects',
  OfMine: 'SELECT u AS v FROM UserViews.Mine',
}

describe.each(['CData', 'Project_Fabrikam'])('the columns of %s', (database) => {
  let emulator: Emulator
  let on: Connection

  beforeAll(async () => {
    emulator = await startEmulator({ rows: { WorkItems: 20 } })
    const place = `${emulator.connectionString};Catalog=${database}`
    on = await connect(place, { ...sessionConnectOptions('ann'), views })
  })
  afterAll(async () => {
    await on.close()
    await emulator.close()
  })

  const rowsOf = async (sql: string): Promise<readonly Row[]> =>
    await (await on.query(sql)).toArray()

  /** The columns that a statement gives, as `relation.column`, by what the catalog shows for their numbers. */
  const originsOf = async (sql: string): Promise<readonly (string | undefined)[]> => {
    const { columns = [] } = await on.prepare(sql)
    const shown = await rowsOf(
      'SELECT c.oid, a.attnum, c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid',
    )
    const names = new Map(
      shown.map((row) => [`${row['oid']}.${row['attnum']}`, `${row['relname']}.${row['attname']}`]),
    )
    return columns.map(({ source }) => {
      const origin = source && columnOrigin(source, on.localSchemas)
      return origin && (names.get(`${origin.tableOid}.${origin.columnNumber}`) ?? 'unknown')
    })
  }

  it('have the numbers of the catalog in every relation', async () => {
    const relations = await rowsOf(
      "SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v')",
    )
    expect(relations.length).toBeGreaterThan(150)
    const attributes = await rowsOf('SELECT attrelid, attnum, attname FROM pg_attribute')
    for (const { oid, nspname, relname } of relations) {
      const { columns = [] } = await on.prepare(`SELECT * FROM "${nspname}"."${relname}"`)
      const found = columns.map(({ source }) => source && columnOrigin(source, on.localSchemas))
      const expected = attributes
        .filter(({ attrelid }) => attrelid === oid)
        .map(({ attnum }) => ({ tableOid: oid, columnNumber: attnum }))
      expect(found, String(relname)).toEqual(expected)
    }
  })

  it.each([
    [
      'SELECT Name AS n, lower(Name) FROM CData.Information.Projects AS p',
      ['Projects.Name', undefined],
    ],
    ['SELECT n, u, v FROM UserViews.Mine, UserViews.OfMine', ['Mine.n', 'Mine.u', 'OfMine.v']],
    ['SELECT * FROM UserViews.Mine', ['Mine.n', 'Mine.u', 'Mine.Id']],
    ['SELECT x FROM (SELECT Name AS x FROM CData.Information.Projects) AS s', ['Projects.Name']],
    ['WITH s AS (SELECT n FROM UserViews.Mine) SELECT n, upper(n) FROM s', ['Mine.n', undefined]],
    [
      'SELECT Id FROM CData.Information.Projects UNION SELECT Id FROM CData.Information.Teams',
      [undefined],
    ],
    [
      'SELECT Title, Description FROM CData.Information.WorkItems',
      ['WorkItems.Title', 'WorkItems.Description'],
    ],
    ['SELECT Title FROM CData.Information.Bug', ['Bug.Title']],
  ])('are those that it shows: %s', async (sql, expected) => {
    const isHere = database === 'CData'
    expect(await originsOf(sql)).toEqual(isHere ? expected : expected.map(() => undefined))
  })

  it('are told by name, in any letter case, of the schemas of PostgreSQL', async () => {
    expect(
      await originsOf(
        'SELECT RELNAME, c.tableoid, s.table_name FROM Pg_Class AS c, information_schema.tables AS s',
      ),
    ).toEqual(['pg_class.relname', undefined, 'tables.table_name'])
  })
})

it('is in RowDescription, without a request for it', async () => {
  const emulator = await startEmulator()
  onTestFinished(async () => await emulator.close())
  const authenticate = () => ({
    kind: 'trust' as const,
    account: {
      connect: async () => {
        const connection = await connect(emulator.connectionString, sessionConnectOptions('ada'))
        return { connection, release: () => void connection.close() }
      },
    },
  })
  const client = await openWireClient({ host: { authenticate } })
  const sql = 'SELECT Name, upper(Name) FROM CData.Information.Projects LIMIT 1'
  client.send(serialize.parse({ text: sql }), serialize.describe({ type: 'S' }), serialize.sync())
  const [, , description] = await client.until('ReadyForQuery')
  expect(description).toMatch(/^RowDescription Name:25@\d+\.2 upper:25$/)
  expect(emulator.stats().requests).toBe(0)
})
