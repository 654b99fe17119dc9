import type { Parameters, QueryOptions, QueryResult, ResultColumn } from 'devopsql'

/** A statement that has been bound, and not run. */
export interface SessionStatement {
  /** `SELECT`, `EXPLAIN`, `EXEC`, `CREATE VIEW` ... */
  readonly command: string
  /** Undefined where it gives no rows. */
  readonly columns: readonly ResultColumn[] | undefined
  readonly parameters: readonly { readonly name: string; readonly type: string | undefined }[]
  query(parameters?: Parameters, options?: SessionQueryOptions): Promise<QueryResult>
}

export interface SessionQueryOptions extends QueryOptions {
  /** Values that JavaScript can't hold exactly come as SQL writes them. */
  readonly exact?: boolean
  /** Where times without a zone are meant. */
  readonly timeZone?: string
}

/** What a session needs of a connection of `devopsql`. */
export interface SessionConnection {
  prepare(
    sql: string,
    options?: {
      readonly parameterTypes?: readonly (string | undefined)[]
      readonly signal?: AbortSignal
    },
  ): Promise<SessionStatement>
  readonly notes: readonly string[]
}

/** A connection that is a session's until it gives it back. */
export interface LeasedConnection {
  readonly connection: SessionConnection
  release(): void
}
