import { isDevopsqlError } from '@devopsql/errors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corpus } from './corpus.ts'
import { formatSql } from './format-sql.ts'
import { parse } from './parse.ts'
import { withoutSpans } from './walk.ts'

const statements = [...corpus.duckdb, ...corpus.ours]

function failure(sql: string): {
  readonly code: string
  readonly message: string
  readonly position: number | undefined
} {
  try {
    parse(sql)
  } catch (error) {
    if (isDevopsqlError(error))
      return { code: error.code, message: error.message, position: error.position }
    throw error
  }
  throw new Error('it parsed')
}

it.each(statements)('writes back what means the same: %s', (sql) => {
  const tree = withoutSpans(parse(sql))
  const written = formatSql(tree)
  expect(formatSql(withoutSpans(parse(written)))).toBe(written)
})

it('needs neither positions nor objects of its own making', () => {
  const tree = JSON.parse(
    JSON.stringify(withoutSpans(parse('SELECT TOP 2 a FROM t WHERE b = 1'))),
  ) as ReturnType<typeof parse>
  expect(formatSql(tree)).toBe('SELECT "a" FROM "t" WHERE "b" = 1 LIMIT (2)')
})

it.each([
  ['EXPLAIN VERBOSE SELECT 1', false],
  ['EXPLAIN ANALYZE VERBOSE SELECT 1', true],
  ['EXPLAIN (ANALYZE, BUFFERS off, FORMAT text) SELECT 1', true],
  ['EXPLAIN (VERBOSE, ANALYZE false) SELECT 1', false],
  ['EXPLAIN (SELECT 1)', false],
])('reads the options of %s', (sql, analyze) => {
  expect(parse(sql)).toMatchObject({ kind: 'explain', analyze })
})

describe('mistakes', () => {
  it.each([
    ['', 0],
    ['SELEC 1', 0],
    ['SELECT a FROM t WHERE', 21],
    ['SELECT a,, b FROM t', 9],
    ['SELECT (1 FROM t', 10],
    ["SELECT 'open", 7],
    ['SELECT 1; SELECT 2', 10],
    ['SELECT a FROM t JOIN u', 22],
    ['SELECT TOP 1 a FROM t LIMIT 2', 22],
  ])('are found at their place: %s', (sql, position) => {
    expect(failure(sql).position).toBe(position)
  })
  it.each([
    'INSERT INTO t VALUES (1)',
    'DELETE FROM t',
    'CALL p()',
    'DROP TABLE t',
    'EXPLAIN EXEC p',
    'EXPLAIN (FORMAT json) SELECT 1',
  ])('are no syntax errors where the statement is known: %s', (sql) => {
    expect(failure(sql).code).toBe('DEVOPSQL_UNSUPPORTED_STATEMENT')
  })
  it('are errors of ours wherever a statement is cut or a piece of it is doubled', () => {
    const pieces = fc.tuple(fc.constantFrom(...statements), fc.nat(), fc.nat(), fc.boolean())
    fc.assert(
      fc.property(pieces, ([sql, one, two, doubles]) => {
        const [from, to] = [one % (sql.length + 1), two % (sql.length + 1)].toSorted(
          (a, b) => a - b,
        )
        const broken = doubles
          ? sql.slice(0, to) + sql.slice(from)
          : sql.slice(0, from) + sql.slice(to)
        try {
          parse(broken)
        } catch (error) {
          expect(isDevopsqlError(error) ? 'ours' : error).toBe('ours')
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('size', () => {
  it('reads and writes a list of 10,000', () => {
    const sql = `SELECT a FROM t WHERE a IN (${Array.from({ length: 10_000 }, (_, index) => index).join(', ')})`
    expect(formatSql(parse(sql))).toContain('9999')
  })
  it('reads and writes 50,000 conditions', () => {
    const sql = `SELECT a FROM t WHERE ${Array.from({ length: 50_000 }, (_, index) => `a = ${index}`).join(' OR ')}`
    expect(formatSql(parse(sql))).toContain('49999')
  })
  it.each([
    ['parentheses', `SELECT ${'('.repeat(1000)}1${')'.repeat(1000)}`],
    ['sums', `SELECT ${'1 + '.repeat(20_000)}1`],
  ])('reads and writes deep %s', (_, sql) => {
    expect(formatSql(parse(sql))).toContain('1')
  })
  it.each([
    ['parentheses', `SELECT ${'('.repeat(100_000)}1${')'.repeat(100_000)}`],
    ['queries', `${'SELECT * FROM ('.repeat(20_000)}SELECT 1${')'.repeat(20_000)}`],
    ['functions', `SELECT ${'abs('.repeat(50_000)}1${')'.repeat(50_000)}`],
    ['casts', `SELECT 1${'::INTEGER'.repeat(20_000)}`],
    ['tests', `SELECT 1${' + 1 IS NULL'.repeat(20_000)}`],
  ])('refuses %s that are nested too deep', (_, sql) => {
    expect(failure(sql).message).toContain('nesting')
  })
})

it('tells a mistake after many comments in no time', () => {
  expect(() => parse(`${'/**/'.repeat(2000)}SELECT 'x`)).toThrow('a string that begins with')
})
