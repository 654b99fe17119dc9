import type { ConnectionNote, ConnectionOptions } from './connection-options.ts'
import { connectionProperties } from './connection-properties.ts'
import type { ConnectionProperty, PropertyValue } from './property.ts'

/** Options from the values that were given: defaults filled in, the scheme inferred, notes written. */
export function assembleOptions(given: ReadonlyMap<string, PropertyValue>): ConnectionOptions {
  const values = new Map(
    connectionProperties.map((property) => [
      property.name,
      given.get(property.name) ?? property.default,
    ]),
  )
  const scheme = values.get('AuthScheme') ?? impliedScheme(values)
  values.set('AuthScheme', scheme)
  // Each value was decoded by the fact sheet whose type says what the interface has under that name.
  return { ...Object.fromEntries(values), notes: notesOn(values) } as ConnectionOptions
}

/** The scheme of the properties that are there; undefined where none of them is for signing in. */
function impliedScheme(values: ReadonlyMap<string, PropertyValue>): string | undefined {
  const isGiven = (name: string): boolean => values.get(name) !== undefined
  if (isGiven('PersonalAccessToken') || isGiven('User')) return 'Basic'
  return oauthNames.some(isGiven) ? 'AzureAD' : undefined
}

const oauthNames = [
  'InitiateOAuth',
  'OAuthClientId',
  'OAuthAccessToken',
  'OAuthRefreshToken',
  'OAuthVerifier',
  'OAuthSettingsLocation',
]

function notesOn(values: ReadonlyMap<string, PropertyValue>): readonly ConnectionNote[] {
  const notes = connectionProperties
    .filter(
      (property) => property.status === 'not-yet' && isSet(property, values.get(property.name)),
    )
    .map(({ name, note }) => ({
      property: name,
      message: `${name} has no effect: ${note ?? 'nothing acts on it yet'}`,
    }))
  return [...notes, ...notesOnOthers(values)]
}

/** Properties that act in other company only. */
function notesOnOthers(values: ReadonlyMap<string, PropertyValue>): readonly ConnectionNote[] {
  const notes = connectionProperties
    .filter(({ category, name }) => category === 'Logging' && name !== 'Logfile')
    .filter((property) => isSet(property, values.get(property.name)))
    .map(({ name }) => ({ property: name, message: `${name} has no effect without Logfile` }))
  return [
    ...(values.get('Logfile') === undefined ? notes : []),
    ...(values.get('Catalog') !== undefined && values.get('ProjectId') !== undefined
      ? [{ property: 'ProjectId', message: 'ProjectId has no effect: Catalog decides' }]
      : []),
  ]
}

/** Whether a value says anything else than leaving the property out. */
export function isSet(property: ConnectionProperty, value: PropertyValue): boolean {
  return typeof value === 'object' ? value.length > 0 : value !== property.default
}
