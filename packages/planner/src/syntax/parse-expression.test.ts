import { isDevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { formatSql } from './format-sql.ts'
import { parse } from './parse.ts'

function written(sql: string): string {
  return formatSql(parse(sql)).replace(/^SELECT /, '')
}

function hint(sql: string): string | undefined {
  try {
    parse(sql)
  } catch (error) {
    if (isDevopsqlError(error)) return error.hint
    throw error
  }
  throw new Error('it parsed')
}

it('reads the pattern operators as the words that they stand for', () => {
  expect(written("SELECT a !~~* 'x' || b")).toBe('("a" NOT ILIKE \'x\' ESCAPE \'\') || "b"')
  expect(written("SELECT a !~ 'x'")).toBe('NOT regexp_full_match("a", \'x\')')
})

it('takes the factorial of all that binds more tightly', () => {
  expect(written('SELECT 2 * 3! = 6')).toBe('factorial(2 * 3) = 6')
})

it('reads @ with a name as a parameter, alone as the absolute value', () => {
  expect(written('SELECT @a, 2^@a, @ a + 1')).toBe('$a, 2 ^ $a, abs("a" + 1)')
})

it('says how to negate where ! stands before a condition', () => {
  expect(hint('SELECT 1 WHERE !a')).toBe('Write NOT for negation and <> for inequality.')
})

it.each([
  ["a OPERATOR(pg_catalog.~) '^x' COLLATE pg_catalog.default", 'regexp_matches("a", \'^x\')'],
  ["a OPERATOR(pg_catalog.!~~) 'x%'", "\"a\" NOT LIKE 'x%' ESCAPE ''"],
  ['a OPERATOR(pg_catalog.+) 1 = 2', '("a" + 1) = 2'],
  ['a OPERATOR(=) 1', '"a" = 1'],
  ["a ~* 'x'", "regexp_matches(\"a\", 'x', 'i')"],
  ["a !~* 'x'", "NOT regexp_matches(\"a\", 'x', 'i')"],
  ['a COLLATE "C"', '"a" COLLATE C'],
  ["a = 'x'::pg_catalog.text", '"a" = CAST(\'x\' AS TEXT)'],
])('reads what PostgreSQL’s tools write: %s', (sql, duckdb) => {
  expect(written(`SELECT ${sql}`)).toBe(duckdb)
})

it.each([
  ['conkey[i]', '"conkey"["i"]'],
  ['t.conkey[s.i + 1]', '"t"."conkey"["s"."i" + 1]'],
  ['(a::text[])[i][j]', 'CAST("a" AS TEXT[])["i"]["j"]'],
  ['[Id], t.[Id]', '"Id", "t"."Id"'],
  ["a ~ 'x'", 'regexp_matches("a", \'x\')'],
])('reads %s as PostgreSQL does where it is asked to', (sql, duckdb) => {
  expect(formatSql(parse(`SELECT ${sql}`, { dialect: 'postgresql' })).slice(7)).toBe(duckdb)
})
