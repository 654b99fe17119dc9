import type { Column, Table } from '@devopsql/schema'

/** Of the columns that a query needs those that a table of rows has: request parameters are none. Never empty. */
export function loadedColumns(needed: readonly Column[], table: Table): readonly Column[] {
  const columns = needed.filter(({ source }) => source.kind !== 'parameter')
  return columns.length > 0 ? columns : [cheapestColumn(table)]
}

/** A table of which no column is needed (`count(*)`) is still read by one. */
export function cheapestColumn(table: Table): Column {
  const key = table.columns.find((column) => column.name === table.key[0])
  const [first] = table.columns
  if (key === undefined && first === undefined) throw new RangeError(`${table.name} has no column`)
  return (key ?? first) as Column
}
