import type { TokenProvider } from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'
import type { RequestContext, RestClient } from '@devopsql/rest'
import { claimsOf } from './token-claims.ts'

/** Who is signed in. Undefined is what neither the token nor the organization tells. */
export interface SignedIn {
  /** `AuthScheme`; undefined for a token provider of your own. */
  readonly scheme: string | undefined
  /** Which way of signing in gave the token, in words: `Azure CLI`. */
  readonly source: string | undefined
  /** Name of the organization, or `URL` where only that is set. */
  readonly organization: string | undefined
  /** The name that the account signs in with. */
  readonly account: string | undefined
  readonly displayName: string | undefined
  /** Of the identity in the organization. */
  readonly id: string
  /** Of Microsoft Entra. */
  readonly tenant: string | undefined
  /** Of the account or service principal in its tenant. */
  readonly objectId: string | undefined
  /** The client id that the token was issued to. */
  readonly applicationId: string | undefined
  /** Permissions that the token names; those of a personal access token can't be asked for. */
  readonly scopes: readonly string[] | undefined
  /** When the access token ends. */
  readonly expiresAt: Date | undefined
}

export interface WhoAmIOptions {
  readonly client: Pick<RestClient, 'send'>
  readonly tokenProvider: TokenProvider
  readonly scheme: string | undefined
  readonly organization: string | undefined
}

/** Asks the organization who the token is of, which proves that it accepts the token, and reads what the token says. */
export async function whoAmI(
  { client, tokenProvider, scheme, organization }: WhoAmIOptions,
  context: RequestContext,
): Promise<SignedIn> {
  const path = '_apis/connectionData'
  const { body } = await client.send(
    { service: 'core', method: 'GET', template: path, path, apiVersion: '7.1-preview.1' },
    context,
  )
  const user = authenticatedUser(body)
  // After the request: the service may have refused an earlier one.
  const token = await tokenProvider.getToken({ signal: context.signal })
  const claims = claimsOf(token)
  return {
    scheme,
    source: token.source,
    organization,
    account: claims.account ?? user.account,
    displayName: user.displayName ?? claims.name,
    id: user.id,
    tenant: claims.tenant,
    objectId: claims.objectId,
    applicationId: claims.applicationId,
    scopes: claims.scopes,
    expiresAt: token.expiresAt ?? claims.expiresAt,
  }
}

interface AuthenticatedUser {
  readonly id: string
  readonly displayName: string | undefined
  readonly account: string | undefined
}

// An organization with public projects answers everybody: this is who nobody is to it.
const anonymous = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa'

/** `authenticatedUser` of the answer: `{ id, providerDisplayName, properties: { Account: { $value } } }`. */
function authenticatedUser(body: unknown): AuthenticatedUser {
  const user = member(body, 'authenticatedUser')
  const id = text(member(user, 'id'))
  if (id === undefined) {
    throw new DevopsqlError('the answer to _apis/connectionData names no identity', {
      code: 'DEVOPSQL_INVALID_RESPONSE',
      hint: 'Check Organization and URL: something else than Azure DevOps may have answered.',
    })
  }
  if (id === anonymous) {
    throw new DevopsqlError('the organization takes the request for that of an anonymous visitor', {
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      hint: 'Sign in with an account or token of this organization.',
    })
  }
  const account = member(member(member(user, 'properties'), 'Account'), '$value')
  return {
    id,
    displayName:
      text(member(user, 'customDisplayName')) ?? text(member(user, 'providerDisplayName')),
    account: text(account),
  }
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
