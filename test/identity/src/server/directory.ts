/** The directory that the test identity service plays: its tenants and its applications. */

/** The resource that tokens for Azure DevOps are meant for. */
export const azureDevOps = '499b84ac-1321-427f-aa17-267ca6975798'

export interface Tenant {
  readonly id: string
  readonly domain: string
}

/** The tenant of the organization, and home of all users. */
export const contoso: Tenant = {
  id: '11111111-2222-4333-8444-555555555555',
  domain: 'contoso.onmicrosoft.com',
}
/** A tenant that exists but has nothing to do with the organization. */
export const fabrikam: Tenant = {
  id: '66666666-7777-4888-8999-aaaaaaaaaaaa',
  domain: 'fabrikam.onmicrosoft.com',
}

export const applications = {
  /** A desktop application: no secret. */
  desktop: 'aaaaaaaa-0000-4000-8000-000000000001',
  /** A web application with a secret. */
  web: 'aaaaaaaa-0000-4000-8000-000000000002',
  /** A service principal with a certificate. */
  certificate: 'aaaaaaaa-0000-4000-8000-000000000003',
  /** A service principal that trusts an outside issuer. */
  federated: 'aaaaaaaa-0000-4000-8000-000000000004',
} as const

/** What the web application signs in with. */
export const webSecret = 'S3cret~of.the+web/application='

/** The tenant that a first path segment means; undefined for one that doesn't exist. */
export function tenantOf(segment: string): Tenant | undefined {
  const name = segment.toLowerCase()
  // Whoever signs in through these is sent on to the tenant at home.
  if (name === 'organizations' || name === 'common') return contoso
  return [contoso, fabrikam].find(({ id, domain }) => name === id || name === domain)
}
