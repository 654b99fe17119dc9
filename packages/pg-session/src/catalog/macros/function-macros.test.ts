import { type Emulator, startEmulator } from '@devopsql/emulator'
import { type Connection, connect } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionConnectOptions } from '../../host/session-connect-options.ts'

describe('SQL that PostgreSQL has and DuckDB has not', () => {
  let emulator: Emulator
  let on: Connection
  beforeAll(async () => {
    emulator = await startEmulator({ rows: { WorkItems: 20, Projects: 2 } })
    on = await connect(emulator.connectionString, sessionConnectOptions('ann'))
  })
  afterAll(async () => {
    await on.close()
    await emulator.close()
  })

  /** As psql -At prints it: what PostgreSQL 15 prints of the same. */
  const printed = async (select: string): Promise<string> => {
    const result = await on.query(`SELECT CAST(x AS VARCHAR) AS x FROM (${select}) AS s(x)`)
    return (await result.toArray()).map((row) => String(row['x'])).join('~')
  }

  it.each([
    [`SELECT '{"a":[1]}'::jsonb -> 'a' ->> 0`, '1'],
    ["SELECT btrim(' a ') || btrim('xbx', 'x')", 'ab'],
    ['SELECT div(7, 2)', '3'],
    ['SELECT div(-7, 2)', '-3'],
    ['SELECT every(n > 0) FROM (VALUES (1), (2)) AS v(n)', 'true'],
    ['SELECT current_timestamp(3) = statement_timestamp()', 'true'],
    [
      "SELECT date_bin('15 minutes', timestamptz '2024-01-03 10:07+00', timestamptz '2024-01-01 00:00+00')",
      '2024-01-03 10:00:00+00',
    ],
    ["SELECT jsonb_agg(n ORDER BY n DESC) FROM (VALUES ('a'), ('b')) AS v(n)", '["b","a"]'],
    ['SELECT json_agg(n) FILTER (WHERE n > 1) FROM (VALUES (1), (2)) AS v(n)', '[2]'],
    ["SELECT json_object_agg(n, 1) FROM (VALUES ('a')) AS v(n)", '{"a":1}'],
    ["SELECT jsonb_build_array(1, 'a')", '[1,"a"]'],
    [
      "SELECT jsonb_typeof(v) FROM unnest(array['[]', '{}', '1.5', '\"a\"', 'true', 'null']) v",
      'array~object~number~string~boolean~null',
    ],
    [`SELECT value FROM jsonb_array_elements('[1,{"a":2}]'::jsonb)`, '1~{"a":2}'],
    [`SELECT e.value FROM json_array_elements_text('["a","b c"]') AS e`, 'a~b c'],
    ["SELECT encode('\\x01ff'::bytea, 'hex') || encode('a'::bytea, 'base64')", '01ffYQ=='],
    ["SELECT encode(decode('01FF', 'hex'), 'hex')", '01ff'],
    ["SELECT initcap('ab-cd ÉF')", 'Ab-Cd Éf'],
    ['SELECT current_query() IS NULL', 'true'],
    ['SELECT EXISTS (SELECT FROM pg_class)', 'true'],
    ['SELECT row_to_json(t) FROM (SELECT 1 AS "A", 2 AS b) t', '{"A":1,"b":2}'],
    [
      'SELECT json_agg(row_to_json(t)) FROM (SELECT n FROM (VALUES (1), (2)) AS v(n)) t',
      '[{"n":1},{"n":2}]',
    ],
    ['SELECT count(*) FROM (SELECT 1) TABLESAMPLE SYSTEM (100)', '1'],
  ])('reads %s', async (sql, text) => {
    expect(await printed(sql)).toBe(text)
  })

  it.each([
    ["SELECT ('{{1,2},{3,4}}'::int[])[1][2]", '2'],
    ["SELECT 'a' = ANY ('{a,b}')", 'true'],
    ["SELECT 1 = ANY ('{}')", 'false'],
    ["SELECT 1 <> ALL ('{2,3}')", 'true'],
    ["SELECT a || b FROM unnest(array['1', '2'], array['x', 'y']) AS t(a, b) ORDER BY a", '1x~2y'],
    ['SELECT b IS NULL FROM unnest(array[1, 2], array[5]) AS t(a, b) ORDER BY a', 'false~true'],
    [
      "SELECT n FROM unnest(array['b', 'a'], array[1]) WITH ORDINALITY AS t(a, b, n) ORDER BY a",
      '2~1',
    ],
    ['SELECT i FROM generate_subscripts(array[7, 8], 1) AS i ORDER BY i', '1~2'],
    [
      "SELECT i FROM pg_index, generate_subscripts(indkey, 1) AS s(i) WHERE indrelid = 'WorkItems'::regclass",
      '0',
    ],
    [
      "SELECT count(*) FROM generate_series(timestamp '2024-01-01', timestamp '2024-01-03', '12 hours')",
      '5',
    ],
  ])('knows lists as PostgreSQL writes them: %s', async (sql, text) => {
    expect(await printed(sql)).toBe(text)
  })

  it.each([
    ['YYYY-MM-DD HH24:MI:SS.MS', '2024-03-05 14:07:09.120'],
    ['yyyy-mm-dd"T"hh12:mi:ss.US am', '2024-03-05T02:07:09.120000 pm'],
    ['FMDD. FMMonth YYYY', '5. March 2024'],
    ['Month|DAY|dy|MON', 'March    |TUESDAY  |tue|MAR'],
    ['Q/YY DDD ID IYYY-IW', '1/24 065 2 2024-10'],
  ])('writes points in time with %s', async (pattern, text) => {
    const sql = `SELECT to_char(timestamptz '2024-03-05 14:07:09.12+00', '${pattern}')`
    expect(await printed(sql)).toBe(text)
  })

  it('leaves bytes that are given the type that a cast says', async () => {
    const prepared = await on.prepare('SELECT $1::bytea AS b')
    expect(prepared.parameters.map(({ type }) => type)).toEqual(['BLOB'])
    const bytes = new Uint8Array([0, 92, 255])
    const rows = await (await prepared.query([bytes], { exact: true })).toArray()
    expect(rows).toEqual([{ b: bytes }])
  })

  it('writes NULL as NULL', async () => {
    expect(await printed("SELECT to_char(NULL::date, 'YYYY Q') IS NULL")).toBe('true')
  })

  it.each([
    ["to_date('05.03.2024', 'DD.MM.YYYY')", '2024-03-05'],
    ["to_date('20240305', 'YYYYMMDD')", '2024-03-05'],
    [
      "to_timestamp('2024-03-05 01:02:03.25', 'YYYY-MM-DD HH24:MI:SS.US')",
      '2024-03-05 01:02:03.25+00',
    ],
    ["to_timestamp('5 MAR 2024 1 pm', 'DD MON YYYY HH12 am')", '2024-03-05 13:00:00+00'],
    ['to_timestamp(0)', '1970-01-01 00:00:00+00'],
  ])('reads points in time: %s', async (call, text) => {
    expect(await printed(`SELECT ${call}`)).toBe(text)
  })

  it.each([
    "to_timestamp('2017-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US')",
    "'2017-01-01 00:00:00.000 +00:00'",
    "'2017-01-01 02:00 +02'",
  ])('asks Azure DevOps with a point in time such as %s', async (moment) => {
    const lines = await (
      await on.query(`EXPLAIN SELECT Id FROM WorkItems WHERE CreatedDate >= ${moment}`)
    ).toArray()
    expect(JSON.stringify(lines)).toContain("[System.CreatedDate] >= '2017-01-01T00:00:00Z'")
    const plain = "SELECT count(*) FROM WorkItems WHERE CreatedDate >= '2017-01-01T00:00:00Z'"
    expect(await printed(`SELECT count(*) FROM WorkItems WHERE CreatedDate >= ${moment}`)).toBe(
      await printed(plain),
    )
  })

  it.each([
    ["'int4'::regtype::text", 'integer'],
    [`('"pg_catalog"."' || 'int8"')::regtype::text`, 'bigint'],
    ["'projects'::regclass::text", '"Projects"'],
    ["'int4'::regtype::oid::text", '23'],
  ])('shows the name of %s', async (name, text) => {
    expect(await printed(`SELECT ${name}`)).toBe(text)
  })
})
