import type { LocalRequest, Row } from 'devopsql'
import type { DatabaseModel } from './database-model.ts'
import type { Oids } from './oids.ts'
import type { CatalogRelation } from './read-relations.ts'

/** Who reads the catalog, and where. */
export interface CatalogSession {
  /** The catalog of the organization that the session calls its database. */
  readonly database: string
  /** The schema in which names alone are looked up. */
  readonly schema: string
  readonly user: string
  /** What `version()` says. */
  readonly version: string
  /** The session's settings by name, at the moment. */
  readonly settings?: () => Iterable<readonly [name: string, value: string]>
}

/** What the rows of a relation are made from. */
export interface RowContext extends Pick<LocalRequest, 'equal' | 'columns' | 'system'> {
  readonly session: CatalogSession
  readonly model: DatabaseModel
  readonly oids: Oids
  /** The relations of pg_catalog and information_schema. */
  readonly own: readonly OwnRelation[]
}

/** A relation of PostgreSQL's own catalog with the number of its schema. */
export interface OwnRelation extends CatalogRelation {
  readonly namespace: number
}

/** The rows of one relation; columns that they leave out are NULL. */
export type Rows = (context: RowContext) => Iterable<Row> | Promise<Iterable<Row>>
export type RelationRows = Readonly<Record<string, Rows>>

/** The numbers of what every database has. */
export const fixed = {
  owner: 10,
  pgCatalog: 11,
  informationSchema: 13_207,
  heap: 2,
  btree: 403,
  defaultTablespace: 1663,
  classes: 1259,
  databases: 1262,
  namespaces: 2615,
  procedures: 1255,
  types: 1247,
  constraints: 2606,
} as const
