import { expect, it } from 'vitest'
import { readLikePattern } from './like-pattern.ts'

it('finds the fragments between the wildcards, and the prefix', () => {
  expect(readLikePattern('ab%cd_e', undefined)).toEqual({
    fragments: ['ab', 'cd', 'e'],
    prefix: 'ab',
    isPlain: false,
  })
})

it('has no prefix when the pattern begins with a wildcard', () => {
  expect(readLikePattern('%crash%', undefined)).toEqual({
    fragments: ['crash'],
    prefix: '',
    isPlain: false,
  })
})

it('takes an escaped wildcard for itself', () => {
  expect(readLikePattern('50!%', '!')).toEqual({ fragments: ['50%'], prefix: '50%', isPlain: true })
})

it('has no escape character unless one is given', () => {
  expect(readLikePattern('a\\%', undefined)).toEqual({
    fragments: ['a\\'],
    prefix: 'a\\',
    isPlain: false,
  })
})
