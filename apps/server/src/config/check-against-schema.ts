import { nearestName } from '@devopsql/errors'
import type { TSchema } from 'typebox'
import type { TLocalizedValidationError } from 'typebox/error'
import { Settings } from 'typebox/system'
import { Value } from 'typebox/value'
import type { LocatedJson } from './located-json.ts'
import type { Mistake } from './mistake.ts'

// Everything that is wrong, not the first eight.
Settings.Set({ maxErrors: 1000 })

/** Every mistake of a JSON text against a schema, each with its place. */
export function checkAgainstSchema(json: LocatedJson, schema: TSchema): readonly Mistake[] {
  return Value.Errors(schema, json.value).flatMap((error) => {
    const { instancePath } = error
    if (error.keyword === 'additionalProperties') return []
    if (error.keyword === 'boolean') {
      return [
        {
          place: json.placeOf(instancePath, true),
          message: `${pathText(instancePath)} is not known`,
          hint: nearestHint(schema, instancePath),
        },
      ]
    }
    if (error.keyword === 'required') {
      const names = error.params.requiredProperties.join(', ')
      const place = json.placeOf(instancePath)
      return [{ place, message: `${pathText(instancePath)} lacks ${names}` }]
    }
    return [
      { place: json.placeOf(instancePath), message: `${pathText(instancePath)} ${saying(error)}` },
    ]
  })
}

/** `/http/port` as `http.port`. */
function pathText(pointer: string): string {
  return pointer === '' ? 'the file' : pointer.slice(1).replaceAll('/', '.')
}

function nearestHint(schema: TSchema, pointer: string): string | undefined {
  const names = pointer.split('/').slice(1)
  const known = Object.keys(propertiesOf(schemaAt(schema, names.slice(0, -1))))
  const nearest = nearestName(names.at(-1) ?? '', known)
  return nearest === undefined ? undefined : `Did you mean ${nearest}?`
}

function saying(error: TLocalizedValidationError): string {
  switch (error.keyword) {
    case 'enum':
      return `must be ${error.params.allowedValues.map((value) => JSON.stringify(value)).join(' or ')}`
    case 'pattern':
      return 'is not well written'
    default:
      return error.message
  }
}

function schemaAt(schema: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (at, name) => member(propertiesOf(at), name) ?? member(at, 'items'),
    schema,
  )
}

function propertiesOf(schema: unknown): object {
  const properties = member(schema, 'properties')
  return typeof properties === 'object' && properties !== null ? properties : {}
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}
