import {
  type AuthenticationResult,
  ConfidentialClientApplication,
  type Configuration,
  PublicClientApplication,
} from '@azure/msal-node'
import type { HttpClient } from '@devopsql/auth'
import type { DevopsqlError } from '@devopsql/errors'
import { type IdentityNetwork, identityNetwork } from './identity-network.ts'
import { isInvalidGrant, signInError, wantedClaims } from './sign-in-error.ts'

/** An application registered with Microsoft Entra, and how it is reached. */
export interface ClientApplication {
  readonly clientId: string
  /** Of a confidential client; absent for a public one. */
  readonly clientSecret?: string | undefined
  /** `https://login.microsoftonline.com/<tenant>`. */
  readonly authority: string
  readonly http: HttpClient
}

/** What a sign-in gives. */
export interface TokenSet {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  /** The name that the account signs in with. */
  readonly account: string | undefined
}

type Application = PublicClientApplication | ConfidentialClientApplication

/** Thrown inside only, so that another token may be tried. */
export class InvalidGrant extends Error {
  override readonly name = 'InvalidGrant'
  /** The error to show. */
  readonly shown: DevopsqlError
  /** What a new sign-in has to prove, as JSON text, where the service said so. */
  readonly claims: string | undefined

  constructor(shown: DevopsqlError, claims: string | undefined) {
    super('', { cause: shown })
    this.shown = shown
    this.claims = claims
  }
}

/** The error to show where there is no other token to try. */
export function shownError(error: unknown): unknown {
  return error instanceof InvalidGrant ? error.shown : error
}

/**
 * Runs one exchange with the identity service. A new MSAL application each time: what is kept is in our store, which
 * other processes share. Throws `InvalidGrant` for a code or token that is of no use.
 */
export async function exchange(
  { clientId, clientSecret, authority, http }: ClientApplication,
  signal: AbortSignal | undefined,
  action: (application: Application) => Promise<AuthenticationResult | null>,
): Promise<TokenSet> {
  const network = identityNetwork({ http, signal })
  const configuration = configurationOf(
    { clientId, authority, ...(clientSecret !== undefined && { clientSecret }) },
    network,
  )
  try {
    const application =
      clientSecret === undefined
        ? new PublicClientApplication(configuration)
        : new ConfidentialClientApplication(configuration)
    return tokenSetOf(await action(application), network)
  } catch (error) {
    signal?.throwIfAborted()
    const shown = signInError(error, network)
    throw isInvalidGrant(error) ? new InvalidGrant(shown, wantedClaims(error)) : shown
  }
}

/** MSAL's settings for an application: no logs, since they may hold what is secret. */
export function configurationOf(
  auth: Configuration['auth'],
  network: IdentityNetwork,
): Configuration {
  return {
    // The REST client answers claims challenges, so longer tokens that may be challenged are welcome.
    auth: { ...auth, clientCapabilities: ['CP1'] },
    system: { networkClient: network },
  }
}

/** Tokens of a result that MSAL says is there. */
function tokenSetOf(result: AuthenticationResult | null, network: IdentityNetwork): TokenSet {
  if (result === null || result.accessToken === '') {
    throw new Error('the identity service answered without an access token')
  }
  return {
    accessToken: result.accessToken,
    refreshToken: network.refreshToken(),
    expiresAt: result.expiresOn?.getTime() ?? Date.now() + 3_600_000,
    account: result.account?.username,
  }
}
