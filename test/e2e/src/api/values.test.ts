import type { Connection, QueryResult, Row } from 'devopsql'
import { afterAll, beforeAll, expect, expectTypeOf, it } from 'vitest'
import { type OpenOrganization, openOrganization } from '../open-organization.ts'

let organization: OpenOrganization
beforeAll(async () => {
  organization = await openOrganization({ rows: { WorkItems: 20 } })
})
afterAll(() => organization[Symbol.asyncDispose]())

async function valueGiven(expression: string, options = {}): Promise<unknown> {
  const result = await organization.on.query(`SELECT ${expression} AS v`, [], options)
  const [row] = await result.toArray()
  return row?.['v']
}

it.each<[string, unknown]>([
  ['NULL', null],
  ['true', true],
  ['1::UTINYINT', 1],
  ['9007199254740991::BIGINT', 9_007_199_254_740_991],
  ['2::HUGEINT', 2],
  ['1e308::DOUBLE', 1e308],
  ['1.5::FLOAT', 1.5],
  ['1.10::DECIMAL(10,2)', '1.10'],
  [
    '12345678901234567890123456789012345678::DECIMAL(38,0)',
    '12345678901234567890123456789012345678',
  ],
  ["'text'", 'text'],
  ["DATE '0001-01-01'", '0001-01-01'],
  ["DATE '9999-12-31'", '9999-12-31'],
  ["TIME '23:59:59.999999'", '23:59:59.999999'],
  ["TIMESTAMP '1969-12-31 23:59:59.123456'", new Date('1969-12-31T23:59:59.123Z')],
  ["TIMESTAMPTZ '2026-01-01T00:00:00.123456+01:00'", new Date('2025-12-31T23:00:00.123Z')],
  ["INTERVAL '1 month 2 days'", '1 month 2 days'],
  ["'550E8400-e29b-41d4-a716-446655440000'::UUID", '550e8400-e29b-41d4-a716-446655440000'],
  ['[1, NULL]', [1, null]],
  ["{'a': 1, 'b': ['x']}", { a: 1, b: ['x'] }],
  ['\'{"a": [1, null]}\'::JSON', { a: [1, null] }],
  ["MAP {'a': 1}", { a: 1 }],
  ["'ab'::BLOB", 'YWI='],
])('%s is a value of JavaScript', async (expression, expected) => {
  expect(await valueGiven(expression)).toEqual(expected)
})

it('a number that JavaScript would round is an error, or a bigint where that is asked for', async () => {
  await expect(valueGiven('9007199254740993::BIGINT')).rejects.toMatchObject({
    code: 'DEVOPSQL_VALUE_OUT_OF_RANGE',
  })
  expect(await valueGiven('9007199254740993::BIGINT', { bigint: true })).toBe(
    9_007_199_254_740_993n,
  )
})

it('columns say name, type, whether NULL can stand there, and what they show', async () => {
  const sql =
    'SELECT Id, w.Title AS t, Id + 1 AS n, AssignedToId, count(*) OVER () FROM WorkItems w LIMIT 1'
  const workItems = { catalog: 'CData', schema: 'Information', table: 'WorkItems' }
  const result = await organization.on.query(sql)
  expect(result.columns).toEqual([
    {
      name: 'Id',
      type: 'INTEGER',
      nullable: false,
      source: { ...workItems, column: 'Id', position: 1 },
    },
    {
      name: 't',
      type: 'VARCHAR',
      nullable: false,
      source: { ...workItems, column: 'Title', position: 65 },
    },
    { name: 'n', type: 'INTEGER', nullable: true, source: undefined },
    {
      name: 'AssignedToId',
      type: 'UUID',
      nullable: true,
      source: { ...workItems, column: 'AssignedToId', position: 20 },
    },
    { name: 'count() OVER ()', type: 'BIGINT', nullable: true, source: undefined },
  ])
  await result.close()
})

it.each([
  ['Projects p LEFT JOIN Repositories r ON false', [false, true]],
  ['Projects p RIGHT JOIN Repositories r ON false', [true, false]],
  ['Projects p FULL JOIN Repositories r ON false', [true, true]],
  ['Projects p JOIN Repositories r ON r.ProjectId = p.Id', [false, false]],
  ['Projects p, Repositories r GROUP BY ROLLUP (p.Id, r.Id)', [true, true]],
])('columns of %s say whether NULL can stand there', async (from, expected) => {
  const result = await organization.on.query(`SELECT p.Id, r.Id AS other FROM ${from}`)
  expect(result.columns.map(({ nullable }) => nullable)).toEqual(expected)
  await result.close()
})

it('columns of the same name are told apart in rows', async () => {
  const result = await organization.on.query('SELECT 1 AS a, 2 AS a, 3 AS b')
  expect(result.columns.map(({ name }) => name)).toEqual(['a', 'a', 'b'])
  expect(await result.toArray()).toEqual([{ a: 1, a_2: 2, b: 3 }])
})

it('batches have rows as arrays in the order of the columns', async () => {
  const result = await organization.on.query('SELECT Id, State FROM WorkItems ORDER BY Id LIMIT 2')
  const rows: unknown[] = []
  for await (const batch of result.batches()) rows.push(...batch)
  expect(rows).toEqual([
    [1, expect.any(String)],
    [2, expect.any(String)],
  ])
})

it('types say what the functions take and give', () => {
  expectTypeOf<Connection['query']>().returns.resolves.toEqualTypeOf<QueryResult>()
  expectTypeOf<Connection['query']>().parameter(0).toEqualTypeOf<string>()
  expectTypeOf<QueryResult['toArray']>().returns.resolves.toEqualTypeOf<Row[]>()
  expectTypeOf<QueryResult>().toExtend<AsyncIterable<Row>>()
  expectTypeOf<QueryResult>().toExtend<AsyncDisposable>()
  expectTypeOf<Connection>().toExtend<AsyncDisposable>()
  expectTypeOf<Row>().toEqualTypeOf<Readonly<Record<string, unknown>>>()
})
