import { ticksOf, ticksText } from './instants.ts'
import type { Organization } from './organization.ts'
import { createDice } from './random.ts'
import type { User } from './users.ts'

const dice = createDice(0, 'entitlement')
const day = 86_400_000

/** A licence of a user. */
export interface Entitlement {
  readonly user: User
  readonly license: License
  readonly isGuest: boolean
  readonly status: 'active' | 'pending' | 'disabled'
  readonly dateCreated: string
  readonly lastAccessedDate: string
}

interface License {
  readonly type: string
  readonly name: string
  /** What filters call it. */
  readonly filter: string
}

const express: License = { type: 'express', name: 'Basic', filter: 'account-express' }
const licenses: readonly License[] = [
  express,
  { type: 'stakeholder', name: 'Stakeholder', filter: 'account-stakeholder' },
  { type: 'advanced', name: 'Basic + Test Plans', filter: 'account-advanced' },
  { type: 'none', name: 'Visual Studio Enterprise subscription', filter: 'msdn-enterprise' },
]

/** Whether a user of the directory is a guest. */
export function isGuest({ index }: User): boolean {
  return index % 6 === 5
}

/** Everybody but service accounts has a licence. Some have never signed in. (measured: 0001-01-01) */
export function entitlementsOf({ users, now }: Organization): readonly Entitlement[] {
  return Array.from(users.rows.indices(), users.at)
    .filter(({ origin }) => origin === 'aad')
    .map((user) => {
      const created = now - (1_000 - (dice(user.index, 0) % 900)) * day
      const status = user.deleted ? 'disabled' : user.index % 8 === 2 ? 'pending' : 'active'
      return {
        user,
        license: licenses[dice(user.index, 1) % licenses.length] ?? express,
        isGuest: isGuest(user),
        status,
        dateCreated: ticksText(ticksOf(created, 1_277_176)),
        lastAccessedDate:
          status === 'pending'
            ? '0001-01-01T00:00:00Z'
            : ticksText(ticksOf(now - (dice(user.index, 2) % 90) * day, 769_722)),
      }
    })
}
