import { isDevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { formatSql } from './format-sql.ts'
import { parse } from './parse.ts'

function written(sql: string): string {
  return formatSql(parse(sql)).replace(/^SELECT /, '')
}

function failure(sql: string): readonly unknown[] {
  try {
    parse(sql)
  } catch (error) {
    if (isDevopsqlError(error)) return [error.position, error.message]
    throw error
  }
  throw new Error('it parsed')
}

it('reads brackets as a list where a literal comes first, else as a name', () => {
  expect(written("SELECT [1, a], ['x'], [1], [a, b], [Work Item Type]")).toBe(
    'list_value(1, "a"), list_value(\'x\'), "1", "a, b", "Work Item Type"',
  )
})

it('reads a single number in brackets as a list where it is an item of a list', () => {
  expect(written('SELECT [[1], [2, 3], a]')).toBe(
    'list_value(list_value(1), list_value(2, 3), "a")',
  )
})

it('reads a single number behind a keyword as a name', () => {
  expect(written('SELECT[1]FROM[2]')).toBe('"1" FROM "2"')
})

it('reads any expressions after ARRAY', () => {
  expect(written('SELECT ARRAY[a, b + 1], ARRAY[]')).toBe('list_value("a", "b" + 1), list_value()')
})

it('tells the colon after a key from a parameter', () => {
  expect(written('SELECT {a: :p, b:b}, MAP {:k: 1}')).toBe(
    'struct_pack("a" := $p, "b" := "b"), map(list_value($k), list_value(1))',
  )
  expect(written('SELECT f(lambda x:x + :x)')).toBe('f("x" -> ("x" + $x))')
})

it('reads a key in brackets behind a value as its subscript', () => {
  expect(written("SELECT a['it''s'][1]")).toBe("\"a\"['it''s'][1]")
})

it('says which bracket is not closed', () => {
  expect(failure('SELECT [1, 2')).toEqual([
    12,
    'found the end of the statement, expected ] for the [ at offset 7',
  ])
  expect(failure("SELECT {'a': 1 FROM t")).toEqual([
    15,
    'found FROM, expected } for the { at offset 7',
  ])
})
