import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import { isSignInUnavailable, signInUnavailable } from './sign-in-unavailable.ts'
import type { AccessToken, GetTokenOptions, TokenProvider } from './token-provider.ts'

export interface ChainLink {
  /** In words, for messages and as the `source` of its tokens: `Azure CLI`. */
  readonly name: string
  readonly provider: TokenProvider
}

interface Skipped {
  readonly link: ChainLink
  readonly error: DevopsqlError
}

/**
 * Asks the links in their order. One whose way of signing in is not there (`signInUnavailable`) is passed over; the first
 * other answer counts, be it a token or an error. Who gave a token once is asked alone from then on, so that a connection
 * stays with one identity.
 */
export function chainedTokenProvider(links: readonly ChainLink[]): TokenProvider {
  let chosen: ChainLink | undefined

  const walk = async (options: GetTokenOptions): Promise<AccessToken> => {
    const skipped: Skipped[] = []
    for (const link of links) {
      try {
        const token = await link.provider.getToken(options)
        chosen ??= link
        return from(link, token)
      } catch (error) {
        options.signal?.throwIfAborted()
        if (!isSignInUnavailable(error)) throw linkFailed(link, error, skipped)
        skipped.push({ link, error })
      }
    }
    throw noneAvailable(skipped)
  }
  return {
    getToken: async (options) => {
      options.signal?.throwIfAborted()
      return chosen === undefined ? await walk(options) : await ask(chosen, options)
    },
  }
}

async function ask(link: ChainLink, options: GetTokenOptions): Promise<AccessToken> {
  try {
    return from(link, await link.provider.getToken(options))
  } catch (error) {
    options.signal?.throwIfAborted()
    throw linkFailed(link, error, [])
  }
}

function from({ name }: ChainLink, token: AccessToken): AccessToken {
  return { ...token, source: name }
}

/** An error that says by its code what happened keeps it: a network that is down is not a failed sign-in. */
function linkFailed(
  { name }: ChainLink,
  error: unknown,
  skipped: readonly Skipped[],
): DevopsqlError {
  if (!isDevopsqlError(error)) {
    return new DevopsqlError(`signing in by ${name} failed`, {
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      hint: 'The cause of this error says what the token provider met.',
      detail: skipped.length === 0 ? undefined : listOf(skipped),
      cause: error,
    })
  }
  const details = [error.detail, skipped.length === 0 ? undefined : listOf(skipped)]
  return new DevopsqlError(`signing in by ${name} failed: ${error.message}`, {
    code: error.code,
    hint: error.hint,
    detail: details.filter((text) => text !== undefined).join('; ') || undefined,
    cause: error,
  })
}

function noneAvailable(skipped: readonly Skipped[]): DevopsqlError {
  return signInUnavailable('no way of signing in is available here', {
    hint: skipped.at(-1)?.error.hint ?? 'The chain of token providers is empty.',
    detail: skipped.length === 0 ? undefined : listOf(skipped),
  })
}

function listOf(skipped: readonly Skipped[]): string {
  return skipped.map(({ link, error }) => `${link.name}: ${error.message}`).join('; ')
}
