import type { ColumnDefinition, ColumnDefinitions } from '@devopsql/schema'

/** Columns taken from the element that holds the row instead of the row itself (see `Access.each`). */
export function outward(columns: ColumnDefinitions): ColumnDefinitions {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]): [string, ColumnDefinition] => {
      const { source } = column
      if (source.kind !== 'row') return [name, column]
      return [name, { ...column, source: { ...source, kind: 'outer' } }]
    }),
  )
}
