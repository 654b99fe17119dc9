import { type AccessToken, tokenPayload } from '@devopsql/auth'

/** What a token of Microsoft Entra says of itself; undefined is what it doesn't say. */
export interface TokenClaims {
  /** The name that the account signs in with. */
  readonly account: string | undefined
  readonly name: string | undefined
  readonly tenant: string | undefined
  readonly objectId: string | undefined
  readonly applicationId: string | undefined
  /** Delegated permissions, or the roles of an application. */
  readonly scopes: readonly string[] | undefined
  readonly expiresAt: Date | undefined
}

/** Reads the claims of a token that is a JSON web token. Nothing is verified: whoever accepts the token does that. */
export function claimsOf({ scheme, value }: AccessToken): TokenClaims {
  const claims = scheme === 'Bearer' ? tokenPayload(value) : {}
  const text = (...names: readonly string[]): string | undefined =>
    names.map((name) => claims[name]).find((claim) => typeof claim === 'string' && claim !== '') as
      | string
      | undefined
  return {
    account: text('upn', 'preferred_username', 'unique_name'),
    name: text('name', 'app_displayname'),
    tenant: text('tid'),
    objectId: text('oid'),
    applicationId: text('appid', 'azp'),
    scopes: text('scp', 'scope')?.split(' ') ?? rolesIn(claims['roles']),
    expiresAt: dateIn(claims['exp']),
  }
}

function rolesIn(claim: unknown): readonly string[] | undefined {
  if (!Array.isArray(claim)) return undefined
  return claim.filter((role) => typeof role === 'string')
}

function dateIn(seconds: unknown): Date | undefined {
  if (typeof seconds !== 'number') return undefined
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? undefined : date
}
