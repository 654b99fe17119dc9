import type { SignedIn } from 'devopsql'
import { dateText } from '../output/cell-text.ts'
import { visibleText } from '../output/visible-text.ts'

/** `ada@contoso.example (tenant …, until …)`: who is signed in, in half a line. */
export function signedInText({
  account,
  displayName,
  id,
  tenant,
  expiresAt,
}: Pick<SignedIn, 'account' | 'displayName' | 'id' | 'tenant' | 'expiresAt'>): string {
  const facts = [
    ...(tenant === undefined ? [] : [`tenant ${tenant}`]),
    ...(expiresAt === undefined ? [] : [`until ${dateText(expiresAt)}`]),
  ]
  const name = account ?? displayName ?? id
  return visibleText(facts.length === 0 ? name : `${name} (${facts.join(', ')})`)
}
