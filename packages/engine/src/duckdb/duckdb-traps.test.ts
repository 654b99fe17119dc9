import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ResultBatch, rowsOf } from '../result-batch.ts'
import { createDuckDatabase, type DuckDatabase } from './database.ts'
import { readStored } from './result.ts'
import type { DuckSession } from './session.ts'

// Each trap is shown twice: what DuckDB does alone, so that an upgrade which changes it is noticed, and what a session does.

let instance: DuckDBInstance
let raw: DuckDBConnection
let database: DuckDatabase
let session: DuckSession

beforeEach(async () => {
  instance = await DuckDBInstance.create(':memory:')
  raw = await instance.connect()
  database = createDuckDatabase()
  session = await database.session()
})
afterEach(async () => {
  raw.closeSync()
  instance.closeSync()
  await database.close()
})

const failsLate = `SELECT CAST(CASE WHEN i = 900000 THEN 'x' ELSE '1' END AS INTEGER) AS n FROM range(1000000) t(i)`

it('reports an error in a late row, which a DuckDB stream hides', async () => {
  expect(await countRaw(`${failsLate}`)).toBeLessThan(900_000)
  await expect(session.run(failsLate)).rejects.toMatchObject({ code: 'DEVOPSQL_QUERY_FAILED' })
})

it('fails when the rows read are fewer than the query had', async () => {
  const stored = {
    rowCount: 10,
    open: async () => await raw.stream('FROM range(9)'),
    fetch: async (result: Awaited<ReturnType<DuckDBConnection['stream']>>) =>
      await result.fetchChunk(),
  }
  const reading = readStored(stored, () => (chunk) => chunk.rowCount)
  expect(await reading.next()).toEqual({ done: false, value: 9 })
  await expect(reading.next()).rejects.toThrow('the result ended after 9 of 10 rows')
})

it('refuses a second call while a result is read, which would end the first without an error', async () => {
  const first = await raw.stream('FROM range(100000)')
  await first.fetchChunk()
  await raw.stream('SELECT 1')
  expect((await first.fetchChunk())?.rowCount ?? 0).toBe(0)

  const result = await session.run('FROM range(100000)')
  let rows = 0
  for await (const batch of result) {
    if (rows === 0) {
      await expect(session.run('SELECT 1')).rejects.toMatchObject({ code: 'DEVOPSQL_INTERNAL' })
      await expect(session.describe('SELECT 1')).rejects.toMatchObject({
        code: 'DEVOPSQL_INTERNAL',
      })
    }
    rows += batch.rowCount
  }
  expect(rows).toBe(100_000)
})

it('reads results of two sessions side by side', async () => {
  const other = await database.session()
  const numbers = (await session.run('SELECT i FROM range(5000) t(i)'))[Symbol.asyncIterator]()
  const squares = (await other.run('SELECT i * i FROM range(5000) t(i)'))[Symbol.asyncIterator]()
  expect(firstAt(await numbers.next(), 2)).toBe(2)
  expect(firstAt(await squares.next(), 2)).toBe(4)
  expect(firstAt(await numbers.next(), 0)).toBe(2048)
  expect(firstAt(await squares.next(), 0)).toBe(4_194_304)
})

it('goes on after a loop over a result was left early', async () => {
  for await (const batch of await session.run('FROM range(100000)')) {
    expect(batch.rowCount).toBe(2048)
    break
  }
  expect(await all('SELECT 1')).toEqual([[1]])
})

it('keeps the tables of a session to itself', async () => {
  await session.createTable('t', [{ name: 'Id', type: 'integer' }])
  const other = await database.session()
  await expect(other.run('FROM t')).rejects.toMatchObject({ code: 'DEVOPSQL_UNDEFINED_TABLE' })
})

it('finds rows that were loaded after a query was described, which a prepared statement misses', async () => {
  await raw.run('CREATE TEMP TABLE t (Id INTEGER)')
  const stale = await raw.prepare('SELECT Id FROM t WHERE Id = 7')
  await raw.run('INSERT INTO t VALUES (7)')
  expect(await (await stale.run()).getRows()).toEqual([])

  const sql = 'SELECT Id FROM t WHERE Id = 7'
  await session.createTable('t', [{ name: 'Id', type: 'integer' }])
  await session.describe(sql)
  const pages = session.pages('t', sql)
  await session.append('t', { rowCount: 1, columns: [[7]] })
  expect(await all(sql)).toEqual([[7]])
  expect(rowsOfAll(await pages.run({ rowCount: 1, columns: [[8]] }))).toEqual([])
  expect(rowsOfAll(await pages.run({ rowCount: 1, columns: [[7]] }))).toEqual([[7]])
})

it('reports an error that only one page has', async () => {
  await session.createTable('t', [{ name: 'Text', type: 'varchar' }])
  const pages = session.pages('t', 'SELECT Text::INTEGER FROM t')
  expect(rowsOfAll(await pages.run({ rowCount: 1, columns: [['1']] }))).toEqual([[1]])
  await expect(pages.run({ rowCount: 1, columns: [['x']] })).rejects.toMatchObject({
    code: 'DEVOPSQL_QUERY_FAILED',
  })
  expect(rowsOfAll(await pages.run({ rowCount: 1, columns: [['2']] }))).toEqual([[2]])
})

it('spills a large result to its private folder, in order, and removes the folder on close', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'devopsql-test-'))
  const small = createDuckDatabase({ memoryLimit: '60MB', tempDirectory: parent })
  const result = await (await small.session()).run(
    'SELECT i, md5(i::VARCHAR) || md5((i + 1)::VARCHAR) FROM range(1500000) t(i) ORDER BY i DESC',
  )
  const spilled = readdirSync(parent, { recursive: true }).map(String)
  expect(spilled.filter((name) => name.includes('duckdb_temp'))).not.toEqual([])
  let expected = 1_500_000
  for await (const batch of result) {
    for (const [i] of rowsOf(batch))
      if (i !== --expected) throw new Error(`row ${expected} is ${String(i)}`)
  }
  expect(expected).toBe(0)
  await small.close()
  expect(readdirSync(parent)).toEqual([])
  rmSync(parent, { recursive: true })
})

it('says that memory ran out, and what to raise', async () => {
  const small = createDuckDatabase({ memoryLimit: '20MB' })
  const running = (await small.session()).run('SELECT list(i) FROM range(20000000) t(i)')
  await expect(running).rejects.toMatchObject({
    code: 'DEVOPSQL_OUT_OF_MEMORY',
    hint: 'Raise MemoryLimit in the connection string, or let the query read fewer rows or columns.',
  })
  await small.close()
})

it.each([
  "FROM read_csv('/etc/hosts')",
  "FROM read_text('/etc/hosts')",
  "FROM '/etc/hosts.parquet'",
  "FROM glob('/etc/*')",
])('keeps SQL from files: %s', async (sql) => {
  await expect(session.run(sql)).rejects.toMatchObject({ name: 'DevopsqlError', category: 'sql' })
})

it.each([
  "SET memory_limit = '8GB'",
  "COPY (SELECT 1) TO '/tmp/x.csv'",
  'SELECT 1; SELECT 2',
  'INSTALL httpfs',
])('runs nothing but one query: %s', async (sql) => {
  await expect(session.run(sql)).rejects.toMatchObject({ name: 'DevopsqlError', category: 'sql' })
})

it('sorts NULL last both ways, so that the emitter has to say NULLS FIRST or LAST', async () => {
  const values = 'FROM (VALUES (1), (NULL), (2)) t(n) ORDER BY n'
  expect(await all(`SELECT n ${values}`)).toEqual([[1], [2], [null]])
  expect(await all(`SELECT n ${values} DESC`)).toEqual([[2], [1], [null]])
})

it('has no escape character in LIKE unless one is given; an empty one is none', async () => {
  const like = (text: string, pattern: string) => all(`SELECT '${text}' LIKE '${pattern}`)
  expect(await like('a_c', "a\\_c'")).toEqual([[false]])
  expect(await like('a\\xc', "a\\_c'")).toEqual([[true]])
  expect(await like('a_c', "a\\_c' ESCAPE '\\'")).toEqual([[true]])
  expect(await like('abc', "a\\_c' ESCAPE '\\'")).toEqual([[false]])
  expect(await like('a\\xc', "a\\_c' ESCAPE ''")).toEqual([[true]])
  await expect(like('a', "a' ESCAPE 'xx'")).rejects.toMatchObject({ code: 'DEVOPSQL_INVALID_SQL' })
})

it('runs on the engine version that these tests were made for', async () => {
  expect(await all('SELECT version()')).toEqual([['v1.5.6']])
})

async function countRaw(sql: string): Promise<number> {
  let rows = 0
  for await (const batch of (await raw.stream(sql)).yieldRows()) rows += batch.length
  return rows
}

function firstAt(step: IteratorResult<ResultBatch>, index: number): unknown {
  return step.done === true ? undefined : step.value.columns[0]?.[index]
}

function rowsOfAll(batches: readonly ResultBatch[]): unknown[][] {
  return batches.flatMap(rowsOf)
}

async function all(sql: string): Promise<unknown[][]> {
  const rows: unknown[][] = []
  for await (const batch of await session.run(sql)) rows.push(...rowsOf(batch))
  return rows
}
