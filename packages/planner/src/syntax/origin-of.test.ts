import { expect, it } from 'vitest'
import { formatSql } from './format-sql.ts'
import { originOf } from './origin-of.ts'
import { parse } from './parse.ts'
import { withoutSpans } from './walk.ts'

/** Where in the text that stands which the emitted text has at the first of some words. */
const originOfWords = (text: string, emitted: string): number | undefined => {
  const tree = parse(text)
  return originOf(tree, formatSql(tree).indexOf(emitted))
}

it.each([
  ['select  a ,  b from t', '"b"', 13],
  ['select  t . b from t', '"t"."b"', 8],
  ['select f( g( a ))', 'g(', 10],
  ['select 1 from  s . t', '"s"."t"', 15],
  ['select (select 1 where  x)', '"x"', 24],
])('finds what stands in %s for %s', (text, emitted, expected) => {
  expect(originOfWords(text, emitted)).toBe(expected)
})

it('finds an operator by the start of its operands, and an alias by what it names', () => {
  expect(originOfWords('select 1, a  +  b', '+')).toBe(10)
  expect(originOfWords('select  a + 1 as x', 'AS "x"')).toBe(8)
})

it('finds nothing where only the whole SELECT is known to hold it', () => {
  expect(originOfWords('select a from t', 'FROM')).toBeUndefined()
})

it('finds nothing in a tree without spans', () => {
  expect(originOf(withoutSpans(parse('select a from t')), 7)).toBeUndefined()
})

it('is not misled by a text that has its marks', () => {
  expect(originOfWords("select '\u{E000}1;\u{E001}', a", '"a"')).toBeUndefined()
})
