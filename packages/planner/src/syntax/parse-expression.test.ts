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
