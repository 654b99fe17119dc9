import { expect, it } from 'vitest'
import { splitStatements } from './split-statements.ts'

it('cuts at semicolons and keeps the rest', () => {
  expect(splitStatements('SELECT 1; SELECT\n2; SELECT 3')).toEqual({
    statements: ['SELECT 1', 'SELECT\n2'],
    rest: ' SELECT 3',
    open: '',
  })
})

it('leaves semicolons in quotes, names and comments', () => {
  const sql = `SELECT ';', 'it'';s', ";", [a;b], \`;\` -- ;\n/* ; */ FROM T`
  expect(splitStatements(`${sql};`).statements).toEqual([sql])
})

it('says what is still open', () => {
  expect(splitStatements("SELECT 'a;").open).toBe("'")
  expect(splitStatements('SELECT /* ;').open).toBe('/*')
  expect(splitStatements('SELECT 1 -- ;').open).toBe('')
})

it('drops empty statements', () => {
  expect(splitStatements(';; ;').statements).toEqual([])
})
