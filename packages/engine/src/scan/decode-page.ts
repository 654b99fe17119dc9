import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import {
  type Column,
  type Decode,
  type DecoderName,
  decoderOf,
  type SqlValue,
} from '@devopsql/schema'
import type { ColumnBatch } from '../duckdb/append.ts'
import type { RawPage } from './raw-page.ts'
import { pathReader } from './read-path.ts'

/** Rows of other tables that columns are looked up in: table -> match column -> text in lower case -> row. */
export type Lookups = ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, SqlValue>>>>

/** The name under which `Lookups` holds the rows of a table by one of its columns. */
export function lookupName(table: string, match: string): string {
  return `${table}.${match}`
}

/** Decodes pages of one scan into columns, in the order of `columns`. */
export function pageDecoder(
  columns: readonly Column[],
  lookups: Lookups,
): (page: RawPage) => ColumnBatch {
  const readers = columns.map((column) =>
    columnReader(column, decoderOf(column.type, decoderName(column)), lookups),
  )
  return (page) => ({ rowCount: page.rows.length, columns: readers.map((read) => read(page)) })
}

/** Reads one column of a page, each value through `decode`. */
export function columnReader<T>(
  column: Column,
  decode: (value: unknown) => T,
  lookups: Lookups,
): (page: RawPage) => T[] {
  const read = valuesReader(column, decode, lookups)
  return (page) => {
    try {
      return read(page)
    } catch (error) {
      throw ofColumn(column, error)
    }
  }
}

function ofColumn(column: Column, error: unknown): unknown {
  if (!isDevopsqlError(error)) return error
  return new DevopsqlError(`column ${column.name} can't be read: ${error.message}`, {
    code: error.code,
    hint: `Leave ${column.name} out of the query, and report the value as a fault of devopsql.`,
    cause: error,
  })
}

function valuesReader<T>(
  column: Column,
  decode: (value: unknown) => T,
  lookups: Lookups,
): (page: RawPage) => T[] {
  const { source } = column
  switch (source.kind) {
    case 'row': {
      const get = pathReader(source)
      return (page) => page.rows.map((row) => decode(get(row)))
    }
    case 'outer': {
      const get = pathReader(source)
      return (page) => (page.outers ?? []).map((outer) => decode(get(outer)))
    }
    case 'position': {
      const { holder } = source
      return (page) =>
        (page.places ?? []).map((place) => decode(holder ? place.holder : place.position))
    }
    case 'parent':
      return (page) => {
        const value = decode(page.parent?.[source.column])
        return page.rows.map(() => value)
      }
    case 'lookup': {
      const rows = lookups.get(lookupName(source.table, source.match))
      const get = pathReader(source)
      const holders = (page: RawPage): readonly unknown[] =>
        source.outer === true ? (page.outers ?? []) : page.rows
      return (page) =>
        holders(page).map((row) =>
          decode(rows?.get(String(get(row)).toLowerCase())?.[source.column]),
        )
    }
    case 'parameter': {
      const { asked = null } = source
      return (page) => page.rows.map(() => decode(asked))
    }
  }
}

function decoderName(column: Column): DecoderName {
  return column.source.kind === 'row' || column.source.kind === 'outer'
    ? column.source.decode
    : 'value'
}

/** A decoder for one column, that of a parent row included: what is an SQL value already stays as it is. */
export function decodeColumn(column: Column): Decode {
  return decoderOf(column.type, decoderName(column))
}
