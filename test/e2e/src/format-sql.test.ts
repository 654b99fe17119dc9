import { createRequire } from 'node:module'
import { formatSql, parse } from '@devopsql/planner'
import { beforeAll, expect, it } from 'vitest'
import { corpus } from '../../../packages/planner/src/syntax/corpus.ts'

interface DuckConnection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<{ getRowsJson(): unknown[][] }>
}
interface Duckdb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckConnection> }> }
}

const { DuckDBInstance } = createRequire(
  new URL('../../../packages/engine/package.json', import.meta.url),
)('@duckdb/node-api') as Duckdb
let connection: DuckConnection

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`CREATE TABLE t AS SELECT i % 4 AS a, i % 3 AS b, CASE WHEN i % 5 = 0 THEN NULL ELSE 'x' || i END AS c,
    DATE '2026-01-31' + CAST(i AS INTEGER) AS d FROM range(20) r(i)`)
  await connection.run('CREATE TABLE u AS SELECT i % 5 AS a, i AS b FROM range(7) r(i)')
})

async function rows(sql: string): Promise<readonly string[]> {
  const result = await connection.runAndReadAll(sql)
  return result
    .getRowsJson()
    .map((row) => JSON.stringify(row))
    .toSorted()
}

it.each(corpus.duckdb)('gives the same rows in DuckDB: %s', async (sql) => {
  const tree = JSON.parse(
    JSON.stringify(parse(sql), (key, value: unknown) => (key === 'span' ? undefined : value)),
  ) as ReturnType<typeof parse>
  expect(await rows(formatSql(tree))).toEqual(await rows(sql))
})
