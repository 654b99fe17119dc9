import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../result-batch.ts'
import { createDuckDatabase, type DuckDatabase } from './database.ts'

let database: DuckDatabase
beforeAll(() => {
  database = createDuckDatabase()
})
afterAll(() => database.close())

async function exactRows(sql: string): Promise<readonly (readonly unknown[])[]> {
  await using session = await database.session()
  const rows: (readonly unknown[])[] = []
  for await (const batch of await session.run(sql, { exact: true })) rows.push(...rowsOf(batch))
  return rows
}

describe('exact values', () => {
  it.each<[string, unknown]>([
    ['NULL', null],
    ['true', true],
    ['5::TINYINT', 5],
    ['5::INTEGER', 5],
    ['5::BIGINT', 5n],
    ['9223372036854775807', 9_223_372_036_854_775_807n],
    [
      '170141183460469231731687303715884105727',
      170_141_183_460_469_231_731_687_303_715_884_105_727n,
    ],
    ['18446744073709551615::UBIGINT', 18_446_744_073_709_551_615n],
    ['1.5::DOUBLE', 1.5],
    ["'NaN'::DOUBLE", Number.NaN],
    ["'-Infinity'::FLOAT", Number.NEGATIVE_INFINITY],
    ['-0.05::DECIMAL(10, 2)', '-0.05'],
    ['12.50::DECIMAL(10, 2)', '12.50'],
    ['12::DECIMAL(10, 0)', '12'],
    ["'12345678901234567890.123456789'::DECIMAL(38, 9)", '12345678901234567890.123456789'],
    ["DATE '2024-02-29'", '2024-02-29'],
    ["DATE 'infinity'", 'infinity'],
    ["DATE '-infinity'", '-infinity'],
    ["DATE '0044-03-15 (BC)'", '0044-03-15 BC'],
    ["TIME '00:00:00'", '00:00:00'],
    ["TIME '24:00:00'", '24:00:00'],
    ["TIME '23:59:59.000001'", '23:59:59.000001'],
    ["TIMESTAMP '2024-01-01 00:00:00.123456'", '2024-01-01 00:00:00.123456'],
    ["TIMESTAMP '1969-12-31 23:59:59.9'", '1969-12-31 23:59:59.9'],
    ["TIMESTAMP '12024-01-01 00:00:00'", '12024-01-01 00:00:00'],
    ["TIMESTAMPTZ '2024-01-01 00:00:00.123456+02'", '2023-12-31 22:00:00.123456+00'],
    ["TIMESTAMPTZ '9999-12-31 23:59:59.999999Z'", '9999-12-31 23:59:59.999999+00'],
    ["TIMESTAMPTZ 'infinity'", 'infinity'],
    ["TIMESTAMPTZ '0044-03-15 (BC) 01:02:03Z'", '0044-03-15 01:02:03+00 BC'],
    ["TIMESTAMP_NS '2024-01-01 00:00:00.123456789'", '2024-01-01 00:00:00.123456789'],
    ["TIMETZ '01:02:03+02'", '01:02:03+02'],
    ["INTERVAL '1 year 2 days 1.5 seconds'", '1 year 2 days 00:00:01.5'],
    ["'550E8400-e29b-41d4-a716-446655440000'::UUID", '550e8400-e29b-41d4-a716-446655440000'],
    ['\'{"a": 12345678901234567890}\'::JSON', '{"a": 12345678901234567890}'],
    ["'\\x00\\xFFa'::BLOB", new Uint8Array([0, 255, 97])],
    ['[1, NULL]', [1, null]],
    ["[DATE '2024-02-29', NULL]", ['2024-02-29', null]],
    ['[[9007199254740993]]', [[9_007_199_254_740_993n]]],
    ["{'a': 1.5, 'b': 1::BIGINT}", { a: '1.5', b: 1n }],
  ])('%s', async (expression, expected) => {
    expect(await exactRows(`SELECT ${expression}`)).toEqual([[expected]])
  })

  it('are the texts that DuckDB writes, for any day and time of our era', async () => {
    const microseconds = fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n })
    await fc.assert(
      fc.asyncProperty(fc.array(microseconds, { minLength: 1, maxLength: 200 }), async (times) => {
        const rows = await exactRows(
          `SELECT make_timestamp(us) AS t, t::VARCHAR, t::DATE, t::DATE::VARCHAR, t::TIME, t::TIME::VARCHAR, make_timestamptz(us), make_timestamptz(us)::VARCHAR FROM (SELECT unnest([${times.join(', ')}]) AS us)`,
        )
        expect(rows).toHaveLength(times.length)
        for (const [a, b, c, d, e, f, g, h] of rows) expect([a, c, e, g]).toEqual([b, d, f, h])
      }),
      { numRuns: 30 },
    )
  })

  it('keep bytes that they gave though DuckDB goes on', async () => {
    const rows = await exactRows(
      "SELECT (repeat('x', 20) || i)::BLOB FROM (SELECT unnest(range(10000)) AS i)",
    )
    const texts = rows.map(([bytes]) => Buffer.from(bytes as Uint8Array).toString())
    expect(texts).toEqual(Array.from({ length: 10_000 }, (_, i) => `${'x'.repeat(20)}${i}`))
  })
})
