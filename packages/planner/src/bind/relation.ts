import type { Column, ResolvedTable } from '@devopsql/schema'
import type { Query, RelationName } from '../syntax/ast.ts'

/** A table of the data model in the query: each reference is a source of its own. */
export interface Source {
  readonly kind: 'source'
  /** Name of the source in the rewritten query, unique in it: the table that its rows are loaded into. */
  readonly id: string
  /** How the query calls it. */
  readonly alias: string
  readonly resolved: ResolvedTable
  /** Names of the columns that the query needs. */
  readonly used: Set<string>
}

/** A query in FROM, a common table or a table function. */
export interface Derived {
  readonly kind: 'derived'
  readonly id: string
  readonly alias: string
  /** Undefined where only DuckDB knows the columns. */
  readonly columns: readonly OutputName[] | undefined
  /** The rewritten query, where conditions on its columns may be moved into it. */
  readonly query: Query | undefined
  /** The view that it stands for. */
  readonly view: RelationName | undefined
}

export type Relation = Source | Derived

/** A column of a query's result; `origin` where it shows a column of a source unchanged. */
export interface OutputName {
  readonly name: string
  readonly origin: Origin | undefined
}

interface Origin {
  readonly relation: string
  readonly column: string
}

/** The column that a source shows under this name or alias. */
export function sourceColumn(source: Source, name: string): Column | undefined {
  return source.resolved.table.columns.find((column) => column.name === name)
}
