import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a body has that the official specification doesn't allow. */
interface Findings {
  /** Known properties of a wrong type, and paths that the specification doesn't have. */
  readonly errors: readonly string[]
  /** Properties and enum values that the specification doesn't know. */
  readonly warnings: readonly string[]
}

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly schema?: Schema }>>
}

interface Spec {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly definitions: Readonly<Record<string, Schema>>
}

export type Validate = (method: string, path: string, body: unknown) => Findings

// Anything may stand where these do: the fix-ups of the published notes on the specification.
const anyFormats = ['T', 'JToken', 'JObject', 'JContainer', 'Stream']
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z?$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

// The service answers these also without their last segment. (recordings)
const optional = ['{timelineId}', '{path}', '{taskGroupId}', '{securityNamespaceId}']

function fits(template: string, path: string): boolean {
  const parts = template.split('/').filter((part) => part !== '')
  const isList = optional.includes(parts.at(-1) ?? '')
  return isSame(parts, path) || (isList && isSame(parts.slice(0, -1), path))
}

function isSame(wanted: readonly string[], path: string): boolean {
  const given = path.split('/').filter((part) => part !== '')
  const withoutProject = wanted.filter((part) => part !== '{project}' && part !== '{team}')
  const withoutTeam = wanted.filter((part) => part !== '{team}')
  return [wanted, withoutTeam, withoutProject].some(
    (parts) =>
      parts.length === given.length &&
      parts.every(
        (part, index) => part.startsWith('{') || part.toLowerCase() === given[index]?.toLowerCase(),
      ),
  )
}

function literals(template: string): number {
  return template.split('/').filter((part) => !part.startsWith('{')).length
}

/** Loads the specifications of some areas and returns what checks an answer against them. */
export function loadSpecs(folder: string, areas: readonly string[]): Validate {
  const specs = areas.map((area) => {
    const spec: unknown = JSON.parse(readFileSync(join(folder, `${area}.json`), 'utf8'))
    return spec as Spec
  })
  return (method, path, body) => {
    const matches = specs.flatMap((spec) =>
      Object.entries(spec.paths)
        .filter(
          ([template, operations]) => method.toLowerCase() in operations && fits(template, path),
        )
        .map(([template, operations]) => ({
          template,
          spec,
          operation: operations[method.toLowerCase()],
        })),
    )
    const best = matches.sort((one, other) => literals(other.template) - literals(one.template))[0]
    const schema = best?.operation?.responses['200']?.schema
    if (best === undefined || schema === undefined) {
      return { errors: [`${method} ${path} is not in the specification`], warnings: [] }
    }
    return check(best.spec, schema, body)
  }
}

function check(spec: Spec, schema: Schema, body: unknown): Findings {
  const errors: string[] = []
  const warnings = new Set<string>()

  const scalar = (given: Schema, value: unknown, path: string): void => {
    const isRight =
      given.type === 'integer'
        ? Number.isInteger(value)
        : given.type === 'number'
          ? typeof value === 'number'
          : typeof value === given.type
    if (!isRight) errors.push(`${path}: ${JSON.stringify(value)} is not ${given.type ?? 'known'}`)
    else if (given.format === 'date-time' && !dateTime.test(String(value)))
      errors.push(`${path}: ${String(value)} is not a date`)
    else if (given.format === 'uuid' && !uuid.test(String(value)))
      errors.push(`${path}: ${String(value)} is not a GUID`)
  }

  const propertiesOf = (given: Schema): Readonly<Record<string, Schema>> => {
    const inherited = (given.allOf ?? []).flatMap((part) =>
      Object.entries(propertiesOf(resolve(part))),
    )
    return { ...Object.fromEntries(inherited), ...given.properties }
  }
  const resolve = (given: Schema): Schema =>
    given.$ref === undefined ? given : (spec.definitions[given.$ref.split('/').pop() ?? ''] ?? {})

  const visit = (unresolved: Schema, value: unknown, path: string): void => {
    if (value === null || value === undefined) return
    if (/\/(ReferenceLinks|JObject|PropertiesCollection)$/.test(unresolved.$ref ?? '')) return
    // Written as one text, with its operator. (recordings)
    if (/\/Demand$/.test(unresolved.$ref ?? '') && typeof value === 'string') return
    if (/\/(IdentityDescriptor|SubjectDescriptor)$/.test(unresolved.$ref ?? '')) {
      if (typeof value !== 'string') errors.push(`${path}: a descriptor is a string on the wire`)
      return
    }
    const given = resolve(unresolved)
    if (given.enum !== undefined) {
      if (typeof value !== 'string')
        errors.push(`${path}: ${JSON.stringify(value)} is not an enum name`)
      else if (!given.enum.some((name) => name.toLowerCase() === value.toLowerCase()))
        warnings.add(`${path}=${value}`)
      return
    }
    if (anyFormats.includes(given.format ?? '')) return
    if (given.type === 'array') {
      if (!Array.isArray(value)) errors.push(`${path}: is not an array`)
      else for (const element of value) visit(given.items ?? {}, element, `${path}[]`)
      return
    }
    const properties = propertiesOf(given)
    if (Object.keys(properties).length === 0) {
      if (given.type !== undefined && given.type !== 'object') scalar(given, value, path)
      return
    }
    if (typeof value !== 'object') {
      errors.push(`${path}: ${JSON.stringify(value)} is not an object`)
      return
    }
    for (const [name, inner] of Object.entries(value)) {
      const known = properties[name]
      if (known === undefined) warnings.add(`${path}.${name}`)
      else visit(known, inner, `${path}.${name}`)
    }
  }

  // Array responses are wrapped on the wire.
  if (schema.type === 'array')
    visit({ type: 'object', properties: { count: { type: 'integer' }, value: schema } }, body, '')
  else visit(schema, body, '')
  return { errors, warnings: [...warnings] }
}
