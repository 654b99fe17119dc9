import { DevopsqlError } from '@devopsql/errors'
import type { Table } from '@devopsql/schema'
import { listSchemas, type SchemaColumns, type SchemaEntry } from './list-schemas.ts'
import { type Equal, mayBe, type SystemContext } from './system-context.ts'

export interface TableEntry extends SchemaEntry {
  readonly table: Table
}

export interface TableColumns extends SchemaColumns {
  readonly table: string
}

/** The tables of each schema, without the columns that fields add. */
export async function* listTables(
  context: SystemContext,
  equal: Equal,
  columns: TableColumns,
): AsyncGenerator<readonly TableEntry[]> {
  for await (const schema of listSchemas(context, equal, columns)) {
    yield context.tables
      .filter(({ levels }) => levels.includes(schema.level))
      .filter(({ name }) => mayBe(equal, columns.table, name))
      .map((table) => ({ ...schema, table }))
  }
}

/** The same with every column. */
export async function* listWholeTables(
  context: SystemContext,
  equal: Equal,
  columns: TableColumns,
): AsyncGenerator<readonly TableEntry[]> {
  for await (const entries of listTables(context, equal, columns)) {
    yield await Promise.all(
      entries.map(async (entry) => ({
        ...entry,
        table: await wholeTable(entry.table, context),
      })),
    )
  }
}

/** A view whose query has gone wrong is listed without columns: the others can still be read about. */
async function wholeTable(table: Table, { widen, request }: SystemContext): Promise<Table> {
  try {
    return await widen(table, request)
  } catch (error) {
    if (table.dynamic === 'query' && error instanceof DevopsqlError && error.category === 'sql')
      return table
    throw error
  }
}
