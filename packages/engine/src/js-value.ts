import type { Column } from '@devopsql/schema'
import { decodeColumn } from './scan/decode-page.ts'

/** Turns a JSON value of a response into what a result row holds: Date, number, string, boolean, parsed JSON or null. */
export type ToJs = (value: unknown) => unknown

const plainTimestamp = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** The JavaScript value of a column without a detour through the engine; the same values as the engine gives. */
export function jsReader(column: Column, options: { readonly bigint: boolean }): ToJs {
  const decode = decodeColumn(column)
  const isPlain =
    column.source.kind !== 'row' && column.source.kind !== 'outer'
      ? false
      : column.source.decode === 'value'
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
      return isPlain ? (value) => value ?? null : (value) => parsed(decode(value))
    case 'varchar':
      return isPlain ? (value) => (typeof value === 'string' ? value : decode(value)) : decode
    case 'uuid':
      return (value) => {
        const text = decode(value)
        return typeof text === 'string' ? text.toLowerCase() : text
      }
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

function parsed(text: unknown): unknown {
  return typeof text === 'string' ? (JSON.parse(text) as unknown) : null
}
