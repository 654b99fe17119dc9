import type { Column } from '@devopsql/schema'
import type { TableColumn } from './duckdb/column-type.ts'
import type { DuckDatabase } from './duckdb/database.ts'
import type { DuckSession } from './duckdb/session.ts'

/** A table that rows may be loaded into. */
export interface EmptyTable {
  readonly id: string
  readonly columns: readonly Column[]
}

export interface OpenOptions {
  readonly database: DuckDatabase
  readonly signal?: AbortSignal | undefined
  /** The time zone of local times, where it is not that of the database. */
  readonly timeZone?: string | undefined
}

/** Opens a session that has these tables, empty. */
export async function openTables(
  tables: readonly EmptyTable[],
  { database, signal, timeZone }: OpenOptions,
): Promise<DuckSession> {
  const session = await database.session({ timeZone })
  try {
    for (const table of tables)
      await session.createTable(table.id, table.columns.map(tableColumn), { signal })
    return session
  } catch (error) {
    await session.close()
    throw error
  }
}

function tableColumn({ name, type, collation }: Column): TableColumn {
  return {
    name,
    type,
    collation: collation === 'ignore-case' ? 'ignore-case' : undefined,
  }
}
