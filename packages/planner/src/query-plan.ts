import type { Column } from '@devopsql/schema'
import type { ScanPlan } from './requests/scan-plan.ts'
import type { Query, RelationName } from './syntax/ast.ts'

/** One column of the result, as far as the planner knows it without the engine. */
export interface OutputColumn {
  /** Absent where DuckDB makes a name out of the expression. */
  readonly name: string | undefined
  /** The column that it shows unchanged. */
  readonly source: OutputSource | undefined
}

/** A column of a table or view. */
export interface OutputSource {
  readonly relation: RelationName
  readonly column: string
  /** Which of the columns that `*` stands for, from 1; undefined for one that it leaves out. */
  readonly position: number | undefined
  /** Undefined where what the relation is part of may add NULLs. */
  readonly nullable: boolean | undefined
}

/**
 * How the rows of the scans become the rows of the result.
 * - `direct`: the columns as they are read; every condition is exact or there is none. No engine is needed.
 * - `pages`: `sql` over each page by itself.
 * - `load`: all scans are loaded, then `sql` runs once. With `stopWhen`, loading ends as soon as that query counts so
 *   many rows.
 */
export type Residual =
  | {
      readonly kind: 'direct'
      readonly columns: readonly { readonly name: string; readonly column: Column }[]
      readonly limit: number | undefined
      readonly offset: number
    }
  | {
      readonly kind: 'pages'
      readonly sql: string
      readonly limit: number | undefined
      readonly offset: number
    }
  | {
      readonly kind: 'load'
      readonly sql: string
      readonly stopWhen: { readonly countSql: string; readonly rows: number } | undefined
    }

/** Everything that has to be done for one query. */
export interface QueryPlan {
  readonly scans: readonly ScanPlan[]
  readonly residual: Residual
  /** The names of the result's columns where every one is a column of a source; undefined where only the engine knows. */
  readonly output: readonly OutputColumn[] | undefined
  /** The residual query as DuckDB's own SQL, whole, for the types and the errors that it gives before anything is read. */
  readonly sql: string
  /** What `sql` was written from, whose spans are places in the user's text. */
  readonly query: Query
}
