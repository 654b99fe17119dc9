import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenOrganization, openOrganization } from '../open-organization.ts'

let organization: OpenOrganization
beforeAll(async () => {
  organization = await openOrganization({ rows: { WorkItems: 60 } })
})
afterAll(() => organization[Symbol.asyncDispose]())

async function rows(sql: string, ...parameters: readonly unknown[]): Promise<readonly unknown[]> {
  return (await organization.on.query(sql, parameters)).toArray()
}

async function failure(sql: string, parameters: unknown): Promise<unknown> {
  try {
    // What a caller of JavaScript may pass.
    const result = await organization.on.query(sql, parameters as readonly unknown[])
    return await result.toArray()
  } catch (error) {
    return error
  }
}

interface Given {
  readonly value: unknown
  readonly type: string
  /** What comes back, where that is another value. */
  readonly back?: unknown
}

describe('a value of JavaScript is a value of SQL', () => {
  const cases: readonly (readonly [string, Given])[] = [
    ['a whole number', { value: 3, type: 'INTEGER' }],
    ['a negative number', { value: -7, type: 'INTEGER' }],
    ['a large whole number', { value: 3_000_000_000, type: 'BIGINT' }],
    ['another number', { value: 1.5, type: 'DOUBLE' }],
    ['a tiny number', { value: 5e-324, type: 'DOUBLE' }],
    ['a huge number', { value: 1e21, type: 'DOUBLE' }],
    ['a bigint', { value: 12n, type: 'INTEGER', back: 12 }],
    ['a text', { value: `it's "quoted"; -- 🐙 \\ \n`, type: 'VARCHAR' }],
    ['an empty text', { value: '', type: 'VARCHAR' }],
    ['true', { value: true, type: 'BOOLEAN' }],
    [
      'a time before 1970',
      { value: new Date('1815-06-18T10:00:00.001Z'), type: 'TIMESTAMP WITH TIME ZONE' },
    ],
    [
      'the last time',
      { value: new Date('9999-12-31T23:59:59.999Z'), type: 'TIMESTAMP WITH TIME ZONE' },
    ],
    ['bytes', { value: new Uint8Array([1, 255]), type: 'BLOB', back: 'Af8=' }],
    ['null', { value: null, type: '"NULL"' }],
    ['an array of numbers', { value: [1, 2], type: 'INTEGER[]' }],
    ['an array of texts with null', { value: ["a'b", null], type: 'VARCHAR[]' }],
  ]
  it.each(cases)('%s', async (_name, { value, type, back = value }) => {
    expect(await rows('SELECT ? AS v, typeof(?) AS t', value, value)).toEqual([
      { v: back, t: type },
    ])
  })

  it.each([
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['an object', { a: 1 }],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a date that is none', new Date('tomorrow')],
    ['a map', new Map()],
  ])('%s is none', async (_name, value) => {
    expect(await failure('SELECT ? AS v', [value])).toMatchObject({
      code: 'DEVOPSQL_INVALID_PARAMETER',
      message: 'parameter 1 has a value that SQL has no type for',
      hint: 'Give a string, a finite number, a bigint, a boolean, a Date, a Uint8Array, null or an array of these.',
      position: 7,
    })
  })

  it('undefined is no NULL', async () => {
    expect(await failure('SELECT ? AS v', [undefined])).toMatchObject({
      code: 'DEVOPSQL_INVALID_PARAMETER',
      message: 'the value of parameter 1 is undefined',
    })
  })
})

describe('an array stands for its elements', () => {
  it.each([
    ['Id IN (?)', [1, 2, 3]],
    ['Id = ANY(?)', [1, 2, 3]],
    ['Id = SOME(?)', [1, 2, 3]],
  ])('%s asks for the three', async (condition, ids) => {
    const sql = `SELECT Id FROM WorkItems WHERE ${condition} ORDER BY Id`
    expect(await rows(sql, ids)).toEqual([{ Id: 1 }, { Id: 2 }, { Id: 3 }])
    const plan = await rows(`EXPLAIN ${sql}`, ids)
    expect(JSON.stringify(plan)).toContain('as ids: 1, 2, 3 (exact)')
  })

  it.each(['Id NOT IN (?)', 'Id <> ALL(?)'])('%s leaves them out', async (condition) => {
    const [all] = await rows('SELECT count(*) AS n FROM WorkItems')
    const sql = `SELECT count(*) + 2 AS n FROM WorkItems WHERE ${condition}`
    expect(await rows(sql, [1, 2])).toEqual([all])
  })

  it('nothing is in an empty one, and everything is outside of it', async () => {
    const sql = 'SELECT count(*) AS n FROM WorkItems WHERE'
    expect(await rows(`${sql} Id IN (?)`, [])).toEqual([{ n: 0 }])
    expect(await rows(`${sql} NULL IN (?)`, [])).toEqual([{ n: 0 }])
    expect(await rows(`${sql} Id NOT IN (?)`, [])).toEqual(
      await rows('SELECT count(*) AS n FROM WorkItems'),
    )
  })

  it('stands beside other items of the list', async () => {
    const sql = 'SELECT Id FROM WorkItems WHERE Id IN (?, 5, ?) ORDER BY Id'
    expect(await rows(sql, [1, 2], 7)).toEqual([{ Id: 1 }, { Id: 2 }, { Id: 5 }, { Id: 7 }])
  })

  it('is a list elsewhere', async () => {
    expect(await rows('SELECT len(?) AS n, ? AS l', ['a', 'b'], [true])).toEqual([
      { n: 2, l: [true] },
    ])
  })
})

describe('parameters that do not fit', () => {
  it.each<[string, unknown, string]>([
    ['SELECT ? AS v, ? AS w', [1], 'no value is given for parameter 2'],
    ['SELECT ? AS v', [1, 2], 'the query has no parameter 2'],
    ['SELECT 1 AS v', [1], 'the query has no parameter 1'],
    ['SELECT :a AS v, @b AS w', { a: 1 }, 'no value is given for parameter b'],
    ['SELECT :a AS v', { a: 1, c: 2 }, 'the query has no parameter c'],
    ['SELECT :a AS v', [1], 'no value is given for parameter a'],
    ['SELECT ? AS v', 'abc', 'the values of parameters are neither an array nor an object'],
    ['SELECT 1 AS v', null, 'the values of parameters are neither an array nor an object'],
  ])('%s with %j', async (sql, parameters, message) => {
    expect(await failure(sql, parameters)).toMatchObject({
      code: 'DEVOPSQL_INVALID_PARAMETER',
      message,
      hint: expect.stringMatching(/\w/) as string,
    })
  })

  it('a statement that is no text', async () => {
    for (const sql of [undefined, null, 5, {}]) {
      await expect(organization.on.query(sql as unknown as string)).rejects.toMatchObject({
        code: 'DEVOPSQL_SYNTAX_ERROR',
        message: 'the statement is not a text',
      })
    }
  })
})
