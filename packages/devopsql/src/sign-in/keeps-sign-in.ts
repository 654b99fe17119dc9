import type { ConnectionOptions } from '@devopsql/connection-string'

type Properties = Pick<ConnectionOptions, 'AuthScheme' | 'InitiateOAuth' | 'OAuthAccessToken'>

/** Whether the scheme of these properties keeps a sign-in at `OAuthSettingsLocation`, or may use one from there. */
export function keepsSignIn(
  { AuthScheme = 'Basic', InitiateOAuth, OAuthAccessToken }: Properties,
  ownSchemes: readonly string[],
): boolean {
  if (AuthScheme === 'AzureAD') {
    const isOff = InitiateOAuth === undefined && OAuthAccessToken !== undefined
    return InitiateOAuth !== 'OFF' && !isOff
  }
  if (AuthScheme === 'AzureADDeviceCode') return InitiateOAuth !== 'OFF'
  // A scheme of somebody's own may: its context has the place.
  return AuthScheme === 'AzureDefault' || ownSchemes.includes(AuthScheme)
}
