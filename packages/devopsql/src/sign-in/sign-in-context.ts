import type { HttpClient, SettingsStore, TokenProvider } from '@devopsql/auth'
import type { SignInPrompt } from '@devopsql/auth-entra'
import type { ConnectionOptions } from '@devopsql/connection-string'

export type { SignInPrompt }

/** How a person can be asked to sign in. */
export interface SignInInteraction {
  /** Whether somebody is there. Absent: whether standard input and standard error are a terminal. */
  readonly isInteractive?: boolean
  /** Tells what to do: open an address, type a code. Absent: on standard error. */
  readonly show?: (prompt: SignInPrompt) => void
  /** Opens an address; gives whether a browser was started. Absent: the browser of the system. */
  readonly openBrowser?: (url: string) => Promise<boolean>
  /** How long a person may take, 300,000 milliseconds when absent. */
  readonly timeoutMs?: number
  /**
   * `never`: nobody is asked, whatever `InitiateOAuth` says. `anew`: somebody is asked before anything kept or given is
   * used, once; an error where `InitiateOAuth` rules that out. With either, `ConnectOnOpen` checks nothing. Absent: as
   * `InitiateOAuth` says.
   */
  readonly asking?: 'never' | 'anew'
  /** Asks by device code where `AuthScheme=AzureAD` would open a browser. */
  readonly byDeviceCode?: boolean
}

/** What a way of signing in may use of its connection. */
export interface SignInContext {
  /** Plain HTTP through the proxy and with the certificates of the connection. */
  readonly http: HttpClient
  /** What is kept at `OAuthSettingsLocation`. */
  readonly settings: SettingsStore
  readonly interaction: SignInInteraction
}

/** Makes the tokens of a scheme. `properties` holds every connection property, secrets included. */
export type AuthSchemeFactory = (
  properties: ConnectionOptions,
  context: SignInContext,
) => TokenProvider | Promise<TokenProvider>

/** Ways of signing in by the name that `AuthScheme` gives them. */
export type AuthSchemes = Readonly<Record<string, AuthSchemeFactory>>
