import type { OAuthSettings } from '@devopsql/auth'

/** Tokens of another application or tenant than the one asked for are of no use. */
export function isForUs(
  kept: OAuthSettings,
  {
    clientId,
    authority,
  }: { readonly clientId?: string | undefined; readonly authority?: string | undefined },
): boolean {
  return (
    (clientId === undefined || kept.clientId === '' || kept.clientId === clientId) &&
    (authority === undefined || kept.authority === '' || mayBeSame(kept.authority, authority))
  )
}

/** Whether both are of one tenant, as far as can be told: one may name it by its id, the other by its domain. */
function mayBeSame(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase()) return true
  const [host, tenant = ''] = splitAuthority(one)
  const [otherHost, otherTenant = ''] = splitAuthority(other)
  if (host !== otherHost) return false
  return isDomain(tenant) ? isId(otherTenant) : isId(tenant) && isDomain(otherTenant)
}

function splitAuthority(authority: string): readonly string[] {
  return [new URL(authority).host, new URL(authority).pathname.slice(1)]
}

function isDomain(tenant: string): boolean {
  return tenant.includes('.')
}

function isId(tenant: string): boolean {
  return /^[0-9a-f-]{36}$/i.test(tenant)
}
