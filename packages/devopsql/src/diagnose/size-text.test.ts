import { expect, it } from 'vitest'
import { sizeText } from './size-text.ts'

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1KB'],
  [1_550_000, '1.6MB'],
  [12_400_000_000, '12GB'],
  [5e16, '50000TB'],
])('writes %d as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})
