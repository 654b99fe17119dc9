import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { exitCodeOf } from './exit-code.ts'

it.each([
  ['DEVOPSQL_SYNTAX_ERROR', 1],
  ['DEVOPSQL_REMOTE_ERROR', 1],
  ['DEVOPSQL_USAGE', 2],
  ['DEVOPSQL_UNKNOWN_PROPERTY', 2],
  ['DEVOPSQL_SIGN_IN_FAILED', 3],
  ['DEVOPSQL_INCOMPLETE', 4],
  ['DEVOPSQL_THROTTLED', 4],
  ['DEVOPSQL_CANCELLED', 130],
] as const)('ends with the code that is documented for %s', (code, exitCode) => {
  expect(exitCodeOf(new DevopsqlError('x', { code }))).toBe(exitCode)
})

it('ends with 1 for a bug', () => {
  expect(exitCodeOf(new TypeError('x'))).toBe(1)
})
