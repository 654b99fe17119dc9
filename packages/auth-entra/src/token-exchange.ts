import { type ClientApplication, exchange, type TokenSet } from './client-application.ts'

/** What every exchange with the identity service takes. */
export interface ExchangeOptions {
  readonly scopes: readonly string[]
  /** Claims that the service has asked for, as JSON text. */
  readonly claims?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface CodeExchange extends ExchangeOptions {
  readonly code: string
  /** The same as in the authorization URL. */
  readonly redirectUri: string
  /** Of PKCE, where the URL was made with a challenge. */
  readonly codeVerifier?: string | undefined
}

/** Redeems a code (OAuth 2.0 authorization code grant). It works once. */
export async function redeemCode(
  application: ClientApplication,
  { code, redirectUri, codeVerifier, ...options }: CodeExchange,
): Promise<TokenSet> {
  return await exchange(application, options.signal, (client) =>
    client.acquireTokenByCode({
      ...requestOf(options),
      code,
      redirectUri,
      ...(codeVerifier !== undefined && { codeVerifier }),
    }),
  )
}

/**
 * New tokens for a refresh token. The refresh token of the result is the one to keep: the service may have replaced
 * it.
 */
export async function redeemRefreshToken(
  application: ClientApplication,
  { refreshToken, ...options }: ExchangeOptions & { readonly refreshToken: string },
): Promise<TokenSet> {
  const tokens = await exchange(application, options.signal, (client) =>
    // Without forceCache MSAL throws away the refresh token that replaces this one.
    client.acquireTokenByRefreshToken({ ...requestOf(options), refreshToken, forceCache: true }),
  )
  return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken }
}

function requestOf({ scopes, claims }: ExchangeOptions): { scopes: string[]; claims?: string } {
  return { scopes: [...scopes], ...(claims !== undefined && { claims }) }
}
