import { DevopsqlError } from '@devopsql/errors'
import type { ConnectionProperty, PropertyValue } from './property.ts'

/** What a property's text means. Throws with the values that are allowed; an empty text is the default. */
export function decodeProperty(
  property: ConnectionProperty,
  text: string,
  position: number | undefined,
): PropertyValue {
  if (text === '') return property.default
  const value = decode(property, text)
  if (value === undefined) {
    throw new DevopsqlError(`${property.name} can't be ${shown(property, text)}`, {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: `Write ${allowed(property)}.`,
      position,
    })
  }
  if (isRefused(property, value)) {
    const what = property.type === 'choice' ? `${property.name}=${text}` : property.name
    throw new DevopsqlError(`${what} is not supported yet`, {
      code: 'DEVOPSQL_UNSUPPORTED_PROPERTY',
      hint: `Leave it out: ${property.note ?? 'nothing acts on it'}.`,
      position,
    })
  }
  return value
}

function decode(property: ConnectionProperty, text: string): PropertyValue {
  switch (property.type) {
    case 'text':
    case 'secret':
      return property.pattern?.test(text) === false ? undefined : text
    case 'boolean':
      return booleans.get(text.trim().toLowerCase())
    case 'integer':
      return decodeInteger(property, text.trim())
    case 'choice':
      return named(property, text) ?? property.valueAliases?.[text.trim().toLowerCase()]
    case 'list':
      return decodeList(property, text)
  }
}

function named({ values }: ConnectionProperty, text: string): string | undefined {
  const wanted = text.trim().toLowerCase()
  return values?.find((value) => value.toLowerCase() === wanted)
}

function decodeList(property: ConnectionProperty, text: string): readonly string[] | undefined {
  const entries = text
    .split(property.separator ?? ';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  if (property.values === undefined) return entries
  const known = entries.flatMap((entry) => named(property, entry) ?? [])
  return known.length < entries.length ? undefined : [...new Set(known)]
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
])

function decodeInteger(property: ConnectionProperty, text: string): number | undefined {
  if (!/^[+-]?\d{1,15}$/.test(text)) return undefined
  // `-0` is 0.
  const value = Number(text) + 0
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = property
  if (value < minimum || value > maximum || property.meaningless?.includes(value)) return undefined
  return value
}

function isRefused(property: ConnectionProperty, value: PropertyValue): boolean {
  if (typeof value === 'string' && property.unsupportedValues?.includes(value)) return true
  if (typeof value === 'string' && property.unsupportedPattern?.test(value)) return true
  return property.ignoring === 'error' && value !== property.default
}

// A forgotten semicolon puts the next property, secrets included, into this value.
function shown(property: ConnectionProperty, text: string): string {
  const harmless = property.type === 'list' ? /^[\w .:+;,-]{1,60}$/ : /^[\w .:+-]{1,30}$/
  const isHarmless = property.sensitivity === 'public' && harmless.test(text)
  return isHarmless ? `'${text}'` : 'what is written there'
}

function allowed(property: ConnectionProperty): string {
  switch (property.type) {
    case 'boolean':
      return 'true or false'
    case 'choice':
      return alternatives(property.values ?? [])
    case 'integer':
      return property.expected ?? range(property)
    case 'text':
    case 'secret':
      return property.expected ?? 'a text'
    case 'list':
      return property.expected ?? `a list of ${alternatives(property.values ?? ['texts'])}`
  }
}

function alternatives(values: readonly string[]): string {
  return values.length < 2
    ? values.join('')
    : `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`
}

function range({ minimum, maximum }: ConnectionProperty): string {
  if (minimum === undefined) return 'a whole number'
  if (maximum === undefined) return `a whole number of at least ${minimum}`
  return `a whole number from ${minimum} to ${maximum}`
}
