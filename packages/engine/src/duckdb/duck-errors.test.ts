import { isDevopsqlError } from '@devopsql/errors'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDuckDatabase, type DuckDatabase } from './database.ts'
import { duckError, emittedPosition } from './duck-errors.ts'
import type { DuckSession } from './session.ts'

let database: DuckDatabase
let session: DuckSession

beforeAll(async () => {
  database = createDuckDatabase()
  session = await database.session()
})
afterAll(async () => await database.close())

async function failure(sql: string): Promise<Record<string, unknown>> {
  const error: unknown = await session.run(sql).then(
    () => new Error('it succeeded'),
    (cause: unknown) => cause,
  )
  if (!isDevopsqlError(error)) throw error
  const { code, message, hint } = error
  return { code, message, hint, at: emittedPosition(error) }
}

it('names the function that is nearly the one written', async () => {
  expect(await failure("SELECT 1, lowr('x')")).toEqual({
    code: 'DEVOPSQL_INVALID_SQL',
    message: 'function lowr does not exist',
    hint: 'Did you mean lower?',
    at: 10,
  })
})

it('says that a query is nested too deep without a setting that nobody can change', async () => {
  expect(await failure(`SELECT ${'1 + '.repeat(1100)}1`)).toMatchObject({
    code: 'DEVOPSQL_INVALID_SQL',
    message: 'the query is nested too deep for the engine, or has too many common tables',
  })
})

it('repeats nothing as detail, and says what to do about a column that is not grouped', async () => {
  const failed = async (sql: string): Promise<unknown> =>
    await session.run(sql).catch((error: unknown) => error)
  expect(await failed("SELECT lowr('x')")).toMatchObject({ detail: undefined })
  expect(await failed("SELECT CAST('x' AS INTEGER)")).toMatchObject({ detail: undefined })
  expect(await failed('SELECT a, count(*) FROM (SELECT 1 AS a, 2 AS b)')).toMatchObject({
    message:
      'column "a" must appear in the GROUP BY clause or must be part of an aggregate function',
    hint: 'Add a to GROUP BY, or write any_value(a).',
    detail: undefined,
  })
})

it('counts positions in UTF-16 units, whatever characters stand before', async () => {
  expect(await failure("SELECT 'é€😀', missing FROM (SELECT 1 AS nearby)")).toMatchObject({
    code: 'DEVOPSQL_UNDEFINED_COLUMN',
    message: 'column missing does not exist',
    at: 15,
  })
})

it('counts the position of an error at run time in the text that was given', async () => {
  const sql = "SELECT CAST(t AS INTEGER) FROM (VALUES ('1'), ('x')) v(t)"
  expect(await failure(sql)).toMatchObject({ code: 'DEVOPSQL_QUERY_FAILED', at: 7 })
})

it.each([
  [
    "SELECT 'a' + 1",
    'DEVOPSQL_TYPE_MISMATCH',
    'no function or operator takes these types: +(STRING_LITERAL, INTEGER_LITERAL)',
  ],
  [
    'SELECT length(5)',
    'DEVOPSQL_TYPE_MISMATCH',
    'no function or operator takes these types: length(INTEGER_LITERAL)',
  ],
  ["SELECT DATE '2024-01-01' = 5", 'DEVOPSQL_TYPE_MISMATCH', 'INTEGER does not convert to DATE'],
  ["SELECT 'x' = 1", 'DEVOPSQL_QUERY_FAILED', "could not convert string 'x' to INT32"],
  [
    'SELECT i::TINYINT FROM range(300) t(i)',
    'DEVOPSQL_VALUE_OUT_OF_RANGE',
    "type INT64 with value 128 can't be cast because the value is out of range for the destination type INT8 when casting from source column i",
  ],
  [
    'SELECT 9223372036854775807 + i FROM range(2) t(i)',
    'DEVOPSQL_VALUE_OUT_OF_RANGE',
    'overflow in addition of INT64 (9223372036854775807 + 1)',
  ],
  ['SELECT * FROM WorkItms', 'DEVOPSQL_UNDEFINED_TABLE', 'table WorkItms does not exist'],
  [
    'SELECT a.x, x FROM (SELECT 1 x) a, (SELECT 2 x) b',
    'DEVOPSQL_AMBIGUOUS_NAME',
    'ambiguous reference to column name "x" (use: "a.x" or "b.x")',
  ],
  [
    'SELECT x, sum(y) FROM (SELECT 1 x, 2 y)',
    'DEVOPSQL_INVALID_SQL',
    'column "x" must appear in the GROUP BY clause or must be part of an aggregate function',
  ],
  [
    'SELECT (SELECT i FROM range(2) t(i))',
    'DEVOPSQL_QUERY_FAILED',
    'more than one row returned by a subquery used as an expression - scalar subqueries can only return a single row',
  ],
  [
    'SELECT (1, 2)',
    'DEVOPSQL_INVALID_SQL',
    'a row value without field names can not be a result column',
  ],
  ['SELECT FROM WHERE', 'DEVOPSQL_INVALID_SQL', 'syntax error at or near "WHERE"'],
])('says what is wrong with %s', async (sql, code, message) => {
  expect(await failure(sql)).toMatchObject({ code, message })
})

it('passes a devopsql error through, and wraps anything else with its cause', () => {
  const cause = new Error('Out of Memory Error: failed to pin block')
  const error = duckError(cause)
  expect(error).toMatchObject({ code: 'DEVOPSQL_OUT_OF_MEMORY', cause })
  expect(duckError(error)).toBe(error)
  expect(duckError(new Error('INTERRUPT Error: Interrupted!')).code).toBe('DEVOPSQL_CANCELLED')
})
