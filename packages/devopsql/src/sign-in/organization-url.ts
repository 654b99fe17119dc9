import type { ConnectionOptions } from '@devopsql/connection-string'

/** Where the organization answers; undefined when the properties name none. */
export function organizationUrl({
  URL: address,
  Organization,
}: ConnectionOptions): string | undefined {
  if (address !== undefined) return address
  return Organization && `https://dev.azure.com/${encodeURIComponent(Organization)}`
}
