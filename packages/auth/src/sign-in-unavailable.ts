import { DevopsqlError, type DevopsqlErrorOptions, isDevopsqlError } from '@devopsql/errors'

// Registered, so that another copy of this package sees the mark too.
const mark = Symbol.for('devopsql.signInUnavailable')

/**
 * The error of a token provider whose way of signing in is not there on this machine: a program that is not installed, a
 * variable that is not set. A chain goes on to its next link then; any other error ends it.
 */
export function signInUnavailable(
  message: string,
  options: Omit<DevopsqlErrorOptions, 'code'> = {},
): DevopsqlError {
  const error = new DevopsqlError(message, { ...options, code: 'DEVOPSQL_SIGN_IN_FAILED' })
  return Object.defineProperty(error, mark, { value: true })
}

export function isSignInUnavailable(error: unknown): error is DevopsqlError {
  return isDevopsqlError(error) && mark in error
}
