import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBType } from '@duckdb/node-api'
import { quoteName } from './column-type.ts'
import { interruptible } from './interruptible.ts'
import type { ResultColumn } from './result.ts'

export interface Statement {
  readonly sql: string
  /** What stands before the text that somebody else wrote. */
  readonly prefix?: string
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs a statement whose whole result is one number, such as a count of rows, and gives that number.
 * Never for a user's SELECT: what DuckDB materialises is outside the memory limit.
 */
export async function execute(connection: DuckDBConnection, statement: Statement): Promise<number> {
  const { sql, prefix = '', signal } = statement
  return await interruptible(connection, {
    signal,
    context: { sql, prefix },
    run: async () => {
      const [[count] = []] = await (await connection.run(prefix + sql)).getRows()
      return Number(count ?? 0)
    },
  })
}

/** Runs a query into a temporary table, where errors surface and the memory limit holds; gives the number of rows. */
export async function executeInto(
  connection: DuckDBConnection,
  table: string,
  statement: Statement,
): Promise<number> {
  const prefix = `CREATE OR REPLACE TEMP TABLE ${quoteName(table)} AS `
  return await execute(connection, { ...statement, prefix })
}

/**
 * The columns that a query would have, from binding it alone: preparing it would optimize it too, which takes DuckDB
 * seconds for a hundred joins or a thousand alternatives, and is done once more when it runs.
 */
export async function describeQuery(
  connection: DuckDBConnection,
  statement: Statement,
): Promise<readonly ResultColumn[]> {
  const { sql, signal } = statement
  const prefix = 'DESCRIBE '
  return await interruptible(connection, {
    signal,
    context: { sql, prefix },
    run: async () => {
      // To prepare it would refuse a second statement, but binds the query twice.
      const { count } = await connection.extractStatements(prefix + sql)
      if (count !== 1) throw new Error('Parser Error: this is not one query')
      const rows = await (await connection.run(prefix + sql)).getRows()
      return rows.map(([name, type]) => ({ name: String(name), type: String(type) }))
    },
  })
}

/** The columns that a query would have. */
export async function describe(
  connection: DuckDBConnection,
  statement: Statement,
): Promise<readonly ResultColumn[]> {
  return await withPrepared(connection, statement, columnsOf)
}

/** What DuckDB knows of a query that has parameters. */
export interface PreparedQuery {
  /** Undefined while it can't tell the type of a parameter that they depend on. */
  readonly columns: readonly ResultColumn[] | undefined
  /** The types of parameters by name in lower case, as far as they can be told. */
  readonly parameters: ReadonlyMap<string, string>
}

/** What is known of a query that has parameters. */
export async function describeParameters(
  connection: DuckDBConnection,
  statement: Statement,
): Promise<PreparedQuery> {
  return await withPrepared(connection, statement, (prepared) => {
    const indexes = Array.from({ length: prepared.parameterCount }, (_, index) => index + 1)
    // Asking for the type of one that has none throws.
    const typed = indexes.filter((index) => prepared.parameterTypeId(index) !== unknownType)
    return {
      columns: prepared.columnTypeId(0) === unknownType ? undefined : columnsOf(prepared),
      parameters: new Map(
        typed.map((index) => [
          prepared.parameterName(index).toLowerCase(),
          typeText(prepared.parameterType(index)),
        ]),
      ),
    }
  })
}

const unknownType = 0

/** The statement is thrown away: one prepared before a load can miss the rows. */
async function withPrepared<T>(
  connection: DuckDBConnection,
  { sql, signal }: Statement,
  read: (prepared: DuckDBPreparedStatement) => T,
): Promise<T> {
  return await interruptible(connection, {
    signal,
    context: { sql },
    run: async () => {
      const prepared = await connection.prepare(sql)
      try {
        return read(prepared)
      } finally {
        prepared.destroySync()
      }
    },
  })
}

function columnsOf(prepared: DuckDBPreparedStatement): readonly ResultColumn[] {
  return Array.from({ length: prepared.columnCount }, (_, index) => columnAt(prepared, index))
}

function columnAt(prepared: DuckDBPreparedStatement, index: number): ResultColumn {
  return { name: prepared.columnName(index), type: typeText(prepared.columnType(index)) }
}

function typeText(type: DuckDBType): string {
  return type.alias ?? type.toString()
}
