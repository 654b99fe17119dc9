import type { Table } from '@devopsql/schema'
import { tables } from '@devopsql/tables'
import type { CatalogOptions, ViewSource } from './contract.ts'

/** The tables that a connection knows. */
export interface TableSet {
  readonly all: readonly Table[]
  /** The table of that name, else of that alias, letter case ignored. */
  find(name: string): Table | undefined
}

/** The tables of Azure DevOps with those of the user, which stand in for others of their name, and with views. */
export function createTableSet({ tables: own = [], views }: Own): TableSet {
  const byName = new Map([...tables, ...own].map((table) => [table.name.toLowerCase(), table]))
  const byAlias = new Map(
    [...byName.values()].flatMap((table) =>
      table.aliases.map((alias) => [alias.toLowerCase(), table]),
    ),
  )
  const viewTables = (): readonly Table[] => views?.list().map(viewTable) ?? []
  return {
    get all() {
      return [...byName.values(), ...viewTables()]
    },
    find(name) {
      const wanted = name.toLowerCase()
      return (
        byName.get(wanted) ??
        viewTables().find((table) => table.name.toLowerCase() === wanted) ??
        byAlias.get(wanted)
      )
    },
  }
}

type Own = Pick<CatalogOptions, 'tables' | 'views'>

type View = ReturnType<ViewSource['list']>[number]

/** A view as a table whose columns are not known yet. */
function viewTable({ name, sql }: View): Table {
  return {
    name,
    aliases: [],
    doc: sql.replaceAll(/\s+/g, ' ').trim(),
    kind: 'view',
    area: 'user-views',
    levels: ['user-views'],
    key: [],
    foreignKeys: [],
    columns: [],
    dynamic: 'query',
    access: [],
  }
}
