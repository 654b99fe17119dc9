/** A token as it goes into the `Authorization` header. */
export interface AccessToken {
  readonly scheme: 'Basic' | 'Bearer'
  /** What stands behind the scheme in the header. A secret. */
  readonly value: string
  /** Undefined: not known, or never. */
  readonly expiresAt: Date | undefined
  /** Which way of signing in gave it, in words: `Azure CLI`. */
  readonly source?: string | undefined
}

export interface GetTokenOptions {
  readonly signal?: AbortSignal | undefined
  /** A token that the service has just refused: it must not be given again. */
  readonly rejected?: AccessToken | undefined
  /**
   * What the service wants a new token to hold, as JSON text (continuous access evaluation): to be passed to the
   * identity service. No token that is kept has it.
   */
  readonly claims?: string | undefined
}

/** Where tokens come from. Asked before each request; `rejected` is a token that the service has just refused. */
export interface TokenProvider {
  getToken(options: GetTokenOptions): Promise<AccessToken>
}
