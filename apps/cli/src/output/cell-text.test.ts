import { expect, it } from 'vitest'
import { cellText } from './cell-text.ts'

it('shows lists and structs as JSON', () => {
  expect(cellText([1n, 2n])).toBe('[1,2]')
})
