import { describe, expect, it } from 'vitest'
import { openWireClient } from './testing/wire-client.ts'

it.each([
  ['', ['EmptyQueryResponse']],
  [' ; -- no more', ['EmptyQueryResponse']],
  [
    "SELECT 1 AS a, 'x' AS b",
    ['RowDescription a:23 b:25', 'DataRow 1|x', 'CommandComplete SELECT 1'],
  ],
  [
    'SELECT 1 AS a; SELECT 2 AS b WHERE false;',
    [
      'RowDescription a:23',
      'DataRow 1',
      'CommandComplete SELECT 1',
      'RowDescription b:23',
      'CommandComplete SELECT 0',
    ],
  ],
  [
    'SELECT 1 AS a; SELECT nope; SELECT 2',
    [
      'RowDescription a:23',
      'DataRow 1',
      'CommandComplete SELECT 1',
      'Error ERROR 42703 column nope does not exist @23',
    ],
  ],
  ["SELECT '\u{1F680}', nope", ['Error ERROR 42703 column nope does not exist @13']],
  ["SELECT 'open", ["Error ERROR 42601 a string that begins with ' has no end @8"]],
])('answers %j', async (sql, lines) => {
  const client = await openWireClient()
  const answer = await client.query(sql)
  expect(answer.slice(0, -1)).toEqual(lines)
  expect(answer.at(-1)).toBe('ReadyForQuery I')
})

describe('shows as PostgreSQL does', () => {
  it.each([
    ['true', '16', 't'],
    ['CAST(1 AS SMALLINT)', '21', '1'],
    ['9223372036854775807', '20', '9223372036854775807'],
    [
      'CAST(170141183460469231731687303715884105727 AS HUGEINT)',
      '1700',
      '170141183460469231731687303715884105727',
    ],
    ['1.50', '1700', '1.50'],
    ['1.5e0', '701', '1.5'],
    ["CAST('NaN' AS DOUBLE)", '701', 'NaN'],
    ["CAST('-Infinity' AS DOUBLE)", '701', '-Infinity'],
    ['CAST(0.1 AS REAL)', '700', '0.1'],
    ["CAST('ab' AS BLOB)", '17', '\\x6162'],
    ["DATE '2024-02-29'", '1082', '2024-02-29'],
    ["TIME '04:05:06.5'", '1083', '04:05:06.5'],
    ["TIMESTAMP '2024-01-01 00:00:00.123456'", '1114', '2024-01-01 00:00:00.123456'],
    ["TIMESTAMPTZ '2024-01-01 00:00:00.5+02'", '1184', '2023-12-31 22:00:00.5+00'],
    ["INTERVAL '14 months 3 days'", '1186', '1 year 2 mons 3 days'],
    ['CAST(\'{"a": 1}\' AS JSON)', '114', '{"a": 1}'],
    [
      "CAST('6F9619FF-8B86-D011-B42D-00C04FC964FF' AS UUID)",
      '2950',
      '6f9619ff-8b86-d011-b42d-00c04fc964ff',
    ],
    ['list_value(1, NULL)', '1007', '{1,NULL}'],
    ["list_value('a', 'b\"c')", '1009', '{a,"b\\"c"}'],
    ['NULL', '23', 'NULL'],
  ])('%s', async (expression, oid, text) => {
    const client = await openWireClient()
    const answer = await client.query(`SELECT ${expression} AS x`)
    expect(answer.slice(0, 2)).toEqual([`RowDescription x:${oid}`, `DataRow ${text}`])
  })
})
