import { createHash } from 'node:crypto'
import type { AccessToken } from '@devopsql/auth'
import { createRateBudget, type RateBudget } from './rate-budget.ts'

const budgets = new Map<string, RateBudget>()

/** The budget that this identity has with this organization, one in the process however many clients there are. */
export function rateBudgetOf(organizationUrl: string, token: AccessToken): RateBudget {
  const key = `${organizationUrl.toLowerCase()} ${identityOf(token)}`
  const known = budgets.get(key)
  if (known !== undefined) return known
  const created = createRateBudget()
  budgets.set(key, created)
  return created
}

// Bearer tokens change every hour while the account that the service counts for stays: it is in their claims.
function identityOf(token: AccessToken): string {
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
