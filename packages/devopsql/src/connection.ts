import type { TokenProvider } from '@devopsql/auth'
import { createCatalog } from '@devopsql/catalog'
import type { ConnectionOptions } from '@devopsql/connection-string'
import {
  createDuckDatabase,
  type ExecuteOptions,
  type Execution,
  execute,
  exportPlan,
} from '@devopsql/engine'
import { DevopsqlError } from '@devopsql/errors'
import {
  explainPlan,
  parse,
  type Query,
  type QueryPlan,
  type ScanContext,
  type Statement,
} from '@devopsql/planner'
import { createRestClient } from '@devopsql/rest'
import type { Table } from '@devopsql/schema'
import type { Connection, QueryOptions, ResultColumn } from './contract.ts'
import { explainAnalyze } from './explain-analyze.ts'
import { createQueryPlanner } from './query-planner.ts'
import { cancelledIf, createQueryResult } from './query-result.ts'
import { createQueryRuns, type QueryRun } from './query-run.ts'
import { restOptionsOf } from './rest-options.ts'
import { splitTableName } from './split-table-name.ts'
import { createSystemRows } from './system-rows.ts'
import { createTextResult } from './text-result.ts'

/** What a connection string can't hold. */
export interface ConnectionObjects {
  readonly tokenProvider: TokenProvider
  readonly tables: readonly Table[]
}

/** A connection over parsed properties. */
export function createConnection(
  options: ConnectionOptions,
  { tokenProvider, tables }: ConnectionObjects,
): Connection {
  const client = createRestClient(restOptionsOf(options, tokenProvider))
  const catalog = createCatalog({
    client,
    organization: options.Organization,
    defaultCatalog: options.Catalog ?? (options.ProjectId && `Project_${options.ProjectId}`),
    defaultSchema: options.Schema,
    includeCustomFields: options.IncludeCustomFields,
    tables,
  })
  const database = createDuckDatabase({
    memoryLimit: options.MemoryLimit,
    tempDirectory: options.TempDirectory,
    timeZone: options.TimeZone,
  })
  const scanning: ScanContext = {
    findTable: (name) => catalog.findTable(name),
    pushdown: options.Pushdown === 'on',
  }
  const localRows = createSystemRows({ catalog, client, options })
  const planStatement = createQueryPlanner(catalog, options, scanning)
  const runs = createQueryRuns()
  let isClosed = false

  const executeOptions = (run: QueryRun, queryOptions: QueryOptions): ExecuteOptions => ({
    client,
    database,
    planning: scanning,
    queryId: run.queryId,
    signal: run.signal,
    meter: run.meter,
    bigint: queryOptions.bigint === true,
    allowPartial: options.AllowPartial,
    maxRows: options.MaxRows < 0 ? undefined : options.MaxRows,
    localRows,
  })
  /** Runs one statement; whatever fails before its result exists ends it. */
  const begun = async <T>(
    signal: AbortSignal | undefined,
    work: (run: QueryRun) => Promise<T>,
  ): Promise<T> => {
    if (isClosed) throw closed()
    const run = runs.begin(signal)
    try {
      return await work(run)
    } catch (error) {
      run.end()
      throw cancelledIf(signal, error)
    }
  }
  const close = async (): Promise<void> => {
    if (isClosed) return
    isClosed = true
    runs.stopAll()
    await Promise.all([client.close(), database.close()])
  }

  return {
    query: async (sql, parameters = [], queryOptions = {}) =>
      await begun(queryOptions.signal, async (run) => {
        const statement = parse(sql)
        const plan = await planStatement(queryOf(statement), { sql, parameters }, run)
        if (statement.kind === 'explain' && !statement.analyze) {
          run.end()
          return createTextResult('plan', explainPlan(plan), run)
        }
        const execution = await execute(plan, executeOptions(run, queryOptions))
        if (statement.kind !== 'explain') {
          return createQueryResult({
            execution,
            columns: resultColumns(execution, plan),
            run,
            options: queryOptions,
          })
        }
        const lines = await explainAnalyze(plan, execution, run)
        run.end()
        return createTextResult('plan', lines, run)
      }),
    export: async (sql, target, exportOptions = {}) =>
      await begun(exportOptions.signal, async (run) => {
        const plan = await planStatement(
          queryOf(parse(sql)),
          { sql, parameters: exportOptions.parameters ?? [] },
          run,
        )
        const { rows, scans, missing } = await exportPlan(
          plan,
          target,
          executeOptions(run, exportOptions),
        )
        run.end()
        const { requests, bytes, throttledMs } = run.meter
        const elapsedMs = Math.round(performance.now() - run.startedAt)
        return {
          rows,
          requests,
          bytes,
          elapsedMs,
          throttledMs,
          complete: missing.length === 0,
          missing,
          scans,
        }
      }),
    tables: async (pattern) => await Promise.resolve(catalog.listTables(pattern)),
    describe: async (table, { signal } = {}) =>
      await catalog.describe(splitTableName(table), { signal }),
    notes: options.notes.map((note) => note.message),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function queryOf(statement: Statement): Query {
  switch (statement.kind) {
    case 'query':
      return statement
    case 'explain':
      return statement.query
    case 'set':
    case 'show':
    case 'reset':
      throw new DevopsqlError(`${statement.kind.toUpperCase()} has nothing to act upon yet`, {
        code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
        hint: 'Settings are properties of the connection string; `devopsql tables` lists tables.',
        position: statement.span?.start,
      })
  }
}

function resultColumns(execution: Execution, plan: QueryPlan): readonly ResultColumn[] {
  return execution.columns.map(({ name, type }, index) => {
    const source = plan.output?.[index]?.source
    return {
      name,
      type,
      nullable: source?.column.nullable ?? true,
      source: source && { table: source.table, column: source.column.name },
    }
  })
}

function closed(): DevopsqlError {
  return new DevopsqlError('the connection is closed', {
    code: 'DEVOPSQL_CLOSED',
    hint: 'Call connect() again.',
  })
}
