import fc from 'fast-check'
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

const name = 'texts'

async function readBack(
  texts: readonly (string | null)[],
  exact: boolean,
): Promise<readonly unknown[]> {
  await session.createTable(name, [{ name: 'text', type: 'varchar' }])
  await session.append(name, { rowCount: texts.length, columns: [texts] })
  return await column(`SELECT text FROM ${name}`, exact)
}

async function column(sql: string, exact: boolean): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for await (const { columns } of await session.run(sql, { exact }))
    found.push(...Array.from(columns[0] ?? []))
  return found
}

// Around the length up to which DuckDB keeps a text in place, in bytes and in characters.
const someText = fc.oneof(
  fc.string({ minLength: 0, maxLength: 30 }),
  fc.string({ minLength: 10, maxLength: 14, unit: 'grapheme' }),
  fc.constantFrom(
    '',
    'twelve bytes',
    'thirteen byte',
    '\0',
    'a\0b',
    '\uFEFFmark',
    'é'.repeat(6),
    '🙂🙂🙂',
    '🙂🙂🙂a',
  ),
)

it.each([false, true])('gives texts as they were stored (exact: %s)', async (exact) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(someText, { freq: 4 }), { maxLength: 200 }),
      async (texts) => {
        expect(await readBack(texts, exact)).toEqual(texts)
      },
    ),
    { numRuns: 60 },
  )
})

it.each([false, true])('reads what is longer than a run (exact: %s)', async (exact) => {
  const texts = Array.from({ length: 30 }, (_, index) =>
    index % 7 === 3 ? null : `${index}`.repeat(index % 2 === 0 ? 50_000 : 20),
  )
  expect(await readBack(texts, exact)).toEqual(texts)
})

it.each([
  ['one value for all rows', "SELECT 'a constant of some length' FROM range(5000)"],
  [
    'values of a dictionary',
    "SELECT (['first of the two', 'second of the two'])[1 + i % 2] FROM range(5000) AS r(i)",
  ],
  [
    'values in another order',
    "SELECT 'some value ' || i FROM range(5000) AS r(i) ORDER BY hash(i)",
  ],
])('reads %s like DuckDB', async (_, sql) => {
  const exact = await column(sql, true)
  expect(await column(sql, false)).toEqual(exact)
  const counted = `SELECT count(*)::INTEGER FROM (${sql}) AS q(t) WHERE t IN (${[...new Set(exact)].map((text) => `'${String(text)}'`).join(', ')})`
  expect(await column(counted, true)).toEqual([5000])
})
