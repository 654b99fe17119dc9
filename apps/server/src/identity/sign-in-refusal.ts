import { type DevopsqlError, isDevopsqlError } from '@devopsql/errors'

/** Whether Azure DevOps does not accept the sign-in that a request was sent with. No partial result leaves that out. */
export function isSignInRefusal(error: unknown): error is DevopsqlError {
  return isDevopsqlError(error) && error.code === 'DEVOPSQL_SIGN_IN_FAILED'
}
