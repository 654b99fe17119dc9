import { type ErrorCategory, isDevopsqlError } from '@devopsql/errors'

/** What the process says to a script, by the meaning of the failure. */
export const exitCodes: Readonly<Record<ErrorCategory, number>> = {
  sql: 1,
  remote: 1,
  usage: 2,
  'sign-in': 3,
  limit: 4,
  cancelled: 130,
}

export function exitCodeOf(error: unknown): number {
  return isDevopsqlError(error) ? exitCodes[error.category] : 1
}
