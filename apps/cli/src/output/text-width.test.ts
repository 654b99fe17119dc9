import { expect, it } from 'vitest'
import { cutToWidth, padEnd, textWidth, wrapToWidth } from './text-width.ts'

it('counts the cells that a terminal uses, not characters', () => {
  expect(textWidth('日本')).toBe(4)
  expect(textWidth('👩‍💻')).toBe(2)
  expect(textWidth('e\u0301')).toBe(1)
  expect(textWidth('שלום')).toBe(4)
})

it('cuts before the character that does not fit', () => {
  expect(cutToWidth('日本語です', 6)).toBe('日本…')
  expect(cutToWidth('abcdef', 4)).toBe('abc…')
  expect(cutToWidth('abcd', 4)).toBe('abcd')
})

it('keeps an emoji of several code points and a letter with its accent whole', () => {
  expect(cutToWidth('👩‍💻👩‍💻👩‍💻', 5)).toBe('👩‍💻👩‍💻…')
  expect(cutToWidth('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…')
})

it('fills wide text up to the cell', () => {
  expect(padEnd('日本', 6)).toBe('日本  ')
})

it('wraps without losing a character', () => {
  expect(wrapToWidth('abcdefgh', 3)).toEqual(['abc', 'def', 'gh'])
  expect(wrapToWidth('日本語', 3)).toEqual(['日', '本', '語'])
  expect(wrapToWidth('', 3)).toEqual([''])
})
