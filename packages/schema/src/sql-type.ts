/** The SQL types that a column of a table can have. Results may have more: whatever DuckDB computes. */
export type SqlType =
  | 'boolean'
  | 'integer'
  | 'bigint'
  | 'double'
  | 'varchar'
  | 'uuid'
  | 'date'
  | 'time'
  | 'timestamptz'
  | 'json'
  | ListType

/** Lists: of tables that the caller of `connect()` answers; Azure DevOps has none. */
type ListType = 'integer[]' | 'bigint[]' | 'varchar[]'

/**
 * How a text column compares, pushed or not: `ignore-case` as Azure DevOps compares names and work item text,
 * `exact` as Git compares its names.
 */
export type Collation = 'ignore-case' | 'exact'
