import { expect, it } from 'vitest'
import { formatSql } from './format-sql.ts'
import { parse } from './parse.ts'

function written(sql: string): string {
  return formatSql(parse(sql)).replace(/^SELECT /, '')
}

it('reads CONVERT as a cast of the value that comes second', () => {
  expect(written("SELECT CONVERT(DECIMAL(5, 2), a), TRY_CONVERT(INT, '5')")).toBe(
    'CAST("a" AS DECIMAL(5, 2)), TRY_CAST(\'5\' AS INT)',
  )
})

it('writes a date in the style that a number of T-SQL means, and reads it', () => {
  expect(written('SELECT CONVERT(VARCHAR(8), d, 112), CONVERT(DATE, s, 104)')).toBe(
    'CAST(strftime("d", \'%Y%m%d\') AS VARCHAR(8)), CAST(strptime("s", \'%d.%m.%Y\') AS DATE)',
  )
})

it('refuses a style that it does not know, at its place', () => {
  expect(() => parse('SELECT CONVERT(VARCHAR, d, 131)')).toThrow(
    expect.objectContaining({
      code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
      message: 'this style of CONVERT is not supported',
      position: 27,
    }),
  )
})
