import {
  type ConnectionOptions,
  type ConnectionProperty,
  connectionProperties,
  type PropertyValue,
  redactConnectionString,
} from '@devopsql/connection-string'

/** What tells of rows, and nothing of the machine and its network. */
const toldToGuests: ReadonlySet<string> = new Set<ConnectionProperty['category']>([
  'Azure DevOps',
  'Rows',
  'Execution',
  'Behaviour',
])
const pathProperties: ReadonlySet<string> = new Set(['TempDirectory', 'UserDefinedViews'])

/** Rows of `sys_connection_props`: each property with its value on this connection, secrets masked. */
export function connectionPropertyRows(options: ConnectionOptions): readonly unknown[] {
  return rowsOf(options, new Map(Object.entries(options)))
}

/** The same for people who didn't write the connection string: without what it says of sign-in, files and network. */
export function hostedPropertyRows(options: ConnectionOptions): readonly unknown[] {
  const names = connectionProperties
    .filter(({ name, category }) => toldToGuests.has(category) && !pathProperties.has(name))
    .map(({ name }) => name)
  const told = new Set([...names, 'Organization'])
  const values = new Map(Object.entries(options).filter(([name]) => told.has(name)))
  return rowsOf({ AuthScheme: undefined }, values)
}

function rowsOf(
  options: Pick<ConnectionOptions, 'AuthScheme'>,
  values: ReadonlyMap<string, unknown>,
): readonly unknown[] {
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
  { AuthScheme }: Pick<ConnectionOptions, 'AuthScheme'>,
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
