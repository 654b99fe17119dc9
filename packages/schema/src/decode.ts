import { DevopsqlError } from '@devopsql/errors'
import type { SqlType } from './sql-type.ts'

/**
 * A value as a source hands it over: `boolean`, `number` (integer and double), `string` (varchar, uuid, date, time,
 * and JSON text for json), `bigint` (bigint; for timestamptz: microseconds since 1970-01-01T00:00:00Z), an array of these
 * (lists), or null.
 */
export type SqlValue = boolean | number | bigint | string | null | readonly SqlValue[]

/** Turns one JSON value of a response into an SQL value. Absent and null are NULL; a bigint is an SQL value already. */
export type Decode = (value: unknown) => SqlValue

/**
 * Named decoders, for where the JSON type alone doesn't say the SQL value:
 * `value` by the column's type; `list-of-names`: the `name` of each element, joined by `; `;
 * `id-in-url`: the last path segment of a URL; `work-item-in-url`: the same of the address of a work item, NULL for any
 * other; `american-time`: `12/26/2023 6:05:54 AM`, in UTC, besides the usual form; `person-name` and `person-unique-name`: the parts of an identity, which
 * api-version 4 writes as a text, `Name <mail>`, and later ones as an object; `demand`: what a
 * build demands of an agent as a text, `name` or `name -operator value`; `demand-name` and `demand-value`: its parts.
 * Demands may come as objects too. `node-path`: the path of an area or iteration as work items have it, without the
 * leading backslash and the kind that the tree has after the project.
 */
export type DecoderName =
  | 'value'
  | 'list-of-names'
  | 'id-in-url'
  | 'work-item-in-url'
  | 'american-time'
  | 'person-name'
  | 'person-unique-name'
  | 'demand'
  | 'demand-name'
  | 'demand-value'
  | 'node-path'

/** The function that decodes a column. Throws `DEVOPSQL_INVALID_RESPONSE` for a value that its type can't hold. */
export function decoderOf(type: SqlType, name: DecoderName): Decode {
  switch (name) {
    case 'value':
      return byType[type]
    case 'list-of-names':
      return listOfNames
    case 'id-in-url':
      return (value) => byType[type](lastSegment(value))
    case 'work-item-in-url':
      return (value) => byType[type](workItemIn(value))
    case 'american-time':
      return (value) => byType[type](fromAmerican(value))
    case 'person-name':
      return (value) => decodeText(personOf(value).displayName)
    case 'person-unique-name':
      return (value) => decodeText(personOf(value).uniqueName)
    case 'demand':
      return demandText
    case 'demand-name':
      return (value) => decodeText(demandOf(value).name)
    case 'demand-value':
      return (value) => decodeText(demandOf(value).value)
    case 'node-path':
      return (value) => (typeof value === 'string' ? nodePath(value) : null)
  }
}

interface Person {
  readonly displayName?: unknown
  readonly uniqueName?: unknown
}

function personOf(value: unknown): Person {
  if (typeof value === 'object' && value !== null) return value
  if (typeof value !== 'string' || value === '') return {}
  const [, displayName = value, uniqueName] = /^(.*\S)\s*<([^<>]+)>$/s.exec(value) ?? []
  return { displayName, uniqueName }
}

interface Demand {
  readonly name?: unknown
  readonly value?: unknown
}

function demandOf(value: unknown): Demand {
  if (typeof value === 'object' && value !== null) return value
  if (typeof value !== 'string' || value === '') return {}
  const [, name = value, wanted] = /^(\S+)\s+-\w+\s+(.*)$/s.exec(value) ?? []
  return { name, value: wanted }
}

function demandText(given: unknown): SqlValue {
  if (typeof given === 'string') return given
  const { name, value } = demandOf(given)
  return value === undefined || value === null
    ? decodeText(name)
    : `${decodeText(name)} -equals ${decodeText(value)}`
}

// `\Fabrikam\Area\Web` is `Fabrikam\Web`.
function nodePath(path: string): string {
  const [project = '', , ...rest] = path.replace(/^\\/, '').split('\\')
  return [project, ...rest].join('\\')
}

const byType: Readonly<Record<SqlType, Decode>> = {
  boolean: decodeBoolean,
  integer: decodeInteger,
  bigint: decodeBigint,
  double: decodeDouble,
  varchar: decodeText,
  uuid: (value) => (value === '' ? null : decodeText(value)),
  date: (value) => decodeText(value)?.toString().slice(0, 10) ?? null,
  time: decodeText,
  timestamptz: decodeTimestamp,
  json: decodeJson,
  'integer[]': listOf(decodeInteger),
  'bigint[]': listOf(decodeBigint),
  'varchar[]': listOf(decodeText),
}

function listOf(decode: Decode): Decode {
  return (value) => (Array.isArray(value) ? value.map(decode) : null)
}

function decodeText(value: unknown): SqlValue {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return null
  if (typeof value === 'object') return identityText(value) ?? JSON.stringify(value)
  return String(value)
}

// api-version 4.x sends identities as 'Name <mail>', 5.0 and later as objects: a text column shows the same text for both.
function identityText(value: object): string | undefined {
  if (!('displayName' in value) || typeof value.displayName !== 'string') return undefined
  const unique =
    'uniqueName' in value && typeof value.uniqueName === 'string' ? value.uniqueName : ''
  return unique === '' ? value.displayName : `${value.displayName} <${unique}>`
}

function decodeBoolean(value: unknown): SqlValue {
  if (typeof value === 'boolean') return value
  if (value === undefined || value === null || value === '') return null
  const text = String(value).toLowerCase()
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  return invalid(value, 'boolean')
}

function decodeInteger(value: unknown): SqlValue {
  if (typeof value === 'number' && Number.isInteger(value)) return value
  if (value === undefined || value === null || value === '') return null
  const number = Number(value)
  return Number.isInteger(number) ? number : invalid(value, 'integer')
}

function decodeBigint(value: unknown): SqlValue {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'bigint') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value)
  return invalid(value, 'bigint')
}

function decodeDouble(value: unknown): SqlValue {
  if (typeof value === 'number') return value
  if (value === undefined || value === null || value === '') return null
  const number = Number(value)
  return Number.isNaN(number) ? invalid(value, 'double') : number
}

function decodeJson(value: unknown): SqlValue {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

const timestampPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/

/** Microseconds since 1970 of an Azure DevOps date-time; 0001-01-01 is .NET's MinValue and means NULL. */
export function decodeTimestamp(value: unknown): bigint | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'bigint') return value
  const text = String(value)
  if (text.startsWith('0001-01-01')) return null
  const legacy = /^\/Date\((-?\d+)/.exec(text)
  if (legacy?.[1] !== undefined) return BigInt(legacy[1]) * 1000n
  const match = timestampPattern.exec(text)
  if (!match) return invalid(value, 'timestamptz')
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] =
    match
  const milliseconds =
    Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    ) -
    zoneMinutes(zone) * 60_000
  return BigInt(milliseconds) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'))
}

// As the recycle bin of work items has it, in UTC: `12/26/2023 6:05:54 AM`.
function fromAmerican(value: unknown): unknown {
  const match = /^(\d+)\/(\d+)\/(\d{4}) (\d+):(\d+):(\d+) (AM|PM)$/.exec(String(value))
  if (!match) return value
  const [, month = '', day = '', year = '', hour = '', minute = '', second = '', half] = match
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0)
  const two = (part: string | number): string => String(part).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${two(minute)}:${two(second)}Z`
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.slice(1).replace(':', '')
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4)))
}

function listOfNames(value: unknown): SqlValue {
  if (!Array.isArray(value)) return decodeText(value)
  const names = value.map((element: unknown) =>
    typeof element === 'object' && element !== null && 'name' in element
      ? String(element.name)
      : String(element),
  )
  return names.join('; ')
}

function lastSegment(value: unknown): unknown {
  return typeof value === 'string' ? value.slice(value.lastIndexOf('/') + 1) : value
}

function workItemIn(url: unknown): unknown {
  return typeof url === 'string' ? /\/_apis\/wit\/workitems\/(\d+)$/i.exec(url)?.[1] : undefined
}

function invalid(value: unknown, type: SqlType): never {
  throw new DevopsqlError(
    `the response holds ${JSON.stringify(value).slice(0, 80)} where ${type} is expected`,
    {
      code: 'DEVOPSQL_INVALID_RESPONSE',
      hint: 'Please report this with the table and column; the value is not one that the API documents.',
    },
  )
}
