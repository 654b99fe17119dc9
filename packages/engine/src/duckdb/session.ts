import { DevopsqlError } from '@devopsql/errors'
import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api'
import type { ResultBatch } from '../result-batch.ts'
import { type ColumnBatch, openLoader, type TableLoader } from './append.ts'
import { chunkReader } from './chunk-reader.ts'
import { columnDefinition, quoteName, type TableColumn } from './column-type.ts'
import type { DuckModule } from './duck-module.ts'
import type { ExportPlace, ExportTarget } from './export.ts'
import { type Chunks, exportChunks } from './export-chunks.ts'
import { interruptible } from './interruptible.ts'
import { type DuckResult, type ReadChunk, type ResultColumn, readStored } from './result.ts'
import {
  describe,
  describeParameters,
  describeQuery,
  execute,
  executeInto,
  type PreparedQuery,
} from './statements.ts'
import { createTurns, type Reader } from './turns.ts'

interface SignalOptions {
  readonly signal?: AbortSignal | undefined
}

interface RunOptions extends SignalOptions {
  /** Whether integers of 64 bits and more come as bigint; otherwise one beyond 2^53 is an error. */
  readonly bigint?: boolean | undefined
  /** Whether what JavaScript's own values can't hold comes as bigint, as bytes, or as the text that SQL has for it. */
  readonly exact?: boolean | undefined
}

/** Runs one query over a table again for each page that is loaded into it. */
interface DuckPages {
  /** Replaces the table's rows by this page and gives what the query makes of them. */
  run(page: ColumnBatch, options?: SignalOptions): Promise<readonly ResultBatch[]>
}

/**
 * One DuckDB connection with its temporary tables. Calls wait for each other; while a result is being read, any other
 * call is refused, because it would end that result early and without an error.
 */
export interface DuckSession extends AsyncDisposable {
  /** Creates a temporary table, in place of one of the same name. */
  createTable(name: string, columns: readonly TableColumn[], options?: SignalOptions): Promise<void>
  /** Adds rows to a table of this session; the next query sees them. */
  append(name: string, batch: ColumnBatch, options?: SignalOptions): Promise<void>
  truncate(name: string, options?: SignalOptions): Promise<void>
  /** The columns that a query would have. Nothing is run; mistakes in names and types are errors here. */
  describe(sql: string, options?: SignalOptions): Promise<readonly ResultColumn[]>
  /** What is known of a query that has parameters. Nothing is run; mistakes in names and types are errors here. */
  describeParameters(sql: string, options?: SignalOptions): Promise<PreparedQuery>
  /** Runs a query to its end within the memory limit; only then are there rows, so that no error can cut them short. */
  run(sql: string, options?: RunOptions): Promise<DuckResult>
  /** Prepares to run a query over a table page by page. */
  pages(name: string, sql: string, options?: RunOptions): DuckPages
  /** Runs a query and writes its rows to a file, which appears whole or not at all. Gives the number of rows. */
  exportTo(
    sql: string,
    target: ExportTarget,
    options?: SignalOptions & { readonly beforeRows?: ((count: number) => void) | undefined },
  ): Promise<number>
  /** Stops what runs, and drops the session's tables. */
  close(): Promise<void>
}

export interface SessionParts {
  readonly duckdb: DuckModule
  readonly connection: DuckDBConnection
  /** Where an export goes through: a connection of another, unlocked instance. */
  readonly exportPlace: () => Promise<ExportPlace>
  /** Called once, when the session has closed. */
  readonly closed: () => void
}

interface Reading<T> {
  readonly signal: AbortSignal | undefined
  readonly chunkReader: (result: DuckDBResult) => ReadChunk<T>
}

interface Stored {
  readonly table: string
  readonly rowCount: number
}

/** Makes a session of an open connection, which it owns from then on. */
export function createSession(parts: SessionParts): DuckSession {
  const { duckdb, connection } = parts
  const turns = createTurns()
  const loaders = new Map<string, TableLoader>()
  const described = new Map<string, readonly ResultColumn[]>()
  let results = 0
  let closing: Promise<void> | undefined

  const loaderOf = (name: string): TableLoader => {
    const loader = loaders.get(name)
    if (loader !== undefined) return loader
    throw new DevopsqlError(`table ${name} was not created in this session`, {
      code: 'DEVOPSQL_INTERNAL',
    })
  }
  const flush = (): void => {
    for (const loader of loaders.values()) loader.flush()
  }
  const truncate = async (name: string, signal: AbortSignal | undefined): Promise<void> => {
    loaderOf(name).flush()
    await execute(connection, { sql: `TRUNCATE ${quoteName(name)}`, signal })
  }
  const drop = async (table: string): Promise<void> => {
    await execute(connection, { sql: `DROP TABLE IF EXISTS ${quoteName(table)}` })
  }
  const store = async (sql: string, signal: AbortSignal | undefined): Promise<Stored> => {
    flush()
    const table = `devopsql result ${++results}`
    return { table, rowCount: await executeInto(connection, table, { sql, signal }) }
  }

  /** Binding a deep expression takes DuckDB seconds, so it is done once while the tables are the same. */
  const describeOnce = async (
    sql: string,
    signal: AbortSignal | undefined,
  ): Promise<readonly ResultColumn[]> => {
    const known = described.get(sql)
    if (known !== undefined) return known
    const columns = await describeQuery(connection, { sql, signal })
    described.set(sql, columns)
    return columns
  }

  async function* read<T>(stored: Stored, work: Reading<T>): AsyncGenerator<T> {
    const reader: Reader = Symbol(stored.table)
    const call = async <R>(run: () => Promise<R>): Promise<R> =>
      await turns.take(
        async () => await interruptible(connection, { signal: work.signal, run }),
        reader,
      )
    const open = async (): Promise<DuckDBResult> => {
      const sql = `FROM ${quoteName(stored.table)}`
      const result = await call(async () => await connection.stream(sql))
      turns.hold(reader)
      return result
    }
    let ahead: Promise<DuckDBDataChunk | null> | undefined
    const begin = (result: DuckDBResult): Promise<DuckDBDataChunk | null> => {
      const chunk = call(async () => await result.fetchChunk())
      // Whoever takes it is told.
      chunk.catch(() => undefined)
      return chunk
    }
    const fetch = async (result: DuckDBResult): Promise<DuckDBDataChunk | null> => {
      const next = ahead ?? begin(result)
      // A turn of its own, so that what was closed or cancelled meanwhile gives no chunk that was there already.
      const chunk = await call(async () => await next)
      // DuckDB makes the next chunk while the caller is at this one.
      ahead = chunk === null || chunk.rowCount === 0 ? undefined : begin(result)
      return chunk
    }
    try {
      yield* readStored({ rowCount: stored.rowCount, open, fetch }, work.chunkReader)
    } finally {
      turns.release(reader)
      // The table goes with the connection anyway; failing to drop it must not hide why the reading ended.
      await turns.take(async () => await drop(stored.table)).catch(() => undefined)
    }
  }
  const batchesOf = (
    stored: Stored,
    { signal, bigint = false, exact }: RunOptions,
  ): AsyncGenerator<ResultBatch> =>
    read(stored, {
      signal,
      chunkReader: (result) => chunkReader(duckdb, result, { bigint, exact }),
    })

  const close = async (): Promise<void> => {
    connection.interrupt()
    const timer = setInterval(() => connection.interrupt(), 10)
    await turns.end()
    clearInterval(timer)
    for (const loader of loaders.values()) loader.close()
    connection.closeSync()
    parts.closed()
  }

  const session: DuckSession = {
    createTable: async (name, columns, options = {}) => {
      await turns.take(async () => {
        const definitions = columns.map(columnDefinition).join(', ')
        loaders.get(name)?.close()
        loaders.delete(name)
        described.clear()
        const sql = `CREATE OR REPLACE TEMP TABLE ${quoteName(name)} (${definitions})`
        await execute(connection, { sql, signal: options.signal })
        loaders.set(name, await openLoader(duckdb, connection, { table: name, columns }))
      })
    },
    append: async (name, batch, options = {}) => {
      await turns.take(async () => {
        const run = async (): Promise<void> => loaderOf(name).append(batch)
        await interruptible(connection, { signal: options.signal, run })
      })
    },
    truncate: async (name, options = {}) => {
      await turns.take(async () => await truncate(name, options.signal))
    },
    describe: async (sql, options = {}) =>
      await turns.take(async () => {
        flush()
        return await describeOnce(sql, options.signal)
      }),
    describeParameters: async (sql, { signal } = {}) =>
      await turns.take(async () => await describeParameters(connection, { sql, signal })),
    run: async (sql, options = {}) =>
      await turns.take(async () => {
        flush()
        const columns = await describeOnce(sql, options.signal)
        const stored = await store(sql, options.signal)
        return { columns, rowCount: stored.rowCount, ...readOnce(batchesOf(stored, options)) }
      }),
    pages: (name, sql, options = {}) => {
      const run = async (
        page: ColumnBatch,
        { signal }: SignalOptions = {},
      ): Promise<readonly ResultBatch[]> => {
        const stored = await turns.take(async () => {
          await truncate(name, signal)
          loaderOf(name).append(page)
          return await store(sql, signal)
        })
        const batches: ResultBatch[] = []
        for await (const batch of batchesOf(stored, { ...options, signal })) batches.push(batch)
        return batches
      }
      return { run }
    },
    exportTo: async (sql, target, { signal, beforeRows } = {}) => {
      const start = async (): Promise<Chunks> => {
        await session.describe(sql, { signal })
        const stored = await turns.take(async () => await store(sql, signal))
        const all = { sql: `FROM ${quoteName(stored.table)}`, signal }
        const columns = await turns.take(async () => await describe(connection, all))
        return { columns, chunks: read(stored, { signal, chunkReader: () => (chunk) => chunk }) }
      }
      return await exportChunks(parts.exportPlace, target, { start, signal, beforeRows })
    },
    close: async () => {
      closing ??= close()
      await closing
    },
    [Symbol.asyncDispose]: async () => await session.close(),
  }
  return session
}

function readOnce(rows: AsyncGenerator<ResultBatch>): AsyncIterable<ResultBatch> {
  let taken = false
  return {
    [Symbol.asyncIterator]: () => {
      if (taken) {
        throw new DevopsqlError('a result can be read only once', { code: 'DEVOPSQL_INTERNAL' })
      }
      taken = true
      return rows
    },
  }
}
