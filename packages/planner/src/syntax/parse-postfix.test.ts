import { expect, it } from 'vitest'
import { formatSql } from './format-sql.ts'
import { parse } from './parse.ts'

function written(sql: string): string {
  return formatSql(parse(sql)).replace(/^SELECT /, '')
}

it('reads a number in brackets right behind a value as a place in it', () => {
  expect(written('SELECT a[1], f(a)[-2:]')).toBe('"a"[1], array_slice(f("a"), - 2, - 1)')
})

it('reads brackets behind a blank, or with a word inside, as a name', () => {
  expect(written('SELECT a [1], b[one]')).toBe('"a" AS "1", "b" AS "one"')
})

it('reads a name behind a value as a field, with parentheses as a function of it', () => {
  expect(written('SELECT (a).b, f(a).g(2)')).toBe('struct_extract("a", \'b\'), g(f("a"), 2)')
})

it('quotes a type that is no plain word', () => {
  expect(written('SELECT a::"x) y"')).toBe('CAST("a" AS "X) Y")')
})
