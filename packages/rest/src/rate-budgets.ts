import type { AccessToken } from '@devopsql/auth'
import { identityOf } from './identity.ts'
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
