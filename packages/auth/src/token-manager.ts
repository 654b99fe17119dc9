import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { createSharedFlight } from './shared-flight.ts'
import type { AccessToken, GetTokenOptions, TokenProvider } from './token-provider.ts'

export interface TokenManagerOptions {
  /** Milliseconds since 1970; `Date.now` when absent. */
  readonly now?: () => number
}

const refreshAheadMs = 5 * 60_000

/**
 * Wraps a provider so that it is asked seldom and never twice at once. Tokens are kept until five minutes before they
 * expire; one that the service has refused is never handed out again.
 */
export function tokenManager(
  provider: TokenProvider,
  { now = Date.now }: TokenManagerOptions = {},
): TokenProvider {
  const refused = new Set<string>()
  let lastRefused: AccessToken | undefined
  let wantedClaims: string | undefined
  let kept: { readonly token: AccessToken; readonly refreshAt: number } | undefined

  const refuse = (token: AccessToken): void => {
    refused.add(headerValue(token))
    lastRefused = token
    if (kept !== undefined && headerValue(kept.token) === headerValue(token)) kept = undefined
  }
  const isKept = (token: AccessToken | undefined): boolean =>
    token === undefined || (kept !== undefined && headerValue(kept.token) === headerValue(token))
  const fetchToken = async (signal: AbortSignal): Promise<AccessToken> => {
    for (;;) {
      const told = lastRefused
      const claims = wantedClaims
      const token = await provider.getToken({
        signal,
        ...(told !== undefined && { rejected: told }),
        ...(claims !== undefined && { claims }),
      })
      checkToken(token)
      if (!refused.has(headerValue(token))) {
        if (wantedClaims === claims) wantedClaims = undefined
        kept = { token, refreshAt: refreshTime(token, now()) }
        return token
      }
      // The service may have refused this token while the provider was fetching it: then ask once more.
      if (told === lastRefused) throw sameAgain()
    }
  }
  const flight = createSharedFlight(fetchToken)

  return {
    getToken: async ({ signal, rejected, claims }: GetTokenOptions) => {
      signal?.throwIfAborted()
      // Who reports a token that was replaced meanwhile has reported claims of its time too.
      if (claims !== undefined && isKept(rejected)) wantedClaims = claims
      if (rejected) refuse(rejected)
      if (kept && now() < kept.refreshAt) return kept.token
      try {
        return await flight.join(signal)
      } catch (error) {
        signal?.throwIfAborted()
        // A failed early refresh is no reason to stop: the token is good until it expires.
        if (kept && isUsable(kept.token, now())) return kept.token
        throw isDevopsqlError(error) ? error : providerFailed(error)
      }
    },
  }
}

function headerValue({ scheme, value }: AccessToken): string {
  return `${scheme} ${value}`
}

/** Five minutes before the end, or half of the life of a token that lives for less than ten. */
function refreshTime({ expiresAt }: AccessToken, fetchedAt: number): number {
  if (expiresAt === undefined) return Number.POSITIVE_INFINITY
  const end = expiresAt.getTime()
  return Math.max(end - refreshAheadMs, fetchedAt + (end - fetchedAt) / 2)
}

function isUsable({ expiresAt }: AccessToken, now: number): boolean {
  return expiresAt === undefined || now < expiresAt.getTime()
}

function checkToken({ value }: AccessToken): void {
  // Anything else would break the header, or hide a failure of the provider behind a refusal of the service.
  if (/^[\x21-\x7e]+$/.test(value)) return
  throw new DevopsqlError('the token provider gave an empty or malformed token', {
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'A token is printable ASCII without spaces: check what the provider returns as value.',
  })
}

function sameAgain(): DevopsqlError {
  return new DevopsqlError('the token was refused and the token provider has no other', {
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'Sign in again, or let the provider fetch a new token when it is told of a rejected one.',
  })
}

function providerFailed(cause: unknown): DevopsqlError {
  return new DevopsqlError('the token provider failed', {
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'The cause of this error says what the provider met.',
    cause,
  })
}
