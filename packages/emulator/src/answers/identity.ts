import type { Organization } from '../data/organization.ts'
import type { User } from '../data/users.ts'

/** A person as other resources show them. */
export interface IdentityRef {
  readonly displayName: string
  readonly url: string
  readonly _links: { readonly avatar: { readonly href: string } }
  readonly id: string
  readonly uniqueName: string
  readonly imageUrl: string
  readonly inactive?: true
  readonly descriptor: string
}

const cache = new WeakMap<User, IdentityRef>()
const texts = new WeakMap<User, string>()

export function identityRef(organization: Organization, index: number): IdentityRef {
  const user = organization.users.at(index)
  const known = cache.get(user)
  if (known !== undefined) return known
  const avatar = `${organization.url}/_apis/GraphProfile/MemberAvatars/${user.descriptor}`
  const identity: IdentityRef = {
    displayName: user.displayName,
    url: `https://vssps.dev.azure.com/${organization.name}/_apis/Identities/${user.id}`,
    _links: { avatar: { href: avatar } },
    id: user.id,
    uniqueName: user.uniqueName,
    imageUrl: avatar,
    ...(user.deleted ? { inactive: true } : {}),
    descriptor: user.descriptor,
  }
  cache.set(user, identity)
  return identity
}

/** The same as JSON text, made once per person. */
export function identityText(organization: Organization, index: number): string {
  const user = organization.users.at(index)
  const known = texts.get(user)
  if (known !== undefined) return known
  const text = JSON.stringify(identityRef(organization, index))
  texts.set(user, text)
  return text
}
