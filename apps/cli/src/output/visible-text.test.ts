import { expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

it('shows line breaks and tabs as one character each', () => {
  expect(visibleText('a\r\nb\nc\td')).toBe('a↵b↵c⇥d')
})

it('lets no escape sequence reach the terminal', () => {
  expect(visibleText('\u001b]0;owned\u0007\u001b[2J\u009b31m')).toBe('␛]0;owned␇␛[2J<U+009B>31m')
})

it('shows characters that turn the direction of the line around', () => {
  expect(visibleText('a\u202eb\u2066c')).toBe('a<U+202E>b<U+2066>c')
})

it('leaves Hebrew, emoji and accents as they are', () => {
  expect(visibleText('שלום 👩‍💻 é 日本')).toBe('שלום 👩‍💻 é 日本')
})

it('replaces half of a surrogate pair', () => {
  expect(visibleText('a\ud83dz\udc00')).toBe('a�z�')
})
