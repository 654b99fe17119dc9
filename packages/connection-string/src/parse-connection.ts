import { DevopsqlError, nearestName } from '@devopsql/errors'
import { assembleOptions } from './assemble-options.ts'
import type { ConnectionOptions } from './connection-options.ts'
import { connectionProperties, findProperty } from './connection-properties.ts'
import { decodeProperty } from './decode-property.ts'
import { isPlainName } from './is-plain-name.ts'
import type { ConnectionProperty, PropertyValue } from './property.ts'
import { scanSegments } from './scan-segments.ts'

export interface ParseOptions {
  /** Names that AuthScheme may have besides its own. */
  readonly authSchemes?: readonly string[]
  /** Properties by name that replace what the text or the object gives; one that is undefined replaces nothing. */
  readonly overrides?: PropertiesByName
}

type PropertiesByName = Readonly<Record<string, string | number | boolean | undefined>>

/**
 * Reads `Name=Value;Name=Value`, also behind `jdbc:azuredevops:` and as `azuredevops:///?Name=Value`.
 * Throws with the offset for what is malformed, unknown, given twice, invalid or can't be acted upon.
 */
export function parseConnectionString(text: string, options: ParseOptions = {}): ConnectionOptions {
  const { segments, fault } = scanSegments(text)
  const given = new Map<string, PropertyValue>()
  let isAfterSecret = false
  for (const { name, value, nameStart, valueStart, quoted } of segments) {
    const property = findProperty(name)
    if (property === undefined) throw unknownProperty(name, { position: nameStart, isAfterSecret })
    if (given.has(property.name)) throw givenTwice(property.name, nameStart)
    given.set(property.name, decodeProperty(withSchemes(property, options), value, valueStart))
    isAfterSecret = property.sensitivity === 'secret' && !quoted
  }
  if (fault) {
    throw new DevopsqlError(fault.message, {
      code: 'DEVOPSQL_INVALID_CONNECTION_STRING',
      hint: fault.hint,
      position: fault.position,
    })
  }
  return assembleOptions(overridden(given, options))
}

/** Reads properties that are given by name; the same rules hold as in a connection string. */
export function parseConnectionObject(
  properties: PropertiesByName,
  options: ParseOptions = {},
): ConnectionOptions {
  return assembleOptions(overridden(byName(properties, options), options))
}

function overridden(
  given: ReadonlyMap<string, PropertyValue>,
  { overrides = {}, ...options }: ParseOptions,
): ReadonlyMap<string, PropertyValue> {
  return new Map([...given, ...byName(overrides, options)])
}

function byName(
  properties: PropertiesByName,
  options: ParseOptions,
): ReadonlyMap<string, PropertyValue> {
  const given = new Map<string, PropertyValue>()
  for (const [name, value] of Object.entries(properties) as readonly [string, unknown][]) {
    if (value === undefined) continue
    const property = findProperty(name)
    if (property === undefined) {
      throw unknownProperty(name, { position: undefined, isAfterSecret: false })
    }
    if (given.has(property.name)) throw givenTwice(property.name, undefined)
    if (!isPlainValue(value)) throw notPlain(property.name)
    given.set(
      property.name,
      decodeProperty(withSchemes(property, options), String(value), undefined),
    )
  }
  return given
}

function withSchemes(
  property: ConnectionProperty,
  { authSchemes = [] }: ParseOptions,
): ConnectionProperty {
  if (property.name !== 'AuthScheme' || authSchemes.length === 0) return property
  return { ...property, values: [...authSchemes, ...(property.values ?? [])] }
}

// Callers of JavaScript pass what an environment variable or a file has.
function isPlainValue(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function notPlain(name: string): DevopsqlError {
  return new DevopsqlError(`${name} is neither a text nor a number nor a boolean`, {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: `Give ${name} as a text, as it would stand in a connection string.`,
  })
}

function unknownProperty(
  name: string,
  place: { readonly position: number | undefined; readonly isAfterSecret: boolean },
): DevopsqlError {
  const nearest = nearestName(
    name,
    connectionProperties.flatMap((property) => [property.name, ...(property.aliases ?? [])]),
  )
  // What follows an unquoted secret may be the rest of it, cut off by a semicolon.
  const mayShow = isPlainName(name) && (!place.isAfterSecret || nearest !== undefined)
  return new DevopsqlError(
    mayShow
      ? `connection property ${name} does not exist`
      : 'the connection string names a property that does not exist',
    {
      code: 'DEVOPSQL_UNKNOWN_PROPERTY',
      hint:
        nearest === undefined
          ? 'See docs/connection-string.md for all properties, and put quotes around a value that contains a semicolon.'
          : `Did you mean ${nearest}?`,
      position: place.position,
    },
  )
}

function givenTwice(name: string, position: number | undefined): DevopsqlError {
  return new DevopsqlError(`connection property ${name} is given twice`, {
    code: 'DEVOPSQL_INVALID_CONNECTION_STRING',
    hint: `Keep one ${name}.`,
    position,
  })
}
