import { informationViews } from './facts/information-views.ts'
import { pgRelations } from './facts/pg-relations.ts'
import { readRelations } from './read-relations.ts'
import { fixed, type OwnRelation } from './row-context.ts'

/** The relations of PostgreSQL's own schemas. */
export const pgCatalog: readonly OwnRelation[] = readRelations(pgRelations).map((relation) => ({
  ...relation,
  namespace: fixed.pgCatalog,
}))
export const informationSchema: readonly OwnRelation[] = readRelations(informationViews).map(
  (relation) => ({ ...relation, namespace: fixed.informationSchema }),
)
export const own: readonly OwnRelation[] = [...pgCatalog, ...informationSchema]

const bySchema: Readonly<Record<string, ReadonlyMap<string, OwnRelation>>> = {
  pg_catalog: byName(pgCatalog),
  information_schema: byName(informationSchema),
}

function byName(relations: readonly OwnRelation[]): ReadonlyMap<string, OwnRelation> {
  return new Map(relations.map((relation) => [relation.name, relation]))
}

/** Whether a schema is one of PostgreSQL's own. */
export function isOwnSchema(schema: string): boolean {
  return schema in bySchema
}

/** A relation of PostgreSQL's own schemas; undefined for one of any other. */
export function ownRelation(schema: string, name: string): OwnRelation | undefined {
  return bySchema[schema]?.get(name)
}

/** PostgreSQL's name of the type that a column of its catalog has: `oid`, `name`, `text[]`; undefined for other tables. */
export function catalogColumnType({
  schema,
  table,
  column,
}: CatalogColumnName): string | undefined {
  return ownRelation(schema, table)?.columns.find(({ name }) => name === column)?.type
}

interface CatalogColumnName {
  readonly schema: string
  readonly table: string
  readonly column: string
}
