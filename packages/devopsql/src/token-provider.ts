import type { TokenProvider } from '@devopsql/auth'
import { personalAccessToken, tokenManager, userPassword } from '@devopsql/auth'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { DevopsqlError } from '@devopsql/errors'

/** The token provider that the properties describe. */
export function tokenProviderOf(options: ConnectionOptions): TokenProvider {
  if (options.PersonalAccessToken !== undefined)
    return tokenManager(personalAccessToken(options.PersonalAccessToken))
  if (options.User !== undefined)
    return tokenManager(userPassword(options.User, options.Password ?? ''))
  throw new DevopsqlError('no personal access token is given', {
    code: 'DEVOPSQL_MISSING_PROPERTY',
    hint: 'Add PersonalAccessToken=… to the connection string.',
  })
}
