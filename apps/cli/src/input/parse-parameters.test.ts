import { expect, it } from 'vitest'
import { parseParameters } from './parse-parameters.ts'

it('binds by position and reads numbers, booleans, null and text', () => {
  expect(
    parseParameters(['12', '-1.5', 'true', 'null', 'Active', '007', "'42'", "'it''s'"]),
  ).toEqual([12, -1.5, true, null, 'Active', '007', '42', "it's"])
})

it('binds by name', () => {
  expect(parseParameters(['id=7', 'state=Active', 'empty=', "text='7'"])).toEqual({
    id: 7,
    state: 'Active',
    empty: '',
    text: '7',
  })
})

it('keeps all digits of a number beyond 2^53', () => {
  expect(parseParameters(['9007199254740993'])).toEqual([9007199254740993n])
})

it('takes a quoted text with = by position', () => {
  expect(parseParameters(["'a=b'"])).toEqual(['a=b'])
})

it('refuses names for some only, and a name twice', () => {
  expect(() => parseParameters(['id=7', '8'])).toThrow(
    'parameter 2 has no name but another one has',
  )
  expect(() => parseParameters(['id=7', 'id=8'])).toThrow('parameter id is given twice')
})

it('gives nothing for nothing', () => {
  expect(parseParameters([])).toBeUndefined()
})
