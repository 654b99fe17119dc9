import { DevopsqlError } from '@devopsql/errors'

/** An error about the certificate of the application. Has no cause, which might quote the key. */
export function certificateError(problem: string, hint: string): DevopsqlError {
  return new DevopsqlError(problem, { code: 'DEVOPSQL_INVALID_PROPERTY', hint })
}

export const wrongPassword = (): DevopsqlError =>
  certificateError('the password of the certificate is wrong', 'Check OAuthJWTCertPassword.')
