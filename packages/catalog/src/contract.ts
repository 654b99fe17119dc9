import type { RequestContext, RestClient } from '@devopsql/rest'
import type { Column, Procedure, ResolvedTable, Table, TableKind } from '@devopsql/schema'

export interface CatalogOptions {
  readonly client: RestClient
  /** Name of the organization: the only first part that a name of four parts may have. */
  readonly organization?: string | undefined
  /** The `Catalog` property: `CData` when absent. */
  readonly defaultCatalog?: string | undefined
  /** The `Schema` property: `Information` or `Project` when absent, as the catalog has it. */
  readonly defaultSchema?: string | undefined
  /** Whether fields that the organization has added are columns. */
  readonly includeCustomFields: boolean
  /** Tables next to those of Azure DevOps: one of the same name stands in for it. */
  readonly tables?: readonly Table[]
  readonly views?: ViewSource
  /** Schemas of the caller's own by name, which are in every catalog and in no list. */
  readonly localSchemas?: Readonly<Record<string, readonly Table[]>>
  /** Absent: each connection asks anew. */
  readonly store?: MetadataStore | undefined
}

/** Where metadata is kept from one connection to the next. None of it fails: what can't be read isn't there. */
export interface MetadataStore {
  /** What was written under a name, unless it is too old. */
  read(name: string): Promise<StoredMetadata | undefined>
  write(name: string, value: unknown): Promise<void>
  clear(): Promise<void>
}

export interface StoredMetadata {
  /** As JSON has it. */
  readonly value: unknown
  readonly savedAt: Date
}

/** Named queries, which the catalog lists as tables of the schema `UserViews`. */
export interface ViewSource {
  /** Names of the views that there are now, with the text of their queries. */
  list(): readonly { readonly name: string; readonly sql: string }[]
  columns(name: string, context: RequestContext): Promise<readonly Column[]>
}

/** One part of a name as it stands in SQL, without its quotes. */
export interface NamePart {
  readonly name: string
  /** Offset in the SQL text, for errors. */
  readonly position?: number | undefined
}

/** What the names of an organization stand for. What it has asked for once it keeps until `reset()`. */
export interface Catalog {
  /**
   * The table that one to four name parts stand for: `[organization.][catalog.][schema.]table`. Letter case is ignored.
   * Sends a request only for a table with dynamic columns, a project named by its id, or a repository.
   */
  resolve(parts: readonly NamePart[], context?: RequestContext): Promise<ResolvedTable>
  /** The projects that this identity sees. */
  projects(context?: RequestContext): Promise<readonly ProjectSummary[]>
  /**
   * Tables whose name matches a pattern with `*` and `?`, letter case ignored: those of the default schema, then those
   * of the organization. Sends no request.
   */
  listTables(pattern?: string): readonly TableSummary[]
  /** Everything there is to know of the table that the name parts stand for. */
  describe(parts: readonly NamePart[], context?: RequestContext): Promise<TableDescription>
  /**
   * The rows of a system table that tells of catalogs, schemas, tables, columns, keys or procedures, by the page; undefined for
   * other tables. `equal`: columns that have to have one of some texts, letter case ignored. `columns`: those that are
   * needed, all unless said.
   */
  systemRows(
    request: {
      readonly table: string
      readonly equal: Readonly<Record<string, readonly string[]>>
      readonly columns?: readonly string[]
    },
    context?: RequestContext,
  ): AsyncIterable<readonly unknown[]> | undefined
  /** The procedure that one to four name parts stand for, letter case ignored. Throws `DEVOPSQL_UNDEFINED_PROCEDURE`. */
  procedure(parts: readonly NamePart[]): Procedure
  /** The table of that name, user tables included; letter case ignored. */
  findTable(name: string): Table | undefined
  /** When the oldest metadata in use was asked for, where that was another connection. */
  storedAt(): Date | undefined
  /** Forgets what was asked for, here and in the store. */
  reset(): Promise<void>
}

export interface ProjectSummary {
  readonly id: string
  readonly name: string
  readonly state: string
}

export interface RepositorySummary {
  readonly id: string
  readonly name: string
  /** Name of its project. */
  readonly project: string
}

/** A table as a list of tables shows it. */
export interface TableSummary {
  readonly catalog: string
  readonly schema: string
  readonly name: string
  readonly kind: TableKind
  readonly doc: string
}

/** A column as the description of its table shows it. */
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
    /** `Projects(Id)`. */
    readonly references: string
  }[]
}
