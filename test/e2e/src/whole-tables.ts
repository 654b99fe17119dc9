import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatSql, parse } from '@devopsql/planner'
import type { Connection } from 'devopsql'
import type { Ask } from './compare-results.ts'
import { openEmptyDuckdb } from './open-duckdb.ts'
import { returnedColumns } from './table-facts.ts'

/** Whole tables in a DuckDB of their own, which knows nothing of requests, placement or pushdown. */
export interface WholeTables {
  readonly ask: Ask
  /** How many queries DuckDB could answer: it does not know all of our language. */
  answered(): number
}

export async function loadWholeTables(
  connection: Connection,
  names: readonly string[],
  timeZone: string,
): Promise<WholeTables> {
  const duckdb = await openEmptyDuckdb()
  await duckdb.run(`SET TimeZone = '${timeZone}'`)
  await duckdb.run("SET default_null_order = 'nulls_last'")
  const tables = await columnsOf(connection, names)
  const folder = await mkdtemp(join(tmpdir(), 'whole-tables-'))
  try {
    for (const [name, columns] of tables) {
      const file = join(folder, `${name}.parquet`)
      const all = columns.map((one) => `"${one.name}"`).join(', ')
      await connection.export(`SELECT ${all} FROM ${name}`, { format: 'parquet', file })
      const types = columns.map(
        (one) => `"${one.name}" ${one.type}${one.isLoose ? ' COLLATE NOCASE' : ''}`,
      )
      await duckdb.run(`CREATE TABLE ${name} (${types.join(', ')})`)
      await duckdb.run(`INSERT INTO ${name} BY NAME SELECT * FROM '${file}'`)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  const loose = new Set(
    [...tables.values()].flatMap((columns) =>
      columns.filter((one) => one.isLoose).map((one) => one.name),
    ),
  )
  // An aggregate over DISTINCT values knows no collations in DuckDB.
  const isBeyondDuckdb = (sql: string): boolean =>
    [...sql.matchAll(/\(DISTINCT \w+\."(\w+)"\)/g)].some(([, name = '']) => loose.has(name))
  let answered = 0
  return {
    answered: () => answered,
    async ask(sql) {
      if (isBeyondDuckdb(sql)) return undefined
      const result = await duckdb.runAndReadAll(formatSql(parse(sql))).catch(() => undefined)
      if (result === undefined) return undefined
      answered++
      const types = result.columnTypes().map((type) => type.alias ?? String(type))
      const rows = result.getRowsJson()
      return {
        rows: rows.map((row) => row.map((one, at) => plainValue(one, types[at]))),
        complete: true,
      }
    },
  }
}

type Columns = readonly {
  readonly name: string
  readonly type: string
  readonly isLoose: boolean
}[]

async function columnsOf(
  connection: Connection,
  names: readonly string[],
): Promise<Map<string, Columns>> {
  const result = await connection.query(
    `SELECT DISTINCT TableName, ColumnName, Collation FROM sys_tablecolumns WHERE CatalogName = 'CData'`,
  )
  const loose = new Set(
    (await result.toArray())
      .filter((row) => row['Collation'] === 'ignore-case')
      .map((row) => `${String(row['TableName'])}.${String(row['ColumnName'])}`),
  )
  const described = names.map(async (table) => {
    const columns = await returnedColumns(connection, table)
    const facts = columns.map(({ name, type }) => ({
      name,
      type,
      isLoose: loose.has(`${table}.${name}`),
    }))
    return [table, facts] as const
  })
  return new Map(await Promise.all(described))
}

/** A value as the product gives it to JSON. */
function plainValue(value: unknown, type: string | undefined): unknown {
  if (typeof value !== 'string' || type === undefined) return value
  if (type === 'BIGINT' || type === 'HUGEINT') return Number(value)
  if (type === 'JSON') return JSON.parse(value)
  return type.startsWith('TIMESTAMP') ? momentOf(value) : value
}

function momentOf(text: string): Date {
  const time = text.replace(' ', 'T')
  return new Date(/[+-]\d\d$/.test(time) ? `${time}:00` : `${time}Z`)
}
