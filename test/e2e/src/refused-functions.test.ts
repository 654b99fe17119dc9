import { connect } from 'devopsql'
import { expect, it } from 'vitest'

it.each([
  ["SELECT * FROM read_csv('/etc/hosts')", 14],
  ["SELECT * FROM query('SELECT 1')", 14],
  ['SELECT x FROM (SELECT 1) AS a(x), LATERAL duckdb_settings() AS s', 34],
  ["WITH c AS (SELECT * FROM system.main.glob('/*')) SELECT 1", 25],
  ["SELECT upper(current_setting('temp_directory'))", 13],
  ["SELECT 1 ORDER BY main.current_setting('temp_directory')", 18],
  ["SELECT WRITE_LOG('x')", 7],
])('refuses %s', async (sql, position) => {
  await using connection = await connect('Organization=contoso;PersonalAccessToken=x')
  await expect(connection.query(sql)).rejects.toMatchObject({
    code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
    position,
  })
})

it('makes rows from arguments', async () => {
  await using connection = await connect('Organization=contoso;PersonalAccessToken=x')
  const sql = `SELECT a, b, c, value FROM range(1, 2) AS r(a), generate_series(2, 2) AS g(b),
    unnest(ARRAY[3]) AS u(c), json_each('[4]')`
  expect(await (await connection.query(sql)).toArray()).toEqual([{ a: 1, b: 2, c: 3, value: 4 }])
})
