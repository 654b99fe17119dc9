import { expect, it } from 'vitest'
import { formatSql } from './format-sql.ts'
import { parse } from './parse.ts'

function written(sql: string): string {
  return formatSql(parse(sql))
}

it('sorts before it limits where ORDER BY stands after the parentheses of a LIMIT', () => {
  expect(written('(SELECT a FROM t LIMIT 3) ORDER BY a')).toBe(
    'SELECT "a" FROM "t" ORDER BY "a" ASC NULLS LAST LIMIT (3)',
  )
})

it('gives the clauses inside and after parentheses to one query', () => {
  expect(written('WITH x AS (SELECT 1 AS a) (SELECT a FROM x LIMIT 5) OFFSET 1')).toBe(
    'WITH "x" AS (SELECT 1 AS "a") SELECT "a" FROM "x" LIMIT (5) OFFSET (1)',
  )
})

it('reads a query with a second LIMIT as a table, which DuckDB would refuse otherwise', () => {
  expect(written('(SELECT a FROM t LIMIT 3) LIMIT 2')).toBe(
    'SELECT * FROM (SELECT "a" FROM "t" LIMIT (3)) LIMIT (2)',
  )
})

it('joins what the conditions after two joins say', () => {
  expect(written('SELECT 1 FROM t JOIN u JOIN v ON x ON y')).toBe(
    'SELECT 1 FROM "t" INNER JOIN ("u" INNER JOIN "v" ON "x") ON "y"',
  )
})

it('writes BETWEEN SYMMETRIC with the bounds in both orders', () => {
  expect(written('SELECT a NOT BETWEEN SYMMETRIC 3 AND b FROM t')).toBe(
    'SELECT NOT (("a" BETWEEN 3 AND "b") OR ("a" BETWEEN "b" AND 3)) FROM "t"',
  )
})
