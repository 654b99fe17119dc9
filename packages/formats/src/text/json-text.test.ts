import { expect, it } from 'vitest'
import { csvFormat } from './csv-format.ts'
import { jsonText } from './json-text.ts'

const nested = [{ 'a"b': [9_007_199_254_740_993n, null, undefined], at: new Date(0) }, 'é😀\u0000']
const text = String.raw`[{"a\"b":[9007199254740993,null,null],"at":"1970-01-01T00:00:00.000Z"},"é😀\u0000"]`

it('keeps every digit of integers inside lists and structs', () => {
  expect(jsonText(nested)).toBe(text)
})

it('is how lists and structs stand in CSV', () => {
  expect(csvFormat().rows([[[1n, 2n]]])).toBe('"[1,2]"\r\n')
})
