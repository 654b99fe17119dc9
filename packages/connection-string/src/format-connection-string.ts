import { isSet } from './assemble-options.ts'
import type { ConnectionOptions } from './connection-options.ts'
import { connectionProperties } from './connection-properties.ts'
import type { ConnectionProperty } from './property.ts'

/**
 * Writes options as a connection string that parses back to the same options, secrets included.
 * Properties that have their default are left out.
 */
export function formatConnectionString(options: Partial<ConnectionOptions>): string {
  const values = new Map<string, unknown>(Object.entries(options))
  return connectionProperties
    .flatMap((property) => {
      const text = textOf(property, values.get(property.name))
      return text === '' ? [] : [`${property.name}=${quoteValue(text)};`]
    })
    .join('')
}

function textOf(property: ConnectionProperty, value: unknown): string {
  if (Array.isArray(value)) return value.join(property.separator ?? ';')
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    return ''
  }
  return isSet(property, value) ? String(value) : ''
}

function quoteValue(text: string): string {
  const needsQuotes = text.includes(';') || text !== text.trim() || /^["']/.test(text)
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text
}
