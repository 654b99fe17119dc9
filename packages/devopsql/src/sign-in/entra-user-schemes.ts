import type { TokenProvider } from '@devopsql/auth'
import type { EntraApplication } from '@devopsql/auth-entra'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { accessTokenScheme, givenExpiry } from './access-token-schemes.ts'
import type { SignInContext } from './sign-in-context.ts'

/** `AuthScheme=AzureAD`: a person, who signs in with a browser where `InitiateOAuth` permits it. */
export async function azureADScheme(
  options: ConnectionOptions,
  context: SignInContext,
): Promise<TokenProvider> {
  const mode = initiateOAuth(options, context)
  if (mode === 'OFF') return accessTokenScheme(options)
  return await userOf(options, context, mode === 'REFRESH' ? 'nobody' : 'browser')
}

/** `AuthScheme=AzureADDeviceCode`: a person, who types a code into a browser on any machine. */
export async function deviceCodeScheme(
  options: ConnectionOptions,
  context: SignInContext,
): Promise<TokenProvider> {
  if (options.InitiateOAuth === 'OFF') return accessTokenScheme(options)
  const ask = options.InitiateOAuth === 'REFRESH' ? 'nobody' : 'device-code'
  return await userOf(options, context, ask)
}

/** What `InitiateOAuth` says, or means when it is not set (P-AUTH-10). */
function initiateOAuth(options: ConnectionOptions, { interaction }: SignInContext): string {
  if (options.InitiateOAuth !== undefined) return options.InitiateOAuth
  if (options.OAuthAccessToken !== undefined) return 'OFF'
  return (interaction.isInteractive ?? isTerminal()) ? 'GETANDREFRESH' : 'REFRESH'
}

function isTerminal(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY
}

async function userOf(
  options: ConnectionOptions,
  { http, settings, interaction }: SignInContext,
  ask: 'browser' | 'device-code' | 'nobody',
): Promise<TokenProvider> {
  const { entraUser, scopesIn } = await import('@devopsql/auth-entra')
  const { Scope } = options
  return entraUser({
    ...applicationOf(options),
    ask,
    settings,
    scopes: Scope === undefined ? undefined : scopesIn(Scope),
    callbackUrl: options.CallbackURL,
    verifier: options.OAuthVerifier,
    accessToken: options.OAuthAccessToken,
    refreshToken: options.OAuthRefreshToken,
    expiresAt: givenExpiry(options),
    organizationUrl: organizationUrl(options),
    http,
    ...interaction,
  })
}

/** The application that the properties name. */
export function applicationOf(options: ConnectionOptions): EntraApplication {
  return {
    clientId: options.OAuthClientId,
    clientSecret: options.OAuthClientSecret,
    tenant: options.AzureTenant,
    cloud: options.AzureEnvironment,
  }
}

/** Where the organization answers. */
function organizationUrl({ URL: address, Organization }: ConnectionOptions): string | undefined {
  if (address !== undefined) return address
  return Organization && `https://dev.azure.com/${encodeURIComponent(Organization)}`
}
