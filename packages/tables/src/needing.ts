import type { ColumnDefinitions } from '@devopsql/schema'

/** Columns whose values the remote leaves out without these parameters. */
export function needing(
  needs: Readonly<Record<string, string>>,
  columns: ColumnDefinitions,
): ColumnDefinitions {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, { ...column, needs }]),
  )
}
