import type { ForeignKey, Table } from '@devopsql/schema'
import type { PlaceNames } from '../place.ts'
import type { TableEntry } from './list-tables.ts'

export function primaryKeyName(table: Pick<Table, 'name'>): string {
  return `PK_${table.name}`
}

export function foreignKeyName(table: Pick<Table, 'name'>, { columns }: ForeignKey): string {
  return `FK_${table.name}_${columns.join('_')}`
}

export interface Reference extends PlaceNames {
  readonly table: Table
}

/** The table that a foreign key references: in the schema of its own table where it is there, else the organization's. */
export function referenceOf(
  entry: TableEntry,
  { table: name }: ForeignKey,
  tables: readonly Table[],
): Reference | undefined {
  const table = tables.find((candidate) => candidate.name === name)
  if (table === undefined) return undefined
  const { catalog, schema } = table.levels.includes(entry.level)
    ? entry
    : { catalog: 'CData', schema: 'Information' }
  return { table, catalog, schema }
}
