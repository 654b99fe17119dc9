import type { TokenProvider } from '@devopsql/auth'
import type { EntraApplication } from '@devopsql/auth-entra'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { DevopsqlError } from '@devopsql/errors'
import { accessTokenScheme, givenExpiry } from './access-token-schemes.ts'
import { organizationUrl } from './organization-url.ts'
import type { SignInContext, SignInInteraction } from './sign-in-context.ts'

/** `AuthScheme=AzureAD`: a person, who signs in with a browser where `InitiateOAuth` permits it. */
export async function azureADScheme(
  options: ConnectionOptions,
  context: SignInContext,
): Promise<TokenProvider> {
  const { interaction } = context
  const mode = permittedMode(initiateOAuth(options, interaction), options, interaction)
  if (mode === 'OFF') return accessTokenScheme(options)
  if (mode === 'REFRESH') return await userOf(options, context, 'nobody')
  return await userOf(options, context, interaction.byDeviceCode ? 'device-code' : 'browser')
}

/** `AuthScheme=AzureADDeviceCode`: a person, who types a code into a browser on any machine. */
export async function deviceCodeScheme(
  options: ConnectionOptions,
  context: SignInContext,
): Promise<TokenProvider> {
  const { InitiateOAuth = 'GETANDREFRESH' } = options
  const mode = permittedMode(InitiateOAuth, options, context.interaction)
  if (mode === 'OFF') return accessTokenScheme(options)
  return await userOf(options, context, mode === 'REFRESH' ? 'nobody' : 'device-code')
}

/** What `InitiateOAuth` says, or means when it is not set (P-AUTH-10). */
function initiateOAuth(
  options: ConnectionOptions,
  { isInteractive = isTerminal(), asking }: SignInInteraction,
): string {
  if (options.InitiateOAuth !== undefined) return options.InitiateOAuth
  if (options.OAuthAccessToken !== undefined) return 'OFF'
  return isInteractive || asking === 'anew' ? 'GETANDREFRESH' : 'REFRESH'
}

/** What is left of it under `asking`; throws where somebody is to be asked and may not be. */
function permittedMode(
  mode: string,
  { InitiateOAuth }: ConnectionOptions,
  { asking }: SignInInteraction,
): string {
  if (asking === 'never' && mode === 'GETANDREFRESH') return 'REFRESH'
  if (asking !== 'anew' || mode === 'GETANDREFRESH') return mode
  throw new DevopsqlError(
    InitiateOAuth === undefined
      ? 'nobody is asked to sign in where OAuthAccessToken is given'
      : `nobody is asked to sign in with InitiateOAuth=${mode}`,
    {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: `Leave out ${InitiateOAuth === undefined ? 'OAuthAccessToken' : 'InitiateOAuth'}, or set InitiateOAuth=GETANDREFRESH.`,
    },
  )
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
    isAnew: interaction.asking === 'anew',
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
