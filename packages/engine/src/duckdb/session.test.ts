import { afterEach, beforeEach, expect, it } from 'vitest'
import { rowsOf } from '../result-batch.ts'
import type { ColumnBatch } from './append.ts'
import type { TableColumn } from './column-type.ts'
import { createDuckDatabase, type DuckDatabase } from './database.ts'
import type { DuckResult } from './result.ts'
import type { DuckSession } from './session.ts'

let database: DuckDatabase
let session: DuckSession

beforeEach(async () => {
  database = createDuckDatabase()
  session = await database.session()
})
afterEach(async () => await database.close())

const everyType: readonly TableColumn[] = [
  { name: 'Flag', type: 'boolean' },
  { name: 'Id', type: 'integer' },
  { name: 'Size', type: 'bigint' },
  { name: 'Effort', type: 'double' },
  { name: 'Price', type: 'decimal' },
  { name: 'Title', type: 'varchar' },
  { name: 'Key', type: 'uuid' },
  { name: 'Day', type: 'date' },
  { name: 'Hour', type: 'time' },
  { name: 'Changed', type: 'timestamptz' },
  { name: 'Links', type: 'json' },
]

const everyValue = [
  true,
  -7,
  9007199254740991,
  1.5,
  '-12.34',
  'Zoë "quoted"',
  '8a1b2c3d-0000-4fff-8000-00000000000f',
  '2024-02-29',
  '23:59:58.123456',
  new Date('2024-02-29T10:11:12.345Z'),
  '{"a":[1,null,"x"]}',
]

it('gives back what was loaded, type by type, and NULL for null and undefined', async () => {
  await session.createTable('t', everyType)
  const columns = everyValue.map((value) => [value, null, undefined])
  await session.append('t', { rowCount: 3, columns })
  const result = await session.run('SELECT * FROM t')
  expect(result.columns).toEqual([
    { name: 'Flag', type: 'BOOLEAN' },
    { name: 'Id', type: 'INTEGER' },
    { name: 'Size', type: 'BIGINT' },
    { name: 'Effort', type: 'DOUBLE' },
    { name: 'Price', type: 'DECIMAL(38,9)' },
    { name: 'Title', type: 'VARCHAR' },
    { name: 'Key', type: 'UUID' },
    { name: 'Day', type: 'DATE' },
    { name: 'Hour', type: 'TIME' },
    { name: 'Changed', type: 'TIMESTAMP WITH TIME ZONE' },
    { name: 'Links', type: 'JSON' },
  ])
  expect(await allRows(result)).toEqual([
    [
      true,
      -7,
      9007199254740991,
      1.5,
      '-12.340000000',
      'Zoë "quoted"',
      '8a1b2c3d-0000-4fff-8000-00000000000f',
      '2024-02-29',
      '23:59:58.123456',
      new Date('2024-02-29T10:11:12.345Z'),
      { a: [1, null, 'x'] },
    ],
    Array(11).fill(null),
    Array(11).fill(null),
  ])
})

it('keeps the microseconds of a timestamp given as bigint', async () => {
  await session.createTable('t', [{ name: 'Changed', type: 'timestamptz' }])
  await session.append('t', { rowCount: 1, columns: [[-1n]] })
  const result = await session.run('SELECT Changed::VARCHAR, Changed FROM t')
  expect(await allRows(result)).toEqual([
    ['1969-12-31 23:59:59.999999+00', new Date('1969-12-31T23:59:59.999Z')],
  ])
})

it('loads a batch of any size and keeps its order', async () => {
  await session.createTable('t', [{ name: 'Id', type: 'integer' }])
  await session.append('t', {
    rowCount: 50_001,
    columns: [Array.from({ length: 50_001 }, (_, i) => i)],
  })
  await session.append('t', { rowCount: 0, columns: [[]] })
  const rows = await allRows(await session.run('SELECT Id FROM t'))
  expect(rows).toEqual(Array.from({ length: 50_001 }, (_, index) => [index]))
})

const misfits: ReadonlyArray<readonly [TableColumn['type'], unknown, string]> = [
  ['boolean', 'yes', 'column C of type boolean can not hold "yes"'],
  ['integer', 1.5, 'column C of type integer can not hold 1.5'],
  ['integer', 2_147_483_648, 'column C of type integer can not hold 2147483648'],
  ['bigint', 9007199254740992, 'column C of type bigint can not hold 9007199254740992'],
  ['bigint', 9223372036854775808n, 'column C of type bigint can not hold 9223372036854775808'],
  ['double', '1', 'column C of type double can not hold "1"'],
  ['decimal', '1e5', 'column C of type decimal can not hold "1e5"'],
  ['varchar', 5, 'column C of type varchar can not hold 5'],
  ['uuid', 'not-a-uuid', 'column C of type uuid can not hold "not-a-uuid"'],
  ['date', '2023-02-29', 'column C of type date can not hold "2023-02-29"'],
  ['time', '24:00:00', 'column C of type time can not hold "24:00:00"'],
  ['timestamptz', '2024-01-01', 'column C of type timestamptz can not hold "2024-01-01"'],
]

it.each(misfits)(
  'refuses a value that a column of type %s can not hold: %s',
  async (type, value, message) => {
    await session.createTable('t', [{ name: 'C', type }])
    await expect(session.append('t', { rowCount: 1, columns: [[value]] })).rejects.toThrow(message)
    expect(await allRows(await session.run('SELECT count(*) FROM t'))).toEqual([[0]])
  },
)

it('refuses a batch whose columns or rows do not fit the table', async () => {
  await session.createTable('t', [
    { name: 'A', type: 'integer' },
    { name: 'B', type: 'integer' },
  ])
  const short: ColumnBatch = { rowCount: 1, columns: [[1]] }
  const ragged: ColumnBatch = { rowCount: 2, columns: [[1, 2], [1]] }
  await expect(session.append('t', short)).rejects.toMatchObject({ code: 'DEVOPSQL_INTERNAL' })
  await expect(session.append('t', ragged)).rejects.toMatchObject({ code: 'DEVOPSQL_INTERNAL' })
})

it('keeps the names of the query, twice the same too', async () => {
  const result = await session.run('SELECT 1 AS Id, 2 AS Id, 3 AS "id", 4 AS "a ""b"" c"')
  expect(result.columns.map((column) => column.name)).toEqual(['Id', 'Id', 'id', 'a "b" c'])
  expect(await allRows(result)).toEqual([[1, 2, 3, 4]])
})

it('takes tables and columns of any name', async () => {
  const name = 'Project "x"; DROP TABLE t'
  await session.createTable(name, [{ name: 'a"b', type: 'integer' }])
  await session.append(name, { rowCount: 1, columns: [[1]] })
  const sql = 'SELECT "a""b" FROM "Project ""x""; DROP TABLE t"'
  expect(await allRows(await session.run(sql))).toEqual([[1]])
})

it('describes a query without running it', async () => {
  await session.createTable('t', everyType)
  const columns = await session.describe("SELECT Id + 1 AS n, error('not run') AS e FROM t")
  expect(columns).toEqual([
    { name: 'n', type: 'INTEGER' },
    { name: 'e', type: 'INTEGER' },
  ])
})

it('runs a query again for each page, each page alone', async () => {
  await session.createTable('t', [
    { name: 'Id', type: 'integer' },
    { name: 'State', type: 'varchar' },
  ])
  const pages = session.pages('t', "SELECT Id * 10 AS n FROM t WHERE State = 'Active'")
  const first = {
    rowCount: 2,
    columns: [
      [1, 2],
      ['Active', 'Closed'],
    ],
  }
  const second = {
    rowCount: 2,
    columns: [
      [3, 4],
      ['Active', 'Active'],
    ],
  }
  const empty = { rowCount: 0, columns: [[], []] }
  expect((await pages.run(first)).flatMap(rowsOf)).toEqual([[10]])
  expect((await pages.run(second)).flatMap(rowsOf)).toEqual([[30], [40]])
  expect((await pages.run(empty)).flatMap(rowsOf)).toEqual([])
})

it('sees what was appended last, also after a truncate', async () => {
  await session.createTable('t', [{ name: 'Id', type: 'integer' }])
  await session.append('t', { rowCount: 1, columns: [[1]] })
  await session.truncate('t')
  await session.append('t', { rowCount: 1, columns: [[2]] })
  expect(await allRows(await session.run('SELECT Id FROM t'))).toEqual([[2]])
})

it('refuses every call after close, and closes twice without harm', async () => {
  await session.close()
  await session.close()
  await expect(session.run('SELECT 1')).rejects.toMatchObject({ code: 'DEVOPSQL_CLOSED' })
})

async function allRows(result: DuckResult): Promise<unknown[][]> {
  const rows: unknown[][] = []
  for await (const batch of result) rows.push(...rowsOf(batch))
  return rows
}
