import { createHash } from 'node:crypto'
import type { AccessToken } from '@devopsql/auth'

/**
 * Tells identities apart without a secret in it. Bearer tokens change every hour while the account that the service
 * counts for stays: it is in their claims.
 */
export function identityOf(token: AccessToken): string {
  const account = token.scheme === 'Bearer' ? accountIn(token.value) : undefined
  return account ?? createHash('sha256').update(`${token.scheme} ${token.value}`).digest('hex')
}

function accountIn(jwt: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
    if (typeof claims !== 'object' || claims === null) return undefined
    if ('oid' in claims && typeof claims.oid === 'string') return claims.oid
    return 'sub' in claims && typeof claims.sub === 'string' ? claims.sub : undefined
  } catch {
    return undefined
  }
}
