import {
  type Column,
  isInStar,
  type ResolvedTable,
  requiredColumns,
  type Table,
} from '@devopsql/schema'
import type { ColumnSummary, TableDescription, TableSummary } from './contract.ts'
import { describePushdown } from './describe-pushdown.ts'
import type { PlaceNames } from './place.ts'

/** What a list of tables shows. */
export function summarizeTable(table: Table, { catalog, schema }: PlaceNames): TableSummary {
  return { catalog, schema, name: table.name, kind: table.kind, doc: table.doc }
}

/** Everything there is to know of a table. */
export function describeTable(resolved: ResolvedTable): TableDescription {
  const { table } = resolved
  return {
    ...summarizeTable(table, resolved),
    columns: table.columns.map((column) => ({
      name: column.name,
      type: column.type.toUpperCase(),
      nullable: column.nullable,
      isKey: table.key.includes(column.name),
      doc: column.doc,
      pushdown: describePushdown(table, column),
      use: useOf(column),
    })),
    requires: requiredOf(table),
    foreignKeys: table.foreignKeys.map(({ columns, table: other, references }) => ({
      columns,
      references: `${other}(${references.join(', ')})`,
    })),
  }
}

function useOf(column: Column): ColumnSummary['use'] {
  if (column.source.kind === 'parameter') return 'where'
  return isInStar(column) ? 'shown' : 'named'
}

function requiredOf({ access }: Table): TableDescription['requires'] {
  const alternatives = new Map<string, readonly string[]>()
  for (const each of access) {
    const required = requiredColumns(each)
    if (required.length === 0) return []
    for (const names of required) alternatives.set(names.join(','), names)
  }
  return [...alternatives.values()]
}
