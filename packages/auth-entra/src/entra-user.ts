import type { HttpClient, SettingsStore, TokenProvider } from '@devopsql/auth'
import { type SignInPrompt, signInWithBrowser } from './browser-sign-in.ts'
import { codeIn } from './callback-answer.ts'
import { defaultClientId } from './client-id.ts'
import { type AzureCloud, authorityOf, defaultScopes } from './constants.ts'
import { signInWithDeviceCode } from './device-code-sign-in.ts'
import { discoverTenant } from './discover-tenant.ts'
import { fetchHttp } from './fetch-http.ts'
import { openBrowser } from './open-browser.ts'
import { type SignIn, userProvider } from './user-provider.ts'

/** An application registered with Microsoft Entra. */
export interface EntraApplication {
  /** Absent: `DEVOPSQL_OAUTH_CLIENT_ID`, then the one that was built in. */
  readonly clientId?: string | undefined
  /** Of a confidential client; absent for a public one. */
  readonly clientSecret?: string | undefined
  /** Id or domain. Absent: the one that the organization belongs to. */
  readonly tenant?: string | undefined
  readonly cloud?: AzureCloud | undefined
}

export interface EntraUserOptions extends EntraApplication {
  /** How a person is asked to sign in when nothing kept or given is of use. */
  readonly ask: 'browser' | 'device-code' | 'nobody'
  /** Asks for the first token, whatever is kept or given, so that another account can be chosen. */
  readonly isAnew?: boolean | undefined
  /** Where tokens are kept between connections. */
  readonly settings: SettingsStore
  /** Full scopes; everything that the application may do when absent. */
  readonly scopes?: readonly string[] | undefined
  /** Redirect URI of the application, `http://localhost:33333` when absent. */
  readonly callbackUrl?: string | undefined
  /** Code, or callback address with a code, of a sign-in elsewhere. It is redeemed once. */
  readonly verifier?: string | undefined
  readonly accessToken?: string | undefined
  readonly refreshToken?: string | undefined
  /** When `accessToken` expires, in milliseconds since 1970. */
  readonly expiresAt?: number | undefined
  /** `https://dev.azure.com/<organization>`: asked for the tenant where none is given. */
  readonly organizationUrl?: string | undefined
  /** How long a person may take, 300,000 milliseconds when absent. */
  readonly timeoutMs?: number | undefined
  /** The fetch of Node when absent. */
  readonly http?: HttpClient | undefined
  /** Gives whether a browser was started. */
  readonly openBrowser?: ((url: string) => Promise<boolean>) | undefined
  /** Tells the person what to do; on standard error when absent. */
  readonly show?: ((prompt: SignInPrompt) => void) | undefined
}

const defaultCallbackUrl = 'http://localhost:33333'

/** Signs in as a person and stays signed in (delegated permissions). */
export function entraUser(options: EntraUserOptions): TokenProvider {
  const { ask, clientId, tenant, cloud, http = fetchHttp, organizationUrl } = options
  const callbackUrl = options.callbackUrl ?? defaultCallbackUrl
  const { verifier } = options
  return userProvider({
    clientId,
    clientSecret: options.clientSecret,
    newClientId: defaultClientId,
    authority: tenant === undefined ? undefined : authorityOf(tenant, cloud),
    findAuthority: async (signal) =>
      authorityOf(await discoverTenant(http, organizationUrl, signal), cloud),
    scopes: options.scopes ?? defaultScopes,
    given: {
      ...(verifier !== undefined && {
        code: { value: codeIn(verifier, undefined), redirectUri: callbackUrl },
      }),
      accessToken: options.accessToken,
      refreshToken: options.refreshToken,
      expiresAt: options.expiresAt,
    },
    settings: options.settings,
    isAnew: options.isAnew,
    signIn: ask === 'nobody' ? undefined : signInBy(ask, { ...options, callbackUrl }),
    http,
    source: ask === 'device-code' ? 'device code' : 'Microsoft Entra account',
  })
}

/** A new sign-in of a person, asked in the way that the options say. */
export function signInBy(
  ask: 'browser' | 'device-code',
  options: Pick<EntraUserOptions, 'clientId' | 'isAnew' | 'timeoutMs' | 'openBrowser' | 'show'> & {
    readonly callbackUrl: string
  },
): SignIn {
  const { show = showOnStandardError, timeoutMs = 300_000 } = options
  if (ask === 'device-code') {
    return (application, exchange) =>
      signInWithDeviceCode(application, { show, timeoutMs }, exchange)
  }
  return (application, exchange) =>
    signInWithBrowser(
      application,
      {
        callbackUrl: options.callbackUrl,
        // An application of one's own may be registered for this very port only.
        anyPort: options.clientId === undefined,
        timeoutMs,
        // Without it the service signs in again whoever has a session there.
        prompt: options.isAnew === true ? 'select_account' : undefined,
        openBrowser: options.openBrowser ?? openBrowser,
        show,
      },
      exchange,
    )
}

function showOnStandardError(prompt: SignInPrompt): void {
  process.stderr.write(`${promptText(prompt)}\n`)
}

/** What a person is to do, in words. */
export function promptText(prompt: SignInPrompt): string {
  if (prompt.kind === 'device-code') return prompt.message
  const where = prompt.opened
    ? 'Sign in with the browser that has opened. If it has not, open this address on this machine:'
    : 'Open this address in a browser on this machine to sign in:'
  return `${where}\n${prompt.url}`
}
