import type { Row, SystemTables } from 'devopsql'
import type { Oids } from './oids.ts'
import { type ColumnType, columnTypeOf } from './type-oids.ts'

/** A schema of the database. */
export interface Namespace {
  readonly oid: number
  readonly name: string
}

/** A table, a view, or what a primary key would be kept in. */
export interface Relation {
  readonly oid: number
  readonly name: string
  readonly namespace: Namespace
  readonly kind: 'r' | 'v' | 'i'
  readonly doc: string
}

export interface Attribute {
  readonly relation: Relation
  readonly name: string
  /** From 1. */
  readonly number: number
  readonly type: ColumnType
  readonly isNotNull: boolean
  readonly doc: string
}

/** A primary or foreign key; its columns by name. */
export interface Constraint {
  readonly oid: number
  readonly name: string
  readonly relation: Relation
  readonly columns: readonly string[]
  /** Undefined for a primary key. */
  readonly references:
    | { readonly relation: Relation; readonly columns: readonly string[] }
    | undefined
}

/** What one database has: one catalog of the organization. */
export interface DatabaseModel {
  namespaces(system: SystemTables): Promise<readonly Namespace[]>
  relations(system: SystemTables): Promise<readonly Relation[]>
  /** Of all relations, or of one. */
  attributes(system: SystemTables, of?: Relation): Promise<readonly Attribute[]>
  constraints(system: SystemTables): Promise<readonly Constraint[]>
}

/** Schemas that are told of elsewhere. */
const ownSchemas: ReadonlySet<string> = new Set(['information_schema', 'pg_catalog'])

export function createDatabaseModel(database: string, oids: Oids): DatabaseModel {
  const equal = { CatalogName: [database] }
  const namespaceOf = (name: string): Namespace => ({ oid: oids.of('namespace', name), name })

  const namespaces = async (system: SystemTables): Promise<readonly Namespace[]> => {
    const rows = await rowsOf(system, 'sys_schemas', equal)
    return rows
      .filter((row) => isIn(row, database))
      .map((row) => namespaceOf(textOf(row['SchemaName'])))
  }
  const relationOf = (row: Row): Relation => {
    const schema = textOf(row['SchemaName'])
    const name = textOf(row['TableName'])
    return {
      oid: oids.of('relation', schema, name),
      name,
      namespace: namespaceOf(schema),
      kind: row['TableType'] === 'TABLE' ? 'r' : 'v',
      doc: textOf(row['Description']),
    }
  }
  const relations = async (system: SystemTables): Promise<readonly Relation[]> =>
    (await rowsOf(system, 'sys_tables', equal)).filter((row) => isIn(row, database)).map(relationOf)

  return {
    namespaces,
    relations,
    async attributes(system, of) {
      const wanted =
        of === undefined
          ? equal
          : { ...equal, SchemaName: [of.namespace.name], TableName: [of.name] }
      const known = new Map((await relations(system)).map((each) => [each.oid, each]))
      const rows = await rowsOf(system, 'sys_tablecolumns', wanted)
      const shown = rows.filter((row) => isIn(row, database) && row['IsHidden'] !== true)
      const counts = new Map<number, number>()
      return shown.flatMap((row): readonly Attribute[] => {
        const relation = known.get(relationOf(row).oid)
        if (relation === undefined || (of !== undefined && of.oid !== relation.oid)) return []
        const number = (counts.get(relation.oid) ?? 0) + 1
        counts.set(relation.oid, number)
        return [
          {
            relation,
            name: textOf(row['ColumnName']),
            number,
            type: columnTypeOf(row['DataTypeName']),
            isNotNull: row['IsNullable'] !== true,
            doc: textOf(row['Description']),
          },
        ]
      })
    },
    async constraints(system) {
      const known = new Map((await relations(system)).map((each) => [each.oid, each]))
      const primary = await rowsOf(system, 'sys_primarykeys', equal)
      const foreign = await rowsOf(system, 'sys_foreignkeys', equal)
      const keys = new Map<string, Constraint>()
      const add = (row: Row, name: string, other: Relation | undefined): void => {
        const relation = isIn(row, database) ? known.get(relationOf(row).oid) : undefined
        if (relation === undefined) return
        const key = `${relation.oid}.${name}`
        const before = keys.get(key)
        const columns = [...(before?.columns ?? []), textOf(row['ColumnName'])]
        const referenced = [
          ...(before?.references?.columns ?? []),
          textOf(row['ReferencedColumnName']),
        ]
        keys.set(key, {
          oid: oids.of('constraint', relation.namespace.name, relation.name, name),
          name,
          relation,
          columns,
          references: other && { relation: other, columns: referenced },
        })
      }
      for (const row of primary) add(row, textOf(row['KeyName']), undefined)
      for (const row of foreign) {
        // What is in another database can't be referenced.
        const isHere = textOf(row['ReferencedCatalogName']).toLowerCase() === database.toLowerCase()
        const other = known.get(
          oids.of(
            'relation',
            textOf(row['ReferencedSchemaName']),
            textOf(row['ReferencedTableName']),
          ),
        )
        if (isHere && other !== undefined) add(row, textOf(row['ForeignKeyName']), other)
      }
      return [...keys.values()]
    },
  }
}

/** Of all the tables that are read here. */
const usedColumns: readonly string[] = [
  'CatalogName',
  'SchemaName',
  'TableName',
  'TableType',
  'Description',
  'ColumnName',
  'DataTypeName',
  'IsNullable',
  'IsHidden',
  'KeyName',
  'ForeignKeyName',
  'ReferencedCatalogName',
  'ReferencedSchemaName',
  'ReferencedTableName',
  'ReferencedColumnName',
]

async function rowsOf(
  system: SystemTables,
  table: string,
  equal: Readonly<Record<string, readonly string[]>>,
): Promise<readonly Row[]> {
  const found: Row[] = []
  for await (const page of system(table, usedColumns, equal)) found.push(...page)
  return found
}

function isIn(row: Row, database: string): boolean {
  const isOwn = ownSchemas.has(textOf(row['SchemaName']).toLowerCase())
  return !isOwn && textOf(row['CatalogName']).toLowerCase() === database.toLowerCase()
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
