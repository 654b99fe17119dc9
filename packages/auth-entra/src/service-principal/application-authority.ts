import type { HttpClient } from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'
import { type AzureCloud, authorityOf } from '../constants.ts'
import { discoverTenant } from '../discover-tenant.ts'
import { variable } from '../environment.ts'

export interface AuthorityOptions {
  readonly tenant?: string | undefined
  readonly cloud?: AzureCloud | undefined
  readonly organizationUrl?: string | undefined
  readonly http: HttpClient
}

export interface Authority {
  /** `https://login.microsoftonline.com/<tenant>`. */
  readonly address: string
  /** Host of an identity service that MSAL need not look up in the public cloud, as the environment names it. */
  readonly trustedHost: string | undefined
}

const severalTenants = new Set(['common', 'organizations', 'consumers'])

/**
 * Where an application signs in by itself: always one tenant. The one given, of `AZURE_TENANT_ID`, or the one that the
 * organization belongs to; in the cloud given, or at `AZURE_AUTHORITY_HOST`.
 */
export async function applicationAuthority(
  { tenant, cloud = 'GLOBAL', organizationUrl, http }: AuthorityOptions,
  signal: AbortSignal | undefined,
): Promise<Authority> {
  const named = tenant ?? variable('AZURE_TENANT_ID')
  const found = named ?? (await discoverTenant(http, organizationUrl, signal))
  if (found === undefined) throw tenantUnknown()
  if (!/^[a-z0-9.-]+$/i.test(found)) throw noTenant()
  if (severalTenants.has(found.toLowerCase())) throw notOneTenant(found)
  const host = cloud === 'GLOBAL' ? authorityHost() : undefined
  return host === undefined
    ? { address: authorityOf(found, cloud), trustedHost: undefined }
    : { address: `${host.origin}/${found}`, trustedHost: host.host }
}

function authorityHost(): URL | undefined {
  const text = variable('AZURE_AUTHORITY_HOST')
  if (text === undefined) return undefined
  const address = /^https?:/i.test(text) ? text : `https://${text}`
  const host = URL.canParse(address) ? new URL(address) : undefined
  if (host?.protocol === 'https:') return host
  throw new DevopsqlError('AZURE_AUTHORITY_HOST is not an https address', {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: 'Set it to the identity service, such as https://login.microsoftonline.com, or leave it out.',
  })
}

function tenantUnknown(): DevopsqlError {
  return new DevopsqlError('the tenant of the application is not known', {
    code: 'DEVOPSQL_MISSING_PROPERTY',
    hint: 'Set AzureTenant, or AZURE_TENANT_ID in the environment: the organization does not tell which tenant it belongs to.',
  })
}

function noTenant(): DevopsqlError {
  return new DevopsqlError('the tenant of the application is neither an id nor a domain', {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: 'Write AzureTenant or AZURE_TENANT_ID as 11111111-2222-3333-4444-555555555555 or contoso.onmicrosoft.com.',
  })
}

function notOneTenant(tenant: string): DevopsqlError {
  return new DevopsqlError(`an application can not sign in to AzureTenant=${tenant}`, {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: 'Set AzureTenant to the id or domain of one tenant.',
  })
}
