import type { ColumnSource, LocalSchemas } from 'devopsql'
import type { Oids } from './oids.ts'
import { isOwnSchema, ownRelation } from './own-relations.ts'

/** The column of a relation that a column of a result shows, by the numbers that `pg_attribute` has for it. */
export interface ColumnOrigin {
  readonly tableOid: number
  readonly columnNumber: number
}

interface Numbering {
  readonly database: string
  readonly oids: Oids
}

const numberings = new WeakMap<LocalSchemas, Numbering>()

/** Notes the numbers that a system catalog gives, for `columnOrigin`. */
export function keepOrigins(catalog: LocalSchemas, numbering: Numbering): void {
  numberings.set(catalog, numbering)
}

/** Nothing is read for it. Undefined for what this catalog doesn't show: a table of another database, a column that `*` leaves out. */
export function columnOrigin(
  { catalog, schema, table, position }: ColumnSource,
  schemas: LocalSchemas,
): ColumnOrigin | undefined {
  if (position === undefined) return undefined
  if (isOwnSchema(schema)) {
    const own = ownRelation(schema, table)
    return own && { tableOid: own.oid, columnNumber: position }
  }
  const numbering = numberings.get(schemas)
  if (numbering?.database.toLowerCase() !== catalog.toLowerCase()) return undefined
  return { tableOid: numbering.oids.of('relation', schema, table), columnNumber: position }
}
