import type { Row } from './row.ts'

/** `NAME` is a VARCHAR that compares without regard to letter case; `VECTOR` an INTEGER[] whose subscripts begin with 0. */
export type LocalType =
  | 'BOOLEAN'
  | 'INTEGER'
  | 'BIGINT'
  | 'DOUBLE'
  | 'VARCHAR'
  | 'NAME'
  | 'TIMESTAMP WITH TIME ZONE'
  | 'INTEGER[]'
  | 'BIGINT[]'
  | 'VARCHAR[]'
  | 'VECTOR'

/**
 * A schema that the caller of `connect()` answers. It is in every catalog, before one of the product's of its name, and its
 * tables can be named without it where nothing of Azure DevOps has their name; no list of tables shows them.
 */
export interface LocalSchema {
  readonly tables: readonly LocalTable[]
  /**
   * Functions: SQL by usage, as `'format_type(type, modifier)'`, in which `:type` and `:modifier` stand for the arguments.
   * A cast to a type of that name is a call. One whose first argument is called `text` takes what is text by the look of it.
   * For `'name(...)'` it is another function's name.
   */
  readonly macros: Readonly<Record<string, string>>
}

/** A table whose rows the caller has. */
export interface LocalTable {
  readonly name: string
  /** The types of its columns by their names. */
  readonly columns: Readonly<Record<string, LocalType>>
  /** Columns that `*` does not stand for. */
  readonly hidden?: Readonly<Record<string, LocalType>>
  /** Rows by the page, as objects by the names of the columns; lists are arrays, what is absent is NULL. */
  readonly rows: (request: LocalRequest) => AsyncIterable<readonly Row[]>
}

/** What is asked of a local table. */
export interface LocalRequest {
  /** Columns that have to have one of these texts, letter case ignored: other rows may be left out. */
  readonly equal: Readonly<Record<string, readonly string[]>>
  /** Names of the columns that are needed: values of others may be left out. */
  readonly columns: readonly string[]
  /**
   * Rows of one of the connection's tables `sys_…`, by the page, with the columns that are named; those that aren't `equal`
   * may be among them.
   */
  readonly system: SystemTables
  readonly signal: AbortSignal | undefined
}

/** Reads the tables in which the connection tells of itself. */
export type SystemTables = (
  table: string,
  columns: readonly string[],
  equal?: Readonly<Record<string, readonly string[]>>,
) => AsyncIterable<readonly Row[]>
