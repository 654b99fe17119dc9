import { personalAccessToken, type TokenProvider, userPassword } from '@devopsql/auth'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { DevopsqlError } from '@devopsql/errors'

/** `AuthScheme=Basic`: a personal access token, or an account of Azure DevOps Server. */
export function basicScheme({
  PersonalAccessToken,
  User,
  Password,
}: ConnectionOptions): TokenProvider {
  if (PersonalAccessToken !== undefined) return personalAccessToken(PersonalAccessToken)
  if (User !== undefined) return userPassword(User, Password ?? '')
  throw new DevopsqlError('no personal access token is given', {
    code: 'DEVOPSQL_MISSING_PROPERTY',
    hint: 'Add PersonalAccessToken=… to the connection string.',
  })
}
