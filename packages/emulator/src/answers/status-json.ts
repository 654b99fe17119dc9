import { ticksText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import { createDice } from '../data/random.ts'
import { identityRef } from './identity.ts'

const contexts = [
  { genre: 'continuous-integration', name: 'build/Fabrikam CI' },
  { genre: '', name: 'Sicherheits-Prüfung' },
  { genre: 'vsts-samples', name: 'coverage & "lint"' },
] as const
const states = ['succeeded', 'failed', 'pending', 'error', 'notApplicable', 'notSet'] as const
const dice = createDice(0, 'status')

interface StatusOf {
  /** Tells one commit or pull request from another. */
  readonly key: number
  readonly time: number
  readonly url: string
}

/** The statuses that services have set, oldest first. (assumed) */
export function statusesJson(
  organization: Organization,
  { key, time, url }: StatusOf,
): readonly { readonly id: number; readonly context: object }[] {
  return Array.from({ length: dice(key, 0) % 4 }, (_, place) => {
    const id = place + 1
    const date = ticksText(time + id * 10_000_000 + (dice(key, 1) % 10_000_000))
    return {
      _links: { self: { href: `${url}/statuses/${id}` } },
      id,
      state: states[(dice(key, 2) + place) % states.length],
      description: place === 1 ? undefined : `Step ${id} of "${key}" – ✓`,
      // The last of three stands for the same check as the first.
      context: contexts[place === 2 ? 0 : place] ?? contexts[0],
      creationDate: date,
      updatedDate: date,
      createdBy: identityRef(organization, dice(key, 3) % organization.users.rows.indices().length),
      targetUrl: place === 0 ? `https://ci.example.com/runs/${key}?step=${id}&all` : undefined,
    }
  })
}
