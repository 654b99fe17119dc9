import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDuckDatabase, type DuckDatabase } from './database.ts'
import type { DuckSession } from './session.ts'

let database: DuckDatabase
let session: DuckSession

beforeAll(async () => {
  database = createDuckDatabase()
  session = await database.session()
})
afterAll(async () => await database.close())

async function value(expression: string, bigint = false): Promise<unknown> {
  for await (const { columns } of await session.run(`SELECT ${expression}`, { bigint }))
    return columns[0]?.[0]
  return undefined
}

it.each([
  ['true', true],
  ['42::TINYINT', 42],
  ['42::UBIGINT', 42],
  ['count(*)', 1],
  ['sum(7)', 7],
  ['9007199254740991', 9007199254740991],
  ['-9007199254740991::HUGEINT', -9007199254740991],
  ['1.5', '1.5'],
  ['-0.05::DECIMAL(38,10)', '-0.0500000000'],
  ['1.5::DOUBLE', 1.5],
  ["'text'", 'text'],
  ["''", ''],
  ["'8A1B2C3D-0000-4FFF-8000-00000000000F'::UUID", '8a1b2c3d-0000-4fff-8000-00000000000f'],
  ["DATE '2024-02-29'", '2024-02-29'],
  ["TIME '10:11:12.5'", '10:11:12.5'],
  ["INTERVAL '1 month 2 days 3 hours'", '1 month 2 days 03:00:00'],
  ["TIMESTAMPTZ '2024-01-01 12:00:00+02'", new Date('2024-01-01T10:00:00Z')],
  ["TIMESTAMP '2024-01-01 12:00:00'", new Date('2024-01-01T12:00:00Z')],
  ["TIMESTAMPTZ '9999-12-31 23:59:59.999999Z'", new Date('9999-12-31T23:59:59.999Z')],
  ["TIMESTAMPTZ '0001-01-01 00:00:00.000001Z'", new Date('0001-01-01T00:00:00Z')],
  ["TIMESTAMP_S '1969-12-31 23:59:59'", new Date(-1000)],
  ["TIMESTAMP_MS '2024-01-01 12:00:00.123'", new Date('2024-01-01T12:00:00.123Z')],
  ["TIMESTAMP_NS '1969-12-31 23:59:59.999999999'", new Date(-1)],
  [`'{"a": [1, 2.5, null], "b": "x"}'::JSON`, { a: [1, 2.5, null], b: 'x' }],
  ["'null'::JSON", null],
  ["'\\x00\\xFF'::BLOB", 'AP8='],
  ['[1, NULL, 3]', [1, null, 3]],
  ['[count(*)]', [1]],
  ['array_value(1, 2)', [1, 2]],
  ["{'a': 1.5, 'b': {'c': DATE '2024-01-01'}}", { a: '1.5', b: { c: '2024-01-01' } }],
  [
    "MAP {'k': 1, '__proto__': 2}",
    Object.fromEntries([
      ['k', 1],
      ['__proto__', 2],
    ]),
  ],
  ["MAP {DATE '2024-01-01': [1]}", { '2024-01-01': [1] }],
  ['union_value(n := 5)', 5],
  ["'x'::ENUM('x', 'y')", 'x'],
  ["'101'::BIT", '101'],
  ["'a'::VARIANT", 'a'],
  ['NULL', null],
  ['NULL::INTEGER[]', null],
])('gives %s as JavaScript does', async (expression, expected) => {
  const actual = await value(expression)
  expect(actual).toEqual(expected)
  expect(JSON.stringify(actual)).toBe(JSON.stringify(expected))
})

it.each([
  '9007199254740992',
  '-9007199254740993',
  '9223372036854775807::UBIGINT',
  '170141183460469231731687303715884105727::HUGEINT',
  '[9007199254740992]',
])('refuses %s as a number, and names the option that takes it', async (expression) => {
  await expect(value(expression)).rejects.toMatchObject({
    code: 'DEVOPSQL_VALUE_OUT_OF_RANGE',
    hint: 'Ask for bigint values with the option `bigint: true`, or CAST the column to VARCHAR.',
  })
})

it('gives every integer of 64 bits and more as bigint where that is asked for, and no other', async () => {
  expect(await value('9223372036854775807', true)).toBe(9223372036854775807n)
  expect(await value('count(*)', true)).toBe(1n)
  expect(await value('sum(1)', true)).toBe(1n)
  expect(await value('[count(*)]', true)).toEqual([1n])
  expect(await value('1::INTEGER', true)).toBe(1)
})

it.each(["'infinity'::TIMESTAMPTZ", "TIMESTAMP '290000-01-01'"])(
  'refuses %s, which no Date holds',
  async (expression) => {
    await expect(value(expression)).rejects.toMatchObject({ code: 'DEVOPSQL_VALUE_OUT_OF_RANGE' })
  },
)

it('reads times without a zone in the time zone of the connection', async () => {
  const berlin = createDuckDatabase({ timeZone: 'Europe/Berlin' })
  const result = await (await berlin.session()).run("SELECT '2024-01-01 12:00'::TIMESTAMPTZ")
  for await (const { columns } of result)
    expect(columns).toEqual([[new Date('2024-01-01T11:00:00Z')]])
  await berlin.close()
})

it.each([
  [{ timeZone: 'Mars/Olympus' }, 'TimeZone can not be Mars/Olympus'],
  [{ memoryLimit: 'much' }, 'MemoryLimit can not be much'],
  [{ tempDirectory: '/no/such/folder' }, 'no temporary folder can be made in /no/such/folder'],
])('refuses the setting %s', async (options, message) => {
  await expect(createDuckDatabase(options).session()).rejects.toMatchObject({
    code: 'DEVOPSQL_INVALID_PROPERTY',
    message,
  })
})
