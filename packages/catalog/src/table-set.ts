import type { Table } from '@devopsql/schema'
import { tables } from '@devopsql/tables'

/** The tables that a connection knows. */
export interface TableSet {
  readonly all: readonly Table[]
  /** The table of that name, letter case ignored. */
  find(name: string): Table | undefined
}

/** The tables of Azure DevOps with those of the user, which stand in for others of their name. */
export function createTableSet(own: readonly Table[] = []): TableSet {
  const byName = new Map([...tables, ...own].map((table) => [table.name.toLowerCase(), table]))
  return { all: [...byName.values()], find: (name) => byName.get(name.toLowerCase()) }
}
