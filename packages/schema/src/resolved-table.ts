import type { Table } from './table.ts'

/** What the name of a table stood for: the table with its dynamic columns, and where it is read. */
export interface ResolvedTable {
  readonly table: Table
  /** The catalog and schema that it was found in, as they are spelled there. */
  readonly catalog: string
  readonly schema: string
  readonly scope: Scope
}

/** The part of the organization that a table reference covers. Both absent: the whole organization. */
export interface Scope {
  /** Name of the project. */
  readonly project?: string
  /** Name or id of the repository. */
  readonly repository?: string
  /** Name of the work item type, where a view of one type is named. */
  readonly workItemType?: string
}
