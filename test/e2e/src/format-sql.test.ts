import { formatSql, parse } from '@devopsql/planner'
import { beforeAll, expect, it } from 'vitest'
import { corpus } from '../../../packages/planner/src/syntax/corpus.ts'
import { answerOf, openDuckdb } from './open-duckdb.ts'
import { randomSelect } from './random-select.ts'
import { seededDice } from './seeded-dice.ts'

const runs = Number(process.env['DEVOPSQL_FUZZ_RUNS'] ?? 600)

let connection: Awaited<ReturnType<typeof openDuckdb>>

beforeAll(async () => {
  connection = await openDuckdb()
})

function rewritten(sql: string): string {
  const tree = JSON.parse(
    JSON.stringify(parse(sql), (key, value: unknown) => (key === 'span' ? undefined : value)),
  ) as ReturnType<typeof parse>
  return formatSql(tree)
}

it.each(corpus.duckdb)('gives the same rows in DuckDB: %s', async (sql) => {
  expect(await answerOf(connection, rewritten(sql))).toEqual(await answerOf(connection, sql))
})

it('gives the rows of random queries in DuckDB', { timeout: 30_000 + 100 * runs }, async () => {
  const wrong: string[] = []
  let answered = 0
  for (let seed = 0; seed < runs; seed++) {
    const sql = randomSelect(seededDice(seed))
    const expected = await answerOf(connection, sql).catch(() => undefined)
    if (expected === undefined) continue
    answered++
    const difference = await differenceTo(expected, sql)
    if (difference !== undefined) wrong.push(`seed ${seed}: ${sql}\n${difference}`)
  }
  expect(wrong).toEqual([])
  // Random text is not always SQL, but most of it has to be.
  expect(answered).toBeGreaterThan(runs * 0.75)
})

async function differenceTo(expected: readonly string[], sql: string): Promise<string | undefined> {
  try {
    const written = rewritten(sql)
    const found = await answerOf(connection, written)
    return found.join() === expected.join() ? undefined : written
  } catch (error) {
    return String(error)
  }
}
