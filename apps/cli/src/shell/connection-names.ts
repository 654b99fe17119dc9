import type { Connection } from 'devopsql'
import type { NameSource, TableName } from './complete.ts'

/** Table and column names of a connection, asked for once. What can't be had is not completed. */
export function connectionNames(connection: Connection): NameSource {
  let tables: Promise<readonly TableName[]> | undefined
  let procedures: Promise<readonly string[]> | undefined
  const columns = new Map<string, Promise<readonly string[]>>()
  return {
    tables() {
      tables ??= connection.tables().catch(() => [])
      return tables
    },
    procedures() {
      procedures ??= procedureNames(connection).catch(() => [])
      return procedures
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

async function procedureNames(connection: Connection): Promise<readonly string[]> {
  await using result = await connection.query('SELECT ProcedureName FROM sys_procedures ORDER BY 1')
  const names: string[] = []
  for await (const batch of result.batches()) for (const [name] of batch) names.push(String(name))
  return names
}
