import type { Column, Pushdown } from '@devopsql/schema'

/**
 * Adds the parameters without which the remote leaves out columns that are read, but for what is asked otherwise, and takes
 * those away that would leave one out.
 */
export function withNeeds(
  query: Readonly<Record<string, string>>,
  columns: readonly Column[],
  pushdown: readonly Pushdown[],
): Readonly<Record<string, string>> {
  const needs = columns.flatMap((column) => Object.entries(column.needs ?? {}))
  const wanted = new Map(Object.entries(query))
  for (const [name, value] of needs) {
    const values = wanted.get(name)?.split(',') ?? []
    const isAsked = values.length > 0 && takesOne(name, pushdown)
    if (!values.includes(value) && !isAsked) wanted.set(name, [...values, value].join(','))
  }
  for (const [name, value] of needs) if (value === '') wanted.delete(name)
  return Object.fromEntries(wanted)
}

/** Whether conditions give the parameter one value, beside which there is no place for another. */
function takesOne(name: string, pushdown: readonly Pushdown[]): boolean {
  return pushdown.some(({ send }) => /\$value(?!s)/.test(send[name] ?? ''))
}
