import type { Column } from '@devopsql/schema'
import { plainTimestampText, timestampText } from './exact-text.ts'
import { decodeColumn } from './scan/decode-page.ts'

/** Turns a JSON value of a response into what a result row holds: Date, number, string, boolean, parsed JSON or null. */
export type ToJs = (value: unknown) => unknown

interface JsOptions {
  readonly bigint: boolean
  readonly exact?: boolean | undefined
}

const plainTimestamp = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** The value of a column as the engine gives it with `exact`, without a detour through it. */
function exactReader(column: Column): ToJs {
  const decode = decodeColumn(column)
  switch (column.type) {
    case 'timestamptz':
      return (value) => {
        const plain = typeof value === 'string' ? plainTimestampText(value) : undefined
        if (plain !== undefined) return plain
        const microseconds = decode(value)
        return typeof microseconds === 'bigint' ? timestampText(microseconds, '+00') : null
      }
    case 'varchar':
      return isPlain(column)
        ? (value) => (typeof value === 'string' ? value : decode(value))
        : decode
    case 'uuid':
      return (value) => lowerCase(decode(value))
    case 'bigint':
    case 'json':
    case 'integer[]':
    case 'bigint[]':
    case 'varchar[]':
    case 'boolean':
    case 'integer':
    case 'double':
    case 'date':
    case 'time':
      return decode
  }
}

/** The JavaScript value of a column without a detour through the engine; the same values as the engine gives. */
export function jsReader(column: Column, options: JsOptions): ToJs {
  if (options.exact === true) return exactReader(column)
  const decode = decodeColumn(column)
  switch (column.type) {
    case 'timestamptz':
      return (value) => {
        if (typeof value === 'string' && plainTimestamp.test(value)) return new Date(value)
        const microseconds = decode(value)
        return typeof microseconds === 'bigint' ? new Date(Number(microseconds / 1000n)) : null
      }
    case 'bigint':
      return (value) => {
        const number = decode(value)
        return typeof number === 'bigint' && !options.bigint ? Number(number) : number
      }
    case 'json':
      return isPlain(column) ? (value) => value ?? null : (value) => parsed(decode(value))
    case 'varchar':
      return isPlain(column)
        ? (value) => (typeof value === 'string' ? value : decode(value))
        : decode
    case 'uuid':
      return (value) => lowerCase(decode(value))
    case 'bigint[]':
      return (value) => {
        const list = decode(value)
        if (!Array.isArray(list) || options.bigint) return list
        return list.map((item: unknown) => (typeof item === 'bigint' ? Number(item) : item))
      }
    case 'integer[]':
    case 'varchar[]':
    case 'boolean':
    case 'integer':
    case 'double':
    case 'date':
    case 'time':
      return decode
  }
}

/** Whether values stand in the responses as they are. */
function isPlain({ source }: Column): boolean {
  return (source.kind === 'row' || source.kind === 'outer') && source.decode === 'value'
}

function lowerCase(text: unknown): unknown {
  return typeof text === 'string' ? text.toLowerCase() : text
}

function parsed(text: unknown): unknown {
  return typeof text === 'string' ? (JSON.parse(text) as unknown) : null
}
