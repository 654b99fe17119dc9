import { azureDevOpsResource } from '@devopsql/auth'

const openIdScopes = new Set(['openid', 'profile', 'email', 'offline_access'])

/**
 * Scopes as the identity service takes them, from names with spaces or commas between: `vso.work vso.code`. A name
 * without a resource is one of Azure DevOps. Empty for an empty text.
 */
export function scopesIn(text: string): readonly string[] {
  return text
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map((name) =>
      name.includes('/') || openIdScopes.has(name) ? name : `${azureDevOpsResource}/${name}`,
    )
}
