import fc from 'fast-check'
import { connectionProperties } from '../connection-properties.ts'
import type { ConnectionProperty } from '../property.ts'

/** Text with all that a connection string treats in its own way. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(';', '"', "'", '=', ' ', '%', '&', '\n', '\ufeff', 'ä', '😀', 'a'))
    .map((parts) => parts.join('')),
)

/** Well-formed text of a value, that the property takes. */
function valueText(property: ConnectionProperty): fc.Arbitrary<string> {
  const refused = new Set(property.unsupportedValues)
  if (property.ignoring === 'error') return fc.constant('')
  switch (property.type) {
    case 'boolean':
      return fc.constantFrom('true', 'FALSE', 'yes', '0')
    case 'integer':
      return fc
        .integer({ min: property.minimum ?? 0, max: property.maximum ?? 99_999 })
        .filter((value) => property.meaningless?.includes(value) !== true)
        .map(String)
    case 'choice':
      return fc.constantFrom(...(property.values ?? []).filter((value) => !refused.has(value)))
    case 'list':
      if (property.values === undefined) return anyText
      return fc.subarray([...property.values]).map((values) => values.join(';'))
    case 'text':
    case 'secret':
      if (property.pattern === undefined) return anyText
      // fast-check knows no flags.
      return fc.stringMatching(new RegExp(property.pattern.source))
  }
}

/** Connection strings that are accepted: any properties in any order, values quoted. */
export const connectionText: fc.Arbitrary<string> = fc
  .subarray([...connectionProperties])
  .chain((properties) =>
    fc.tuple(
      ...properties.map((property) =>
        valueText(property).map((text) => `${property.name}="${text.replaceAll('"', '""')}"`),
      ),
    ),
  )
  .map((parts) => parts.join(';'))
