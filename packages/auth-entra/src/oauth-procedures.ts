import { randomBytes } from 'node:crypto'
import type { HttpClient } from '@devopsql/auth'
import { authorizationUrl, pkceCodes } from './authorization-url.ts'
import type { SignInPrompt } from './browser-sign-in.ts'
import { codeIn } from './callback-answer.ts'
import { type ClientApplication, shownError, type TokenSet } from './client-application.ts'
import { defaultClientId } from './client-id.ts'
import { authorityOf, defaultScopes } from './constants.ts'
import { type EntraApplication, signInBy } from './entra-user.ts'
import { fetchHttp } from './fetch-http.ts'
import { redeemCode, redeemRefreshToken } from './token-exchange.ts'

export interface AuthorizationUrlRequest {
  readonly callbackUrl: string
  readonly scopes?: readonly string[] | undefined
  /** Chosen at random when absent. */
  readonly state?: string | undefined
  readonly prompt?: string | undefined
  /** Make a PKCE verifier, which the exchange of the code then needs. */
  readonly pkce?: boolean | undefined
}

export interface AuthorizationUrlAnswer {
  readonly url: string
  readonly state: string
  readonly pkceVerifier: string | undefined
}

export interface AccessTokenRequest {
  /** The code, or the whole address that the browser went to. */
  readonly verifier: string
  /** The same as in the authorization URL. */
  readonly callbackUrl: string
  readonly scopes?: readonly string[] | undefined
  /** The state that an address has to hold. */
  readonly state?: string | undefined
  readonly pkceVerifier?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface RefreshRequest {
  readonly refreshToken: string
  readonly scopes?: readonly string[] | undefined
  readonly signal?: AbortSignal | undefined
}

export interface SignInRequest {
  readonly callbackUrl: string
  readonly scopes?: readonly string[] | undefined
  readonly signal?: AbortSignal | undefined
  /** How long a person may take, 300,000 milliseconds when absent. */
  readonly timeoutMs?: number | undefined
  readonly openBrowser?: ((url: string) => Promise<boolean>) | undefined
  readonly show?: ((prompt: SignInPrompt) => void) | undefined
}

/** Tokens for a program that keeps them itself. */
export interface OAuthTokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** Seconds. */
  readonly expiresIn: number
}

/** The steps of the authorization code grant, one by one, for web applications and machines without a browser. */
export interface OAuthProcedures {
  authorizationUrl(request: AuthorizationUrlRequest): Promise<AuthorizationUrlAnswer>
  accessToken(request: AccessTokenRequest): Promise<OAuthTokens>
  /** All steps in one, with the browser of this machine. */
  signIn(request: SignInRequest): Promise<OAuthTokens>
  refresh(request: RefreshRequest): Promise<OAuthTokens>
  /** Where an administrator consents for a whole tenant. */
  adminConsentUrl(request: {
    readonly callbackUrl: string
    readonly state?: string | undefined
    readonly scopes?: readonly string[] | undefined
  }): string
}

/** The steps for one application. Nothing is kept between them. */
export function oauthProcedures(
  options: EntraApplication & { readonly http?: HttpClient | undefined },
): OAuthProcedures {
  const { clientSecret, tenant, cloud, http = fetchHttp } = options
  const authority = authorityOf(tenant, cloud)
  const application = (): ClientApplication => ({
    clientId: options.clientId ?? defaultClientId(),
    clientSecret,
    authority,
    http,
  })
  return {
    authorizationUrl: async ({ callbackUrl, scopes = defaultScopes, prompt, pkce, ...request }) => {
      const state = request.state ?? randomBytes(24).toString('base64url')
      const codes = pkce === true ? await pkceCodes() : undefined
      const url = await authorizationUrl(application(), {
        scopes,
        redirectUri: callbackUrl,
        state,
        prompt,
        codeChallenge: codes?.challenge,
      })
      return { url, state, pkceVerifier: codes?.verifier }
    },
    accessToken: async ({ verifier, callbackUrl, scopes = defaultScopes, ...request }) =>
      await tokensOf(
        redeemCode(application(), {
          code: codeIn(verifier, request.state),
          redirectUri: callbackUrl,
          codeVerifier: request.pkceVerifier,
          scopes,
          signal: request.signal,
        }),
      ),
    signIn: async ({ scopes = defaultScopes, signal, ...request }) =>
      await tokensOf(
        signInBy('browser', { ...request, clientId: options.clientId })(application(), {
          scopes,
          signal,
        }),
      ),
    refresh: async ({ refreshToken, scopes = defaultScopes, signal }) =>
      await tokensOf(redeemRefreshToken(application(), { refreshToken, scopes, signal })),
    adminConsentUrl: ({ callbackUrl, state, scopes = defaultScopes }) => {
      const url = new URL(`${authority}/v2.0/adminconsent`)
      url.searchParams.set('client_id', application().clientId)
      url.searchParams.set('redirect_uri', callbackUrl)
      url.searchParams.set('scope', scopes.join(' '))
      if (state !== undefined) url.searchParams.set('state', state)
      return url.href
    },
  }
}

async function tokensOf(exchange: Promise<TokenSet>): Promise<OAuthTokens> {
  try {
    const { accessToken, refreshToken, expiresAt } = await exchange
    const expiresIn = Math.max(0, Math.round((expiresAt - Date.now()) / 1000))
    return { accessToken, refreshToken, expiresIn }
  } catch (error) {
    throw shownError(error)
  }
}
