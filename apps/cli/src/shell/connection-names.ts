import type { Connection } from 'devopsql'
import type { NameSource, ProcedureName, TableName } from './complete.ts'

/** Names of tables, columns and procedures of a connection, asked for once. What can't be had is not completed. */
export function connectionNames(connection: Connection): NameSource {
  let tables: Promise<readonly TableName[]> | undefined
  let procedures: Promise<readonly ProcedureName[]> | undefined
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

const procedureQuery = `
  SELECT p.ProcedureName, i.ColumnName
  FROM sys_procedures p
  LEFT JOIN sys_procedureparameters i ON i.ProcedureName = p.ProcedureName AND i.Direction = 1
  ORDER BY p.ProcedureName, i.Ordinal`

async function procedureNames(connection: Connection): Promise<readonly ProcedureName[]> {
  await using result = await connection.query(procedureQuery)
  const inputs = new Map<string, string[]>()
  for await (const batch of result.batches()) {
    for (const [procedure, input] of batch) {
      const known = inputs.get(String(procedure)) ?? []
      inputs.set(String(procedure), input === null ? known : [...known, String(input)])
    }
  }
  return [...inputs].map(([name, names]) => ({ name, inputs: names }))
}
