import type { Row } from 'devopsql'
import type { Namespace, Relation } from '../database-model.ts'
import { keyIndexes } from '../key-index.ts'
import { fixed, type OwnRelation, type RelationRows, type RowContext } from '../row-context.ts'

/** Schemas and relations. */
export const relationRows: RelationRows = {
  pg_namespace: async (context) => (await namespacesOf(context)).map(namespaceRow),
  pg_class: async (context) => {
    const { model, system, own, columns } = context
    const indexes = await keyIndexes(context)
    const keyed = new Set(indexes.map(({ constraint }) => constraint.relation.oid))
    const counts = columns.includes('relnatts') ? await columnCounts(context) : noCounts
    return [
      ...own.map(ownClassRow),
      ...(await model.relations(system)).map((relation) =>
        classRow(relation, { isKeyed: keyed.has(relation.oid), columns: counts.get(relation.oid) }),
      ),
      ...indexes.map(({ index, constraint }) =>
        classRow(index, { isKeyed: false, columns: constraint.columns.length }),
      ),
    ]
  },
  pg_tables: async (context) =>
    (await listed(context, 'r')).map(({ schema, name, isKeyed }) => ({
      schemaname: schema,
      tablename: name,
      tableowner: context.session.user,
      hasindexes: isKeyed,
      hasrules: false,
      hastriggers: false,
      rowsecurity: false,
    })),
  pg_views: async (context) =>
    (await listed(context, 'v')).map(({ schema, name }) => ({
      schemaname: schema,
      viewname: name,
      viewowner: context.session.user,
      definition: '',
    })),
  pg_indexes: async (context) =>
    (await keyIndexes(context)).map(({ index, constraint }) => ({
      schemaname: index.namespace.name,
      tablename: constraint.relation.name,
      indexname: index.name,
      indexdef: indexDefinition(index, constraint.relation, constraint.columns),
    })),
  // No table has been counted, and PostgreSQL's tools take 0 for empty.
  pg_stat_user_tables: async (context) =>
    (await context.model.relations(context.system))
      .filter(({ kind }) => kind === 'r')
      .map(({ oid, namespace, name }) => ({
        relid: oid,
        schemaname: namespace.name,
        relname: name,
      })),
}

/** All schemas of the database. */
export async function namespacesOf({ model, system }: RowContext): Promise<readonly Namespace[]> {
  return [
    { oid: fixed.pgCatalog, name: 'pg_catalog' },
    { oid: fixed.informationSchema, name: 'information_schema' },
    ...(await model.namespaces(system)),
  ]
}

function namespaceRow({ oid, name }: Namespace): Row {
  return { oid, nspname: name, nspowner: fixed.owner }
}

/** What PostgreSQL would show as the statement that made an index. */
export function indexDefinition(
  index: Relation,
  table: Relation,
  columns: readonly string[],
): string {
  const list = columns.map(quoted).join(', ')
  return `CREATE UNIQUE INDEX ${quoted(index.name)} ON ${qualified(table)} USING btree (${list})`
}

export function qualified({ namespace, name }: Pick<Relation, 'namespace' | 'name'>): string {
  return `${quoted(namespace.name)}.${quoted(name)}`
}

/** A name as PostgreSQL shows it: in quotes where it needs them. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

interface Listed {
  readonly schema: string
  readonly name: string
  readonly isKeyed: boolean
}

async function listed(context: RowContext, kind: 'r' | 'v'): Promise<readonly Listed[]> {
  const { model, system, own } = context
  const keyed = new Set(
    (await keyIndexes(context)).map(({ constraint }) => constraint.relation.oid),
  )
  return [
    ...own.map((relation) => ({
      ...relation,
      schema: relation.namespace === fixed.pgCatalog ? 'pg_catalog' : 'information_schema',
    })),
    ...(await model.relations(system)).map((relation) => ({
      ...relation,
      schema: relation.namespace.name,
    })),
  ]
    .filter((relation) => relation.kind === kind)
    .map(({ schema, name, oid }) => ({ schema, name, isKeyed: keyed.has(oid) }))
}

const noCounts: ReadonlyMap<number, number> = new Map()

async function columnCounts({ model, system }: RowContext): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>()
  for (const { relation, number } of await model.attributes(system))
    counts.set(relation.oid, number)
  return counts
}

interface ClassFacts {
  readonly isKeyed: boolean
  readonly columns: number | undefined
}

function classRow({ oid, name, namespace, kind }: Relation, facts: ClassFacts): Row {
  return {
    ...plainClass,
    oid,
    relname: name,
    relnamespace: namespace.oid,
    relkind: kind,
    relam: kind === 'i' ? fixed.btree : kind === 'r' ? fixed.heap : 0,
    relhasindex: facts.isKeyed,
    relnatts: facts.columns ?? 0,
  }
}

function ownClassRow({ oid, name, namespace, kind, columns }: OwnRelation): Row {
  return {
    ...plainClass,
    oid,
    relname: name,
    relnamespace: namespace,
    relkind: kind,
    relam: kind === 'r' ? fixed.heap : 0,
    relhasindex: false,
    relnatts: columns.length,
  }
}

const plainClass: Row = {
  reltype: 0,
  reloftype: 0,
  relowner: fixed.owner,
  relfilenode: 0,
  reltablespace: 0,
  relpages: 0,
  // PostgreSQL's own mark of a table that has never been counted.
  reltuples: -1,
  relallvisible: 0,
  reltoastrelid: 0,
  relisshared: false,
  relpersistence: 'p',
  relchecks: 0,
  relhasrules: false,
  relhastriggers: false,
  relhassubclass: false,
  relrowsecurity: false,
  relforcerowsecurity: false,
  relispopulated: true,
  relreplident: 'd',
  relispartition: false,
  relrewrite: 0,
  relfrozenxid: 0,
  relminmxid: 0,
}
