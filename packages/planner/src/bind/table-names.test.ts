import { isDevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import type { Query } from '../syntax/ast.ts'
import { parse } from '../syntax/parse.ts'
import { tableReferences } from './table-names.ts'

function names(sql: string): readonly string[] {
  return tableReferences(parse(sql) as Query).map((table) => table.path.at(-1)?.name ?? '')
}

it('leaves out common tables where they hide a table, not before', () => {
  expect(names('WITH Builds AS (SELECT * FROM Builds) SELECT * FROM Builds, Teams')).toEqual([
    'Builds',
    'Teams',
  ])
})

it('says that the text is nested too deep where the stack ends', () => {
  const sql = `SELECT ${'1 + '.repeat(200_000)}1 FROM t`
  try {
    names(sql)
  } catch (error) {
    expect(isDevopsqlError(error) && error.code).toBe('DEVOPSQL_SYNTAX_ERROR')
    return
  }
  throw new Error('it was read')
})
