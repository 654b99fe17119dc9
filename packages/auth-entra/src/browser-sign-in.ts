import { randomBytes } from 'node:crypto'
import { authorizationUrl, pkceCodes } from './authorization-url.ts'
import type { ClientApplication, TokenSet } from './client-application.ts'
import { listenForCode } from './loopback.ts'
import { type ExchangeOptions, redeemCode } from './token-exchange.ts'

/** What a person is to do. */
export type SignInPrompt =
  | {
      readonly kind: 'browser'
      readonly url: string
      /** Whether a browser was started with it. */
      readonly opened: boolean
    }
  | {
      readonly kind: 'device-code'
      /** The identity service's own words, with address and code. */
      readonly message: string
      readonly url: string
      readonly userCode: string
    }

export interface BrowserSignInOptions {
  readonly callbackUrl: string
  /** Take another port when that of `callbackUrl` is busy. */
  readonly anyPort: boolean
  /** How long to wait for the person. */
  readonly timeoutMs: number
  /** `select_account`: shows the accounts to choose from. */
  readonly prompt?: string | undefined
  readonly openBrowser: (url: string) => Promise<boolean>
  readonly show: (prompt: SignInPrompt) => void
}

/** Signs a person in with the browser of this machine (authorization code grant with PKCE, RFC 8252). */
export async function signInWithBrowser(
  application: ClientApplication,
  { callbackUrl, anyPort, timeoutMs, prompt, openBrowser, show }: BrowserSignInOptions,
  options: ExchangeOptions,
): Promise<TokenSet> {
  const { scopes, claims, signal } = options
  const state = randomBytes(24).toString('base64url')
  const { verifier, challenge } = await pkceCodes()
  const loopback = await listenForCode({ callbackUrl, anyPort, timeoutMs, state, signal })
  try {
    const { redirectUri } = loopback
    const url = await authorizationUrl(application, {
      scopes,
      redirectUri,
      state,
      prompt,
      codeChallenge: challenge,
      claims,
    })
    show({ kind: 'browser', url, opened: await openBrowser(url) })
    const code = await loopback.code
    return await redeemCode(application, { ...options, code, redirectUri, codeVerifier: verifier })
  } finally {
    await loopback.close()
  }
}
