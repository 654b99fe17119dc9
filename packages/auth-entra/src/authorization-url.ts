import { CryptoProvider, PublicClientApplication, ResponseMode } from '@azure/msal-node'
import { type ClientApplication, configurationOf } from './client-application.ts'
import { identityNetwork } from './identity-network.ts'

export interface AuthorizationUrlOptions {
  readonly scopes: readonly string[]
  readonly redirectUri: string
  readonly state: string
  /** `login`, `select_account`, `consent`, `admin_consent`, `none`. */
  readonly prompt?: string | undefined
  /** SHA-256 challenge of PKCE. */
  readonly codeChallenge?: string | undefined
  readonly claims?: string | undefined
}

/** The address at which a person signs in (OAuth 2.0 authorization endpoint of the Microsoft identity platform). */
export async function authorizationUrl(
  { clientId, authority, http }: Omit<ClientApplication, 'clientSecret'>,
  { scopes, redirectUri, state, prompt, codeChallenge, claims }: AuthorizationUrlOptions,
): Promise<string> {
  const network = identityNetwork({ http })
  const application = new PublicClientApplication(configurationOf({ clientId, authority }, network))
  return await application.getAuthCodeUrl({
    scopes: [...scopes],
    redirectUri,
    state,
    // A person without a listener reads the code off the address bar.
    responseMode: ResponseMode.QUERY,
    ...(prompt !== undefined && { prompt }),
    ...(codeChallenge !== undefined && { codeChallenge, codeChallengeMethod: 'S256' }),
    ...(claims !== undefined && { claims }),
  })
}

/** A verifier and its challenge (RFC 7636). */
export async function pkceCodes(): Promise<{
  readonly verifier: string
  readonly challenge: string
}> {
  return await new CryptoProvider().generatePkceCodes()
}
