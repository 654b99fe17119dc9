import { staticToken, type TokenProvider } from '@devopsql/auth'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { DevopsqlError } from '@devopsql/errors'

/** `OAuthAccessToken` alone: a bearer token that was fetched elsewhere, until it expires. */
export function accessTokenScheme(options: ConnectionOptions): TokenProvider {
  const { OAuthAccessToken } = options
  if (OAuthAccessToken === undefined) {
    return {
      getToken: () =>
        Promise.reject(
          new DevopsqlError('nobody is signed in: InitiateOAuth=OFF uses OAuthAccessToken only', {
            code: 'DEVOPSQL_SIGN_IN_FAILED',
            hint: 'Give OAuthAccessToken, or set InitiateOAuth=REFRESH to use what is kept, GETANDREFRESH to sign in with a browser.',
          }),
        ),
    }
  }
  const expiresAt = givenExpiry(options)
  return staticToken(
    OAuthAccessToken,
    expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) },
  )
}

/** When `OAuthAccessToken` expires, as the properties say it, in milliseconds since 1970. */
export function givenExpiry({
  OAuthExpiresIn,
  OAuthTokenTimestamp,
}: ConnectionOptions): number | undefined {
  if (OAuthExpiresIn === undefined) return undefined
  return (OAuthTokenTimestamp ?? Date.now()) + OAuthExpiresIn * 1000
}

/** `AuthScheme=SystemAccessToken`: the token of an Azure Pipelines job (predefined variable `System.AccessToken`). */
export function systemAccessTokenScheme({ OAuthAccessToken }: ConnectionOptions): TokenProvider {
  const token = OAuthAccessToken ?? process.env['SYSTEM_ACCESSTOKEN'] ?? ''
  if (token !== '') return staticToken(token)
  throw new DevopsqlError('the environment variable SYSTEM_ACCESSTOKEN is not set', {
    code: 'DEVOPSQL_MISSING_PROPERTY',
    hint: 'Give it to the step of the pipeline: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken).',
  })
}
