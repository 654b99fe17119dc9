import type { Connection } from 'devopsql'
import type { NameSource, TableName } from './complete.ts'

/** Table and column names of a connection, asked for once. What can't be had is not completed. */
export function connectionNames(connection: Connection): NameSource {
  let tables: Promise<readonly TableName[]> | undefined
  const columns = new Map<string, Promise<readonly string[]>>()
  return {
    tables() {
      tables ??= connection.tables().catch(() => [])
      return tables
    },
    columns(table) {
      const known = columns.get(table.toLowerCase())
      if (known) return known
      const asked = connection
        .describe(table)
        .then((description) => description.columns.map((column) => column.name))
        .catch(() => [])
      columns.set(table.toLowerCase(), asked)
      return asked
    },
  }
}
