import { createDice, type Dice, guidOf, pick, unit } from './random.ts'
import { createRowSet, type RowSet } from './row-set.ts'
import { awkwardNames, familyNames, givenNames } from './words.ts'

export interface User {
  readonly index: number
  readonly id: string
  readonly displayName: string
  readonly uniqueName: string
  /** Empty for service accounts and for users who were deleted. */
  readonly mail: string
  readonly descriptor: string
  readonly origin: 'aad' | 'vsts'
  readonly deleted: boolean
}

export interface Users {
  readonly rows: RowSet
  at(index: number): User
  /** The user as the value of an identity field: name and unique name in one string. */
  combinedName(index: number): string
}

function plainAscii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^A-Za-z]+/g, '')
    .toLowerCase()
}

function makeUser(dice: Dice, index: number): User {
  const id = guidOf(dice, index, 0)
  const descriptor = `aad.${Buffer.from(id).toString('base64url')}`
  const base = { index, id, descriptor, origin: 'aad' as const, deleted: false }
  // A deleted user keeps a row in what they touched, under this very name. (assumed)
  if (index % 23 === 11) {
    return { ...base, displayName: 'Deleted User', uniqueName: id, mail: '', deleted: true }
  }
  const awkward = index % 9 === 4 ? awkwardNames[Math.floor(index / 9)] : undefined
  const given = pick(dice(index, 10), givenNames)
  const family = pick(dice(index, 11), familyNames)
  const displayName = awkward ?? `${given} ${family}`
  const alias = `${plainAscii(given)}.${plainAscii(family)}${index}`
  if (unit(dice(index, 12)) < 0.06) {
    return { ...base, origin: 'vsts', displayName, uniqueName: `Build\\${alias}`, mail: '' }
  }
  // Addresses differ in letter case from one directory to the next.
  const mail = index % 7 === 3 ? `${alias}@Example.com` : `${alias}@example.com`
  return { ...base, displayName, uniqueName: mail, mail }
}

export function createUsers(seed: number, count: number): Users {
  const dice = createDice(seed, 'user')
  const made: User[] = []
  const combined: string[] = []
  const at = (index: number): User => {
    const known = made[index]
    if (known !== undefined) return known
    const user = makeUser(dice, index)
    made[index] = user
    return user
  }
  return {
    rows: createRowSet(count),
    at,
    combinedName(index) {
      const known = combined[index]
      if (known !== undefined) return known
      const user = at(index)
      const text = `${user.displayName} <${user.uniqueName}>`
      combined[index] = text
      return text
    },
  }
}
