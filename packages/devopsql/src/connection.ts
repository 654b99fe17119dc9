import { createCatalog } from '@devopsql/catalog'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { createDuckDatabase, type ExecuteOptions, exportPlan } from '@devopsql/engine'
import { DevopsqlError } from '@devopsql/errors'
import {
  type Dialect,
  formatSql,
  parse,
  type Query,
  type ScanContext,
  type Statement,
} from '@devopsql/planner'
import { createRestClient } from '@devopsql/rest'
import type { Table } from '@devopsql/schema'
import type { Connection, QueryOptions, QueryResult } from './contract.ts'
import type { LocalSchema } from './local-schema.ts'
import { localMacros, localTables } from './local-tables.ts'
import { located } from './located.ts'
import type { ConnectionLog } from './log/connection-log.ts'
import { loggedMetadata } from './log/metadata-log.ts'
import { type LoggedStatement, tellPlan } from './log/query-log.ts'
import { loggedTokens } from './log/token-log.ts'
import { metadataStoreOf } from './metadata/metadata-store.ts'
import { createPrepare } from './prepare/create-prepare.ts'
import { createDescriber } from './prepare/prepare-statement.ts'
import { execStatement } from './procedures/exec-statement.ts'
import type { CallOptions, OAuthProcedures } from './procedures/oauth-contract.ts'
import { oauthHandlers } from './procedures/oauth-handlers.ts'
import { type CallProcedure, createOAuthMethods } from './procedures/oauth-methods.ts'
import { createProcedureRunner } from './procedures/procedure-runner.ts'
import { refuseProcedures } from './procedures/refuse-procedures.ts'
import { createQueryPlanner, type PlanStatement } from './query-planner.ts'
import { cancelledIf } from './query-result.ts'
import { createQueryRuns, type QueryRun, type RunOptions } from './query-run.ts'
import { restOptionsOf } from './rest-options.ts'
import type { SignIn } from './sign-in/sign-in.ts'
import { whoAmI } from './sign-in/who-am-i.ts'
import { splitTableName } from './split-table-name.ts'
import { createStatementRunner } from './statement-runner.ts'
import { checkText } from './statement-text.ts'
import { createRefusalRecord } from './system/refusal-record.ts'
import { createSystemRows } from './system-rows.ts'
import { engineTimeZone } from './time-zone.ts'
import { createViewChanges } from './views/change-views.ts'
import { createSavedQueries } from './views/saved-query-view.ts'
import { viewColumns } from './views/view-columns.ts'
import { createViewSet, viewSchema } from './views/view-set.ts'

/** What a connection string can't hold. */
export interface ConnectionObjects {
  readonly signIn: Omit<SignIn, 'context'>
  readonly tables: readonly Table[]
  /** Queries by the name of their view. */
  readonly views: Readonly<Record<string, string>>
  readonly metadataDirectory: string | undefined
  /** Closed with the connection. */
  readonly log: ConnectionLog | undefined
  readonly oauth: OAuthProcedures
  /** Whether EXEC is refused and views are kept in no file. */
  readonly hosted: boolean
  readonly localSchemas?: Readonly<Record<string, LocalSchema>> | undefined
  readonly dialect?: Dialect | undefined
}

/** A connection over parsed properties. */
export function createConnection(
  options: ConnectionOptions,
  objects: ConnectionObjects,
): Connection {
  const { signIn, tables, views, metadataDirectory, oauth, hosted, log } = objects
  const { localSchemas = {}, dialect = 'devopsql' } = objects
  const tokenProvider =
    log === undefined ? signIn.tokenProvider : loggedTokens(signIn.tokenProvider, log)
  const client = createRestClient(restOptionsOf(options, { tokenProvider, log: log?.write }))
  const store = metadataStoreOf(options, client, metadataDirectory)
  const viewSet = createViewSet((name) => {
    const table = catalog.findTable(name)
    return table !== undefined && table.dynamic !== 'query'
  })
  const catalog = createCatalog({
    client,
    organization: options.Organization,
    defaultCatalog: options.Catalog ?? (options.ProjectId && `Project_${options.ProjectId}`),
    defaultSchema: options.Schema,
    includeCustomFields: options.IncludeCustomFields,
    tables,
    localSchemas: localTables(localSchemas),
    store: store && log ? loggedMetadata(store, log.write) : store,
    views: {
      list: viewSet.all,
      columns: async (name, { signal }) => viewColumns(await emptyRowsOf(name, signal)),
    },
  })
  viewSet.load(views)
  const database = createDuckDatabase({
    memoryLimit: options.MemoryLimit,
    tempDirectory: options.TempDirectory,
    timeZone: engineTimeZone(options.TimeZone),
    integerDivision: dialect === 'postgresql',
  })
  const scanning: ScanContext = {
    findTable: (name) => catalog.findTable(name),
    pushdown: options.Pushdown === 'on',
  }
  const refusals = createRefusalRecord()
  const localRows = createSystemRows({
    catalog,
    client,
    options,
    refusals,
    localSchemas,
    hosted,
  })
  const findSavedQuery = createSavedQueries({
    catalog,
    readRows: async (sql, run) => {
      // Its requests are among those of the query that names it, which goes on.
      const part: QueryRun = { ...run, end: () => undefined }
      const result = await runStatement(parse(sql), { sql, parameters: [], options: {} }, part)
      return await result.toArray()
    },
  })
  const planner = createQueryPlanner({
    catalog,
    views: viewSet,
    findSavedQuery,
    options,
    scanning,
    macros: Object.keys(localSchemas).length === 0 ? undefined : localMacros(localSchemas),
    dialect,
  })
  const planStatement: PlanStatement = async (query, given, run) => {
    const plan = await planner.plan(query, given, run)
    if (log !== undefined) tellPlan(log, run.queryId, { plan, sql: given.sql })
    return plan
  }
  const runs = createQueryRuns(log)
  let isClosed = false

  const executeOptions = (run: QueryRun, queryOptions: QueryOptions): ExecuteOptions => ({
    client,
    database,
    planning: scanning,
    queryId: run.queryId,
    signal: run.signal,
    meter: run.meter,
    bigint: queryOptions.bigint === true,
    exact: queryOptions.exact === true,
    timeZone:
      queryOptions.timeZone === undefined ? undefined : engineTimeZone(queryOptions.timeZone),
    allowPartial: options.AllowPartial,
    maxRows: options.MaxRows < 0 ? undefined : options.MaxRows,
    maxRequests: options.MaxRequests,
    localRows,
    onRefused: refusals.add,
  })
  const handlers = oauthHandlers(oauth)
  const onSecret = log?.write.hideFromNowOn
  const runProcedure = hosted
    ? refuseProcedures
    : createProcedureRunner({ catalog, handlers, onSecret })
  const runStatement = createStatementRunner({
    catalog,
    plan: planStatement,
    changeViews: createViewChanges(viewSet, hosted ? undefined : options.UserDefinedViews),
    runProcedure,
    executeOptions,
  })
  const describe = createDescriber({
    catalog,
    plan: planStatement,
    draft: planner.draft,
    database,
    dialect,
  })
  /** A result without rows that has the columns of a view. */
  const emptyRowsOf = async (
    view: string,
    signal: AbortSignal | undefined,
  ): Promise<QueryResult> => {
    const sql = `SELECT * FROM ${viewSchema}."${view.replaceAll('"', '""')}" LIMIT 0`
    const statement = { sql, parameters: [] }
    return await begun({ ...(signal && { signal }) }, statement, async (run) => {
      const result = await runStatement(parse(sql), { ...statement, options: {} }, run)
      await result.close()
      return result
    })
  }
  /** Runs one statement; whatever fails before its result exists ends it. */
  const begun = async <T>(
    runOptions: RunOptions,
    statement: LoggedStatement,
    work: (run: QueryRun) => Promise<T>,
  ): Promise<T> => {
    if (isClosed) throw closed()
    const run = runs.begin(runOptions, statement)
    try {
      return await work(run)
    } catch (error) {
      const told = cancelledIf(runOptions.signal, error)
      run.end({ error: told })
      throw told
    }
  }
  const call: CallProcedure = async (procedure, inputs, { signal }) => {
    const { statement, parameters } = execStatement(procedure, inputs)
    const given = { sql: formatSql(statement), parameters }
    return await begun({ ...(signal && { signal }) }, given, async (run) =>
      (await runProcedure(statement, parameters, run)).toArray(),
    )
  }
  /** What is asked of the connection itself is logged as a statement is. */
  const asked = async <T>(
    name: string,
    { signal }: CallOptions,
    work: (run: QueryRun) => Promise<T>,
  ): Promise<T> =>
    await begun({ ...(signal && { signal }) }, { sql: name, parameters: [] }, async (run) => {
      const answer = await work(run)
      run.end()
      return answer
    })
  const close = async (): Promise<void> => {
    if (isClosed) return
    isClosed = true
    runs.stopAll()
    await Promise.all([client.close(), signIn.close(), database.close()])
    runs.endAll(closed())
    log?.close()
  }

  return {
    query: async (sql, parameters = [], queryOptions = {}) =>
      await begun(queryOptions, { sql: checkText(sql), parameters }, async (run) =>
        runStatement(parse(sql, { dialect }), { sql, parameters, options: queryOptions }, run),
      ),
    prepare: createPrepare({ begun, describe, run: runStatement, dialect }),
    export: async (sql, target, exportOptions = {}) => {
      const statement = { sql: checkText(sql), parameters: exportOptions.parameters ?? [] }
      return await begun(exportOptions, statement, async (run) => {
        const plan = await planStatement(queryOf(parse(sql, { dialect })), statement, run)
        const { rows, scans, missing } = await located(
          plan,
          exportPlan(plan, target, {
            ...executeOptions(run, exportOptions),
            beforeRows: exportOptions.beforeRows,
          }),
        )
        run.end({ rows })
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
      })
    },
    tables: async (pattern) => await Promise.resolve(catalog.listTables(pattern)),
    describe: async (table, { signal } = {}) =>
      await catalog.describe(splitTableName(table), { signal }),
    get notes() {
      const failure = log?.failure
      const notes = options.notes.map((note) => note.message)
      return failure === undefined ? notes : [...notes, `lines of the log are lost: ${failure}`]
    },
    localSchemas,
    call: async (procedure, inputs = {}, callOptions = {}) =>
      await call(procedure, inputs, callOptions),
    oauth: createOAuthMethods(call),
    whoAmI: async (callOptions = {}) => {
      const organization = options.Organization ?? options.URL
      const { scheme } = signIn
      return await asked('whoAmI()', callOptions, (run) =>
        whoAmI({ client, tokenProvider, scheme, organization }, run),
      )
    },
    authorization: async (callOptions = {}) =>
      await asked('authorization()', callOptions, async (run) => {
        const { scheme, value, expiresAt } = await tokenProvider.getToken({ signal: run.signal })
        return { header: `${scheme} ${value}`, expiresAt }
      }),
    signOut: async (callOptions = {}) =>
      await asked('signOut()', callOptions, async (run) =>
        signIn.kept === undefined ? false : await signIn.kept.remove(run),
      ),
    get settingsLocation() {
      return signIn.kept?.location
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function queryOf(statement: Statement): Query {
  if (statement.kind === 'query') return statement
  throw new DevopsqlError('only the rows of a query can be exported', {
    code: 'DEVOPSQL_UNSUPPORTED_STATEMENT',
    hint: 'Export a SELECT, WITH or VALUES.',
    position: statement.span?.start,
  })
}

function closed(): DevopsqlError {
  return new DevopsqlError('the connection is closed', {
    code: 'DEVOPSQL_CLOSED',
    hint: 'Call connect() again.',
  })
}
