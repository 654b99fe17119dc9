import { expect, it } from 'vitest'
import { sqlExcerpt } from './sql-excerpt.ts'

it('puts the caret under the place', () => {
  expect(sqlExcerpt('SELECT Titel FROM WorkItems', 7, 80)).toBe(
    '  1 | SELECT Titel FROM WorkItems\n    |        ^',
  )
})

it('shows the line of a longer text, with its number', () => {
  expect(sqlExcerpt('SELECT 1,\r\n  Titel\nFROM T', 13, 80)).toBe('  2 |   Titel\n    |   ^')
})

it('stays right behind tabs and wide characters', () => {
  expect(sqlExcerpt("\tSELECT '日本', Titel", 14, 80)).toBe(
    "  1 |   SELECT '日本', Titel\n    |                  ^",
  )
})

it('cuts a long line on both sides of the caret', () => {
  const sql = `SELECT ${'a, '.repeat(100)}Titel, ${'b, '.repeat(100)}c FROM T`
  const [line = '', caret = ''] = sqlExcerpt(sql, 307, 60).split('\n')
  expect(line.length).toBeLessThanOrEqual(60)
  expect(line).toMatch(/^ {2}1 \| ….*….?$/)
  expect(line.slice(caret.indexOf('^'))).toMatch(/^Titel/)
})

it('points behind the last character at the end of the text', () => {
  expect(sqlExcerpt('SELECT', 6, 80)).toBe('  1 | SELECT\n    |       ^')
})

it('lets no escape sequence of the text reach the terminal', () => {
  expect(sqlExcerpt('SELECT \u001b[2J x', 12, 80)).toContain('SELECT ␛[2J x')
})
