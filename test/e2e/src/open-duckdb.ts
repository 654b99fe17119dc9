import { createRequire } from 'node:module'

export interface DuckConnection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<{
    getRowsJson(): unknown[][]
    columnTypes(): readonly { readonly alias?: string; toString(): string }[]
  }>
}
interface Duckdb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckConnection> }> }
}

const { DuckDBInstance } = createRequire(
  new URL('../../../packages/engine/package.json', import.meta.url),
)('@duckdb/node-api') as Duckdb

/** A DuckDB of its own without tables. */
export async function openEmptyDuckdb(): Promise<DuckConnection> {
  return await (await DuckDBInstance.create(':memory:')).connect()
}

/** A DuckDB of its own with the tables `t`, `u` and `odd "t`; one thread, so that equal plans give equal orders. */
export async function openDuckdb(): Promise<DuckConnection> {
  const connection = await openEmptyDuckdb()
  const texts = "CASE WHEN i % 5 = 0 THEN NULL ELSE 'x' || i END"
  await connection.run('SET threads = 1')
  await connection.run(`CREATE TABLE t AS SELECT i % 4 AS a, i % 3 AS b, ${texts} AS c,
    DATE '2026-01-31' + CAST(i AS INTEGER) AS d FROM range(20) r(i)`)
  await connection.run('CREATE TABLE u AS SELECT i % 5 AS a, i AS b FROM range(7) r(i)')
  await connection.run(`CREATE TABLE "odd ""t" AS SELECT i % 3 AS "Group", i AS "a b", ${texts} AS "q""q",
    'x' || (i % 2) AS "Éé" FROM range(6) r(i)`)
  return connection
}

/** The types of the columns and the rows, in any order. */
export async function answerOf(
  connection: DuckConnection,
  sql: string,
): Promise<readonly string[]> {
  const result = await connection.runAndReadAll(sql)
  const rows = result.getRowsJson().map((row) => JSON.stringify(row))
  return [result.columnTypes().join(), ...rows.toSorted()]
}
