import {
  type ConnectionOptions,
  type ConnectionProperty,
  connectionProperties,
  type PropertyValue,
  redactConnectionString,
} from '@devopsql/connection-string'

/** Rows of `sys_connection_props`: each property with its value on this connection, secrets masked. */
export function connectionPropertyRows(options: ConnectionOptions): readonly unknown[] {
  const values: ReadonlyMap<string, unknown> = new Map(Object.entries(options))
  const categories = [...new Set(connectionProperties.map(({ category }) => category))]
  return connectionProperties.map((property, index) => ({
    Name: property.name,
    ShortDescription: property.doc,
    Type: property.type,
    Default: textOf(property.default),
    Values: property.values?.join(','),
    Value: shown(property, values.get(property.name)),
    Required: isNeeded(property, options),
    Category: property.category,
    IsSessionProperty: false,
    Sensitivity: property.sensitivity,
    PropertyName: property.name,
    Ordinal: index + 1,
    CatOrdinal: categories.indexOf(property.category) + 1,
    Hierarchy: property.neededBy?.map((scheme) => `AuthScheme=${scheme}`).join(','),
    Visible: property.neededBy === undefined || isNeeded(property, options),
    ETC: property.aliases?.join(','),
  }))
}

function isNeeded(
  { neededBy = [] }: ConnectionProperty,
  { AuthScheme }: ConnectionOptions,
): boolean {
  return AuthScheme !== undefined && neededBy.includes(AuthScheme)
}

function shown({ name, sensitivity }: ConnectionProperty, value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (sensitivity === 'secret') return '***'
  const text = Array.isArray(value) ? value.join(',') : String(value)
  // An address may carry a password.
  return text.includes('://')
    ? redactConnectionString(`${name}=${text}`).slice(name.length + 1)
    : text
}

function textOf(value: PropertyValue): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'object' ? value.join(',') : String(value)
}
