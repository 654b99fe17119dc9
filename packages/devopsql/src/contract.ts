import type { TokenProvider } from '@devopsql/auth'
import type { LocalSchema } from './local-schema.ts'
import type { CallOptions, OAuthMethods } from './procedures/oauth-contract.ts'
import type { Row } from './row.ts'
import type { AuthSchemes } from './sign-in/sign-in-context.ts'
import type { SignedIn } from './sign-in/who-am-i.ts'

/** What `connect()` takes instead of a connection string: properties by name, next to your own objects. */
export interface ConnectionProperties {
  readonly [name: string]: string | number | boolean | TokenProvider | AuthSchemes | undefined
  /** Gives the tokens instead of what the properties say. */
  readonly tokenProvider?: TokenProvider
  /** Ways of signing in of your own, by the name that `AuthScheme` gives them. */
  readonly authSchemes?: AuthSchemes
}

/**
 * Values for `?` and `$1` by position, or for `:name` and `@name` by name: strings, finite numbers, bigints, booleans,
 * Dates, Uint8Arrays, null, and arrays of these, which stand for their elements in `x IN (?)` and `x = ANY(?)`. They are bound, never
 * pasted.
 */
export type Parameters = readonly unknown[] | Readonly<Record<string, unknown>>

export interface QueryOptions {
  /** Cancels the query and its HTTP requests; the pending step rejects with `DEVOPSQL_CANCELLED`. */
  readonly signal?: AbortSignal
  /** Give 64-bit columns as bigint instead of number. */
  readonly bigint?: boolean
  /**
   * Give what JavaScript's own values can't hold as SQL has it: integers of 64 bits and more as bigint, BLOB as
   * Uint8Array, and decimals, dates, times, intervals, UUIDs and JSON as their text, such as
   * `2024-01-01 00:00:00.123456+00`, in UTC.
   */
  readonly exact?: boolean
  /** How times without a zone are read, and days are cut: a name such as `Europe/Berlin`, or `+02:00`. Default: that of the connection. */
  readonly timeZone?: string
  /** Called some times a second while the query runs, and when it has ended, in whatever way. */
  readonly onProgress?: (progress: QueryProgress) => void
  /** Called before each request to Azure DevOps; what it throws ends the query. */
  readonly beforeRequest?: () => void
}

/** How far a running query is. */
export interface QueryProgress {
  /** Rows that were read; those of the result may be fewer. */
  readonly rows: number
  readonly requests: number
  readonly pages: number
  readonly bytes: number
  readonly throttledMs: number
  /** How many requests it will be in all, where that is known. */
  readonly expectedRequests: number | undefined
}

/** One column of a result. */
export interface ResultColumn {
  readonly name: string
  /** SQL type, as DuckDB writes it: `INTEGER`, `VARCHAR`, `TIMESTAMP WITH TIME ZONE`, `DECIMAL(18,3)` … */
  readonly type: string
  readonly nullable: boolean
  /** The column of a table or view that it shows unchanged; undefined for a computed one. */
  readonly source: ColumnSource | undefined
  /** Its values are secrets, such as tokens: for whoever asked, and for no log. Absent: they are none. */
  readonly sensitive?: boolean
}

/** A column of a table or view. */
export interface ColumnSource {
  readonly catalog: string
  readonly schema: string
  readonly table: string
  readonly column: string
  /** Which of the columns that `*` stands for, from 1; undefined for one that has to be named. */
  readonly position: number | undefined
}

/** What one source of a query cost and how it was filtered. */
export interface ScanStats {
  readonly table: string
  readonly requests: number
  readonly rows: number
  /** Predicates that Azure DevOps applied. */
  readonly pushed: readonly string[]
  /** Predicates that were applied here, those that were sent as a superset included. */
  readonly local: readonly string[]
}

/** Something that `AllowPartial=true` let a result leave out. */
export interface MissingPart {
  readonly table: string
  /** The project, repository … that could not be read. */
  readonly part: string
  readonly reason: string
}

/** What a query cost. Live while it runs, final when the rows have ended. */
export interface QueryStats {
  readonly rows: number
  readonly requests: number
  readonly bytes: number
  readonly elapsedMs: number
  readonly throttledMs: number
  /** True when every row is there; false while running, and for a partial result. */
  readonly complete: boolean
  readonly missing: readonly MissingPart[]
  readonly scans: readonly ScanStats[]
}

/** Rows of a result, by the column. */
export interface ResultBatch {
  readonly rowCount: number
  /** In the order of the result's columns, each with a value for every row: an array, or a typed array of numbers. */
  readonly columns: readonly ArrayLike<unknown>[]
}

/** Rows as they arrive. Ending the loop early aborts the requests; errors reject the next step. */
export interface QueryResult extends AsyncIterable<Row>, AsyncDisposable {
  readonly columns: readonly ResultColumn[]
  readonly stats: QueryStats
  /** All rows. */
  toArray(): Promise<Row[]>
  /** Rows by the batch, each row an array in the order of `columns`. */
  batches(): AsyncIterable<readonly (readonly unknown[])[]>
  /** The same values by the column, as they come from the engine: the fast way out. */
  columnBatches(): AsyncIterable<ResultBatch>
  /** Stops the query. */
  close(): Promise<void>
}

export type ExportFormat = 'parquet' | 'csv' | 'ndjson'

export interface ExportTarget {
  readonly file: string
  readonly format: ExportFormat
}

export interface ExportOptions extends QueryOptions {
  readonly parameters?: Parameters
  /** Called with the number of rows of each part before it is written; what it throws ends the export. */
  readonly beforeRows?: (count: number) => void
}

export interface TableSummary {
  readonly catalog: string
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'view' | 'system'
  readonly doc: string
}

export interface ColumnSummary {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly isKey: boolean
  readonly doc: string
  /** Operators whose predicates Azure DevOps applies, and how: `= IN (exact)`, `CONTAINS (superset)`; empty for none. */
  readonly pushdown: string
  /** `shown`: `*` stands for it too. `named`: it has to be named. `where`: a request parameter, which stands in WHERE only. */
  readonly use: 'shown' | 'named' | 'where'
}

export interface TableDescription extends TableSummary {
  readonly columns: readonly ColumnSummary[]
  /** Columns of which WHERE or a join has to give the values, each item an alternative; empty where none is required. */
  readonly requires: readonly (readonly string[])[]
  readonly foreignKeys: readonly {
    readonly columns: readonly string[]
    readonly references: string
  }[]
}

/** A value for the `Authorization` header. */
export interface Authorization {
  /** `Bearer …` or `Basic …`. A secret. */
  readonly header: string
  /** Undefined: not known, or never. */
  readonly expiresAt: Date | undefined
}

export type Command =
  | 'SELECT'
  | 'EXPLAIN'
  | 'EXEC'
  | 'CREATE VIEW'
  | 'ALTER VIEW'
  | 'DROP VIEW'
  | 'RESET SCHEMA CACHE'

export interface PrepareOptions {
  readonly signal?: AbortSignal
  /** SQL types of the parameters in their order, such as `INTEGER`; undefined, or none: that which the place gives away. */
  readonly parameterTypes?: readonly (string | undefined)[]
}

/** A parameter of a statement. */
export interface StatementParameter {
  /** `1` for `$1` and the first `?`; `name` for `:name` and `@name`. */
  readonly name: string
  /** SQL type, as DuckDB writes it; VARCHAR where nothing gives it away. */
  readonly type: string
}

/** A statement whose columns and parameters are known before it runs. It can run many times, and holds nothing open. */
export interface PreparedStatement {
  readonly command: Command
  /** Undefined for a statement without rows. */
  readonly columns: readonly ResultColumn[] | undefined
  readonly parameters: readonly StatementParameter[]
  /**
   * Runs the statement. Values are as for `Connection.query()`, and texts where the type is another than VARCHAR:
   * `2024-01-01 12:00` for a time, `12.50` for a decimal.
   */
  query(parameters?: Parameters, options?: QueryOptions): Promise<QueryResult>
}

/** An organization that can be queried. Opening sends no request unless `ConnectOnOpen=true`. */
export interface Connection extends AsyncDisposable {
  query(sql: string, parameters?: Parameters, options?: QueryOptions): Promise<QueryResult>
  /** Finds out columns and parameters of a statement without reading rows; wrong SQL is an error here. */
  prepare(sql: string, options?: PrepareOptions): Promise<PreparedStatement>
  /** Writes the rows of a query into a file: complete, or not there at all. */
  export(sql: string, target: ExportTarget, options?: ExportOptions): Promise<QueryStats>
  /** Tables whose name matches a pattern with `*`, `%` and `?`, letter case ignored; all of the default schema and the organization's without one. */
  tables(
    pattern?: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly TableSummary[]>
  describe(table: string, options?: { readonly signal?: AbortSignal }): Promise<TableDescription>
  /** Runs a stored procedure, as EXEC does; the inputs are values by name. Gives its rows. */
  call(
    procedure: string,
    inputs?: Readonly<Record<string, unknown>>,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly Row[]>
  /** The procedures of signing in, as methods. */
  readonly oauth: OAuthMethods
  /** Who is signed in. One request, so that it also tells whether the organization accepts the sign-in. */
  whoAmI(options?: CallOptions): Promise<SignedIn>
  /** What to send to Azure DevOps in requests of your own. It is a secret, and nothing is asked of the organization. */
  authorization(options?: CallOptions): Promise<Authorization>
  /**
   * Forgets the sign-in that is kept at `settingsLocation`; false when none is. Its tokens stay good until they expire or
   * are revoked, and this connection goes on with the one that it has.
   */
  signOut(options?: CallOptions): Promise<boolean>
  /** Where the sign-in is kept between connections; undefined for a scheme that keeps none. */
  readonly settingsLocation: string | undefined
  /** What the connection string said that has no effect yet, and whether the log can't be written, as sentences. */
  readonly notes: readonly string[]
  /** The schemas that `connect()` was given. */
  readonly localSchemas: Readonly<Record<string, LocalSchema>>
  close(): Promise<void>
}
