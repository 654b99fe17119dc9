import { type Emulator, startEmulator } from '@devopsql/emulator'
import { type Connection, connect, type Parameters } from 'devopsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failureOf, secret } from './failure.ts'

let emulator: Emulator
let db: Connection
beforeAll(async () => {
  emulator = await startEmulator({
    token: secret,
    rows: { WorkItems: 50, Builds: 10, PullRequests: 10, Commits: 10 },
  })
  db = await connect(emulator.connectionString)
})
afterAll(async () => {
  await db.close()
  await emulator.close()
})

const run = async (sql: string, parameters: Parameters = []): Promise<unknown> =>
  await (await db.query(sql, parameters)).toArray()

describe('parameters', () => {
  it.each<[string, Parameters, object]>([
    [
      'SELECT ?',
      [],
      { message: 'no value is given for parameter 1', hint: 'Give 1 or more values in order.' },
    ],
    [
      'SELECT :p',
      [],
      {
        message: 'no value is given for parameter p',
        hint: 'Give the values by name, in an object that has p.',
      },
    ],
    [
      'SELECT :p',
      { q: 1 },
      { message: 'no value is given for parameter p', hint: 'Give an object with p; it has q.' },
    ],
    ['SELECT ?', [1, 2], { message: 'the query has no parameter 2', hint: 'It has 1.' }],
    [
      'SELECT ?',
      [{}],
      {
        message: 'parameter 1 has a value that SQL has no type for',
        hint: 'Give a string, a finite number, a bigint, a boolean, a Date, a Uint8Array, null or an array of these.',
      },
    ],
  ])('%s with %j', async (sql, parameters, expected) => {
    const error = await failureOf(() => run(sql, parameters))
    expect(error).toMatchObject({ code: 'DEVOPSQL_INVALID_PARAMETER', ...expected })
  })
})

describe('what is large or far away but right', () => {
  it('a list of 10,000 values is no error', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => index + 1)
    const titles = ids.map((id) => `'no such title ${id}'`).join(', ')
    expect(
      await run(`SELECT count(*) AS n FROM WorkItems WHERE Id IN (${ids.join(', ')})`),
    ).toEqual([{ n: 50 }])
    expect(await run(`SELECT count(*) AS n FROM WorkItems WHERE Title IN (${titles})`)).toEqual([
      { n: 0 },
    ])
  })

  it('an id beyond all ids finds nothing', async () => {
    expect(await run('SELECT Id FROM WorkItems WHERE Id = 99999999999')).toEqual([])
  })
})

describe('characters that are no text', () => {
  it.each([
    ['a NUL in a string', "SELECT Id FROM WorkItems WHERE Title = 'a\u0000b'"],
    ['half of a surrogate pair in a string', "SELECT Id FROM WorkItems WHERE Title = '\uD800'"],
    [
      'a string of a million letters',
      `SELECT Id FROM WorkItems WHERE Title = '${'x'.repeat(1e6)}'`,
    ],
  ])('%s finds nothing', async (_, sql) => {
    expect(await run(sql)).toEqual([])
  })

  it.each([
    ['SELECT \u0000', 7, 'unexpected character U+0000'],
    ['SELECT \uD800', 7, 'unexpected character U+D800'],
    ['SELECT 1 \u001B[31m', 9, 'unexpected character U+001B'],
    ['SELECT 1 AS "a\u0000b"', 12, 'a quoted name has a NUL character'],
  ])('outside of strings are an error: %j', async (sql, position, message) => {
    const error = await failureOf(() => run(sql))
    expect(error).toMatchObject({ code: 'DEVOPSQL_SYNTAX_ERROR', position, message })
  })

  it('come back from a query as they were given', async () => {
    const text = 'a\u0000\u0000b'
    expect(await run("SELECT ? AS given, 'a\u0000\u0000b' AS written", [text])).toEqual([
      { given: text, written: text },
    ])
  })

  it.each([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a date that is none', new Date('x')],
  ])('a parameter that is %s', async (_, value: unknown) => {
    const error = await failureOf(() => run('SELECT ?', [value] as Parameters))
    expect(error).toMatchObject({ code: 'DEVOPSQL_INVALID_PARAMETER', position: 7 })
  })
})
