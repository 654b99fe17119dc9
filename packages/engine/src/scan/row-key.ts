import type { Access, Table } from '@devopsql/schema'
import { pathReader } from './read-path.ts'

/**
 * The identity of an element of a list, from the key columns that are read from it.
 * Undefined where the table's key can't be read off the element: the reader then can't see repeats.
 */
export function rowKeyOf(
  table: Table,
  access: Access,
): ((row: unknown) => string | undefined) | undefined {
  const kind = access.each === undefined ? 'row' : 'outer'
  const readers = table.key.flatMap((name) => {
    const source = table.columns.find((column) => column.name === name)?.source
    return source?.kind === kind ? [pathReader(source)] : []
  })
  if (readers.length === 0) return undefined
  return (row) => {
    const parts = readers.map((read) => read(row))
    if (parts.some((part) => part === undefined || part === null)) return undefined
    return parts.length === 1 ? String(parts[0]) : JSON.stringify(parts)
  }
}
