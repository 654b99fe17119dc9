import { openSettings, type SettingsStore, type TokenProvider, tokenManager } from '@devopsql/auth'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { DevopsqlError } from '@devopsql/errors'
import { createHttpClient, type Log } from '@devopsql/rest'
import { httpOptionsOf } from '../rest-options.ts'
import { accessTokenScheme, systemAccessTokenScheme } from './access-token-schemes.ts'
import {
  azureCliScheme,
  azureDefaultScheme,
  managedIdentityScheme,
  servicePrincipalCertScheme,
  servicePrincipalScheme,
  workloadIdentityScheme,
} from './application-schemes.ts'
import { basicScheme } from './basic-scheme.ts'
import { azureADScheme, deviceCodeScheme } from './entra-user-schemes.ts'
import { keepsSignIn } from './keeps-sign-in.ts'
import { settingsPlaceOf } from './settings-place.ts'
import type { AuthSchemes, SignInContext, SignInInteraction } from './sign-in-context.ts'

/** How a connection signs in. */
export interface SignIn {
  readonly tokenProvider: TokenProvider
  /** `AuthScheme`; undefined for a token provider of the caller. */
  readonly scheme: string | undefined
  /** Where the sign-in is kept; undefined for a scheme that keeps none. */
  readonly kept: SettingsStore | undefined
  readonly context: SignInContext
  close(): Promise<void>
}

export interface SignInOptions {
  readonly tokenProvider?: TokenProvider | undefined
  readonly authSchemes: AuthSchemes
  readonly interaction: SignInInteraction
  readonly log: Log | undefined
}

/** Every scheme of `AuthScheme`. What needs MSAL loads it when the first token is asked for. */
const schemes: AuthSchemes = {
  Basic: basicScheme,
  AzureAD: azureADScheme,
  AzureADDeviceCode: deviceCodeScheme,
  AzureServicePrincipal: servicePrincipalScheme,
  AzureServicePrincipalCert: servicePrincipalCertScheme,
  AzureMSI: managedIdentityScheme,
  AzureWorkloadIdentity: workloadIdentityScheme,
  AzureCLI: azureCliScheme,
  AzureDefault: azureDefaultScheme,
  OAuthAccessToken: accessTokenScheme,
  SystemAccessToken: systemAccessTokenScheme,
}

/** The sign-in that the properties describe. Sends nothing and reads no file until the first token is asked for. */
export function createSignIn(options: ConnectionOptions, own: SignInOptions): SignIn {
  checkDeviceCode(options, own)
  const http = createHttpClient({ ...httpOptionsOf(options), log: own.log })
  const settings = settingsOf(options)
  const context: SignInContext = {
    http: http.send,
    get settings() {
      return settings()
    },
    interaction: own.interaction,
  }
  const bringsTokens = own.tokenProvider !== undefined
  const isKept = !bringsTokens && keepsSignIn(options, Object.keys(own.authSchemes))
  return {
    tokenProvider: tokenManager(own.tokenProvider ?? providerOf(options, own, context)),
    scheme: bringsTokens ? undefined : (options.AuthScheme ?? 'Basic'),
    get kept() {
      return isKept ? settings() : undefined
    },
    context,
    close: () => http.close(),
  }
}

function checkDeviceCode({ AuthScheme = 'Basic' }: ConnectionOptions, own: SignInOptions): void {
  if (own.interaction.byDeviceCode !== true || AuthScheme.startsWith('AzureAD')) return
  throw new DevopsqlError(`nobody is asked to sign in with AuthScheme=${AuthScheme}`, {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: 'Set AuthScheme=AzureADDeviceCode to sign in by device code.',
  })
}

function providerOf(
  options: ConnectionOptions,
  { authSchemes }: SignInOptions,
  context: SignInContext,
): TokenProvider {
  const { AuthScheme = 'Basic' } = options
  const make = { ...schemes, ...authSchemes }[AuthScheme] ?? basicScheme
  return madeOnce(() => make(options, context))
}

/** A provider that is made when the first token is asked for; a failure is forgotten, so that the next caller tries. */
function madeOnce(make: () => TokenProvider | Promise<TokenProvider>): TokenProvider {
  let made: Promise<TokenProvider> | undefined
  const provider = async (): Promise<TokenProvider> => {
    made ??= Promise.resolve().then(make)
    try {
      return await made
    } catch (error) {
      made = undefined
      throw error
    }
  }
  return { getToken: async (request) => await (await provider()).getToken(request) }
}

/** What is kept of the sign-in, opened when it is first asked for. */
function settingsOf(options: ConnectionOptions): () => SettingsStore {
  let store: SettingsStore | undefined
  return () => {
    store ??= openSettings(settingsPlaceOf(options))
    return store
  }
}
