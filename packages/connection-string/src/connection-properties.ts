import { azureDevOpsProperties } from './properties/azure-devops.ts'
import { executionProperties } from './properties/execution.ts'
import { legacyProperties } from './properties/legacy.ts'
import { localProperties } from './properties/local.ts'
import { networkProperties } from './properties/network.ts'
import { oauthProperties } from './properties/oauth.ts'
import type { ConnectionProperty, PropertyFacts } from './property.ts'

const facts: Readonly<Record<string, PropertyFacts>> = {
  ...azureDevOpsProperties,
  ...executionProperties,
  ...networkProperties,
  ...oauthProperties,
  ...localProperties,
  ...legacyProperties,
}

/** Every property that a connection string may hold, in the order in which documents show them. */
export const connectionProperties: readonly ConnectionProperty[] = Object.entries(facts).map(
  ([name, property]) => ({
    ...property,
    name,
    sensitivity: property.type === 'secret' ? 'secret' : 'public',
  }),
)

const byName: ReadonlyMap<string, ConnectionProperty> = new Map(
  connectionProperties.flatMap((property) =>
    [property.name, ...(property.aliases ?? [])].map((name) => [name.toLowerCase(), property]),
  ),
)

/** The property of that name or alias; letter case and surrounding spaces don't count. */
export function findProperty(name: string): ConnectionProperty | undefined {
  return byName.get(name.trim().toLowerCase())
}
