import { ConfidentialClientApplication, type Configuration } from '@azure/msal-node'
import type { AccessToken, GetTokenOptions, HttpClient, TokenProvider } from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'
import { configurationOf } from '../client-application.ts'
import { type AzureCloud, defaultScopes } from '../constants.ts'
import { variable } from '../environment.ts'
import { fetchHttp } from '../fetch-http.ts'
import { identityNetwork } from '../identity-network.ts'
import { signInError } from '../sign-in-error.ts'
import { applicationAuthority } from './application-authority.ts'
import { type ClientCertificate, loadClientCertificate } from './client-certificate.ts'

/** What an application proves its identity by. */
export type ServicePrincipalCredential =
  | { readonly secret: string }
  | { readonly certificate: ClientCertificate }
  /** Gives the token of another identity provider that the application trusts; called for each sign-in. */
  | { readonly assertion: (options: { readonly signal?: AbortSignal }) => Promise<string> }

export interface ServicePrincipalOptions {
  /** `AZURE_CLIENT_ID` when absent. */
  readonly clientId?: string | undefined
  /** Id or domain. Absent: `AZURE_TENANT_ID`, then the one that the organization belongs to. */
  readonly tenant?: string | undefined
  /** Absent: that of `AZURE_AUTHORITY_HOST`, then the public one. */
  readonly cloud?: AzureCloud | undefined
  readonly credential: ServicePrincipalCredential
  /** `https://dev.azure.com/<organization>`: asked for the tenant where none is given. */
  readonly organizationUrl?: string | undefined
  /** The fetch of Node when absent. */
  readonly http?: HttpClient | undefined
}

/**
 * Signs in as an application, without a person (application permissions). Keeps nothing: each call is a sign-in of its own,
 * so a refused token never comes back.
 */
export function servicePrincipal(options: ServicePrincipalOptions): TokenProvider {
  return applicationProvider(options, 'service principal')
}

/** The same, with the words that say where its tokens are from. */
export function applicationProvider(
  { clientId, credential, http = fetchHttp, ...place }: ServicePrincipalOptions,
  source: string,
): TokenProvider {
  return {
    getToken: async (request) => {
      request.signal?.throwIfAborted()
      const id = clientId ?? variable('AZURE_CLIENT_ID')
      if (id === undefined) throw clientIdMissing()
      const auth = await authOf(credential, request.signal)
      const authority = await applicationAuthority({ ...place, http }, request.signal)
      const known = authority.trustedHost === undefined ? [] : [authority.trustedHost]
      const token = await signIn(
        { clientId: id, authority: authority.address, knownAuthorities: known, ...auth },
        http,
        request,
      )
      return { ...token, source }
    },
  }
}

async function authOf(
  credential: ServicePrincipalCredential,
  signal: AbortSignal | undefined,
): Promise<Partial<Configuration['auth']>> {
  if ('secret' in credential) return { clientSecret: credential.secret }
  if ('certificate' in credential) {
    return { clientCertificate: await loadClientCertificate(credential.certificate) }
  }
  const clientAssertion = await credential.assertion(signal === undefined ? {} : { signal })
  return { clientAssertion }
}

/** A new MSAL application each time: the one before would give its token again. */
async function signIn(
  auth: Configuration['auth'],
  http: HttpClient,
  { signal, claims }: GetTokenOptions,
): Promise<AccessToken> {
  signal?.throwIfAborted()
  const network = identityNetwork({ http, signal })
  try {
    const application = new ConfidentialClientApplication(configurationOf(auth, network))
    const result = await application.acquireTokenByClientCredential({
      scopes: [...defaultScopes],
      ...(claims !== undefined && { claims }),
    })
    if (result === null || result.accessToken === '') {
      throw new Error('the identity service answered without an access token')
    }
    return {
      scheme: 'Bearer',
      value: result.accessToken,
      expiresAt: result.expiresOn ?? undefined,
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw signInError(error, network)
  }
}

function clientIdMissing(): DevopsqlError {
  return new DevopsqlError('no application is named that could sign in', {
    code: 'DEVOPSQL_MISSING_PROPERTY',
    hint: 'Set OAuthClientId, or AZURE_CLIENT_ID in the environment, to the client id of the application.',
  })
}
