import { type Access, requiredColumns } from '@devopsql/schema'
import { findTable } from '@devopsql/tables'
import type { ColumnSummary, Connection } from 'devopsql'

/** A column as random queries use it: with values that it really has. */
export interface ColumnFacts {
  readonly name: string
  readonly type: string
  /** Different values without NULL, a few of them. */
  readonly values: readonly unknown[]
  readonly isPushed: boolean
}

export interface TableFacts {
  readonly name: string
  readonly key: readonly string[]
  readonly columns: readonly ColumnFacts[]
}

const mostValues = 60

/** Reads tables whole, so that random queries can speak of what is there. */
export async function readTableFacts(
  connection: Connection,
  names: readonly string[],
): Promise<readonly TableFacts[]> {
  const tables: TableFacts[] = []
  for (const name of names) {
    const columns = await returnedColumns(connection, name)
    const all = columns.map((column) => `"${column.name}"`).join(', ')
    const rows = await (await connection.query(`SELECT ${all} FROM ${name}`)).toArray()
    tables.push({
      name,
      key: columns.filter((column) => column.isKey).map((column) => column.name),
      columns: columns.map((column) => ({
        name: column.name,
        type: column.type.toUpperCase(),
        isPushed: column.pushdown !== '',
        values: someOf(rows.map((row) => row[column.name])),
      })),
    })
  }
  return tables
}

/** The columns that a query can return, hidden ones too. */
export async function returnedColumns(
  connection: Connection,
  name: string,
): Promise<readonly ColumnSummary[]> {
  const { columns } = await connection.describe(name)
  const own = findTable(name)?.columns ?? []
  const parameters = own.filter(({ source }) => source.kind === 'parameter')
  const names = new Set(parameters.map((column) => column.name))
  return columns.filter((column) => !names.has(column.name))
}

function someOf(values: readonly unknown[]): readonly unknown[] {
  const known = new Map<string, unknown>()
  for (const value of values) {
    if (value === null || value === undefined) continue
    known.set(value instanceof Date ? value.toISOString() : JSON.stringify(value), value)
  }
  const all = [...known.values()]
  const step = Math.max(1, Math.floor(all.length / mostValues))
  return all.filter((_, index) => index % step === 0)
}

/** Whether an access reads every row of its table, no value asked for. */
export function isForAll(access: Access): boolean {
  return requiredColumns(access).length === 0
}
