import type { Column } from '@devopsql/schema'

/**
 * Adds the parameters without which the remote leaves out columns that are read, but for what is asked not to come, and
 * takes those away that would leave one out.
 */
export function withNeeds(
  query: Readonly<Record<string, string>>,
  columns: readonly Column[],
): Readonly<Record<string, string>> {
  const needs = columns.flatMap((column) => Object.entries(column.needs ?? {}))
  const wanted = new Map(Object.entries(query))
  for (const [name, value] of needs) {
    const values = wanted.get(name)?.split(',') ?? []
    if (!values.includes(value) && !values.includes('false'))
      wanted.set(name, [...values, value].join(','))
  }
  for (const [name, value] of needs) if (value === '') wanted.delete(name)
  return Object.fromEntries(wanted)
}
