import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDuckDatabase, type DuckDatabase } from './database.ts'

let folder: string
let database: DuckDatabase

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devopsql-test-'))
  database = createDuckDatabase()
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

it('writes the rows of a query to Parquet with their types, order and names', async () => {
  const file = join(folder, "it's.parquet")
  const session = await database.session()
  const sql = `SELECT i AS Id, 'n' || i AS Name, TIMESTAMPTZ '2024-01-01' + to_seconds(i) AS Changed,
    CAST('{"a":' || i || '}' AS JSON) AS Links, [i, NULL] AS List, {'k': i} AS Pair,
    CAST('x' AS ENUM('x', 'y')) AS Kind, i / 3.0 AS Ratio, i::DECIMAL(9,2) AS Price, uuid() AS Key
    FROM range(50000) t(i) ORDER BY i DESC`
  expect(await session.exportTo(sql, { file, format: 'parquet' })).toBe(50_000)
  const source = `'${file.replace("'", "''")}'`
  expect(
    await read(
      `SELECT Id, Name, Changed::VARCHAR, Links->>'a', List::VARCHAR, Pair::VARCHAR, Kind, Price::VARCHAR FROM ${source} LIMIT 2`,
    ),
  ).toEqual([
    [
      '49999',
      'n49999',
      '2024-01-01 13:53:19+00',
      '49999',
      '[49999, NULL]',
      "{'k': 49999}",
      'x',
      '49999.00',
    ],
    [
      '49998',
      'n49998',
      '2024-01-01 13:53:18+00',
      '49998',
      '[49998, NULL]',
      "{'k': 49998}",
      'x',
      '49998.00',
    ],
  ])
  expect(
    await read(`SELECT column_name || ' ' || column_type FROM (DESCRIBE FROM ${source})`),
  ).toEqual([
    ['Id BIGINT'],
    ['Name VARCHAR'],
    ['Changed TIMESTAMP WITH TIME ZONE'],
    ['Links JSON'],
    ['List BIGINT[]'],
    ['Pair STRUCT(k BIGINT)'],
    ['Kind VARCHAR'],
    ['Ratio DOUBLE'],
    ['Price DECIMAL(9,2)'],
    ['Key UUID'],
  ])
  const disorder = `SELECT count(*) FROM (SELECT Id, row_number() OVER () AS n FROM ${source}) WHERE Id <> 50000 - n`
  expect(await read(disorder)).toEqual([['0']])
  expect(readdirSync(folder)).toEqual(["it's.parquet"])
})

it('writes CSV with one header and NDJSON with nested JSON, part after part', async () => {
  const session = await database.session()
  const csv = join(folder, 'a.csv')
  const ndjson = join(folder, 'a.ndjson')
  const sql = `SELECT i AS Id, 'a,"' || i AS Text, CAST('{"a":1}' AS JSON) AS Links FROM range(45000) t(i)`
  await session.exportTo(sql, { file: csv, format: 'csv' })
  await session.exportTo(sql, { file: ndjson, format: 'ndjson' })
  const csvLines = readFileSync(csv, 'utf8').trimEnd().split('\n')
  expect(csvLines).toHaveLength(45_001)
  expect(csvLines.slice(0, 2)).toEqual(['Id,Text,Links', '0,"a,""0","{""a"":1}"'])
  expect(csvLines.at(-1)).toBe('44999,"a,""44999","{""a"":1}"')
  const jsonLines = readFileSync(ndjson, 'utf8').trimEnd().split('\n')
  expect(jsonLines).toHaveLength(45_000)
  expect(JSON.parse(jsonLines.at(-1) ?? '')).toEqual({
    Id: 44999,
    Text: 'a,"44999',
    Links: { a: 1 },
  })
})

it('writes a file for no rows too', async () => {
  const session = await database.session()
  const sql = 'SELECT 1 AS Id WHERE false'
  expect(await session.exportTo(sql, { file: join(folder, 'a.csv'), format: 'csv' })).toBe(0)
  expect(await session.exportTo(sql, { file: join(folder, 'a.parquet'), format: 'parquet' })).toBe(
    0,
  )
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('Id\n')
  expect(await read(`SELECT count(*) FROM '${join(folder, 'a.parquet')}'`)).toEqual([['0']])
})

it('leaves the target as it was, and nothing beside it, when the query fails', async () => {
  const file = join(folder, 'a.parquet')
  writeFileSync(file, 'before')
  const session = await database.session()
  const sql = "SELECT CAST('x' || i AS INTEGER) FROM range(30000) t(i)"
  await expect(session.exportTo(sql, { file, format: 'parquet' })).rejects.toMatchObject({
    code: 'DEVOPSQL_QUERY_FAILED',
  })
  expect(readFileSync(file, 'utf8')).toBe('before')
  expect(readdirSync(folder)).toEqual(['a.parquet'])
})

it('removes what a page-wise export wrote when it is given up or cancelled', async () => {
  const columns = [{ name: 'Id', type: 'integer' }] as const
  const page = { rowCount: 25_000, columns: [Array.from({ length: 25_000 }, (_, i) => i)] }
  const target = { file: join(folder, 'a.parquet'), format: 'parquet' } as const
  {
    await using writer = await database.exportWriter(target, columns)
    await writer.append(page)
    expect(readdirSync(folder)).toHaveLength(1)
  }
  expect(readdirSync(folder)).toEqual([])
  const writer = await database.exportWriter(target, columns)
  await writer.append(page)
  await expect(writer.finish({ signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
  })
  expect(readdirSync(folder)).toEqual([])
})

it('writes pages in their order, however small they are', async () => {
  const file = join(folder, 'a.parquet')
  const writer = await database.exportWriter({ file, format: 'parquet' }, [
    { name: 'Id', type: 'integer' },
    { name: 'Title', type: 'varchar', collation: 'ignore-case' },
  ])
  const page = (start: number, rows: number) => ({
    rowCount: rows,
    columns: [Array.from({ length: rows }, (_, i) => start + i), Array(rows).fill('t')],
  })
  await writer.append(page(0, 20_479))
  await writer.append(page(20_479, 1))
  await writer.append(page(20_480, 3))
  expect(existsSync(file)).toBe(false)
  expect(await writer.finish()).toBe(20_483)
  const disorder = `SELECT count(*) FROM (SELECT Id, row_number() OVER () AS n FROM '${file}') WHERE Id <> n - 1`
  expect(await read(disorder)).toEqual([['0']])
  expect(await read(`SELECT count(*) FROM '${file}'`)).toEqual([['20483']])
})

it('says so before any work when the file can not be written', async () => {
  mkdirSync(join(folder, 'taken'))
  const columns = [{ name: 'Id', type: 'integer' }] as const
  const missing = { file: join(folder, 'no', 'a.csv'), format: 'csv' } as const
  const taken = { file: join(folder, 'taken'), format: 'csv' } as const
  await expect(database.exportWriter(missing, columns)).rejects.toMatchObject({
    code: 'DEVOPSQL_USAGE',
  })
  await expect(database.exportWriter(taken, columns)).rejects.toMatchObject({
    code: 'DEVOPSQL_USAGE',
  })
})

async function read(sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  const rows = await (await connection.run(sql)).getRowsJson()
  connection.closeSync()
  instance.closeSync()
  return rows
}
