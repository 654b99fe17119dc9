import type { Connection } from 'devopsql'
import type { NameSource } from './complete.ts'

/** Table and column names of a connection, asked for once. What can't be had is not completed. */
export function connectionNames(connection: Connection): NameSource {
  let tables: Promise<readonly string[]> | undefined
  const columns = new Map<string, Promise<readonly string[]>>()
  return {
    tables() {
      tables ??= connection
        .tables()
        .then((found) => [...new Set(found.map((table) => table.name))])
        .catch(() => [])
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
