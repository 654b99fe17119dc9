import type { HttpClient } from '@devopsql/auth'

const nobody = '00000000-0000-0000-0000-000000000000'
const timeoutMs = 5_000

/**
 * The tenant that an organization belongs to: it tells with a request that nobody signed (header
 * `X-VSS-ResourceTenant`, or `authorization_uri` of `WWW-Authenticate`). Undefined where it does not tell: an
 * organization of personal accounts, a server, no network.
 */
export async function discoverTenant(
  http: HttpClient,
  organizationUrl: string | undefined,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (organizationUrl === undefined) return undefined
  try {
    const { headers } = await http({
      method: 'GET',
      url: `${organizationUrl.replace(/\/+$/, '')}/_apis/connectionData?api-version=7.1-preview.1`,
      headers: { accept: 'application/json', 'x-tfs-fedauthredirect': 'Suppress' },
      signal,
      timeoutMs,
    })
    const named = /authorization_uri="?https:\/\/[^/"\s]+\/([0-9a-f-]{36})/i.exec(
      headers['www-authenticate'] ?? '',
    )?.[1]
    const tenant = headers['x-vss-resourcetenant'] ?? named
    return tenant !== undefined && isTenantId(tenant) ? tenant.toLowerCase() : undefined
  } catch {
    signal?.throwIfAborted()
    // Signing in without it works for most people; whoever it does not work for is told to set AzureTenant.
    return undefined
  }
}

function isTenantId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) && text !== nobody
}
