import { expect, it } from 'vitest'
import { matchesPattern } from './match-pattern.ts'

it.each([
  ['PullRequests', 'pull*', true],
  ['PullRequests', '*request?', true],
  ['PullRequests', '%Request%', true],
  ['PullRequests', 'request', false],
  ['PullRequests', 'PullRequests', true],
  ['PullRequests', 'P.llRequests', false],
  ['PullRequests', '[P]*', false],
  ['PullRequests', '', false],
])('matches %s with %s: %s', (name, pattern, expected) => {
  expect(matchesPattern(name, pattern)).toBe(expected)
})
