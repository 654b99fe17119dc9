import { type MacroSchema, type MacroSet, readMacros } from '@devopsql/planner'
import {
  type ColumnDefinition,
  column,
  defineTable,
  localAccess,
  localArea,
  type SqlType,
  type Table,
} from '@devopsql/schema'
import type { LocalSchema, LocalTable, LocalType } from './local-schema.ts'

type LocalSchemas = Readonly<Record<string, LocalSchema>>

/** The tables of local schemas as the catalog and the planner know tables, by the name of their schema. */
export function localTables(schemas: LocalSchemas): Readonly<Record<string, readonly Table[]>> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { tables }]) => [name, tables.map(tableOf)]),
  )
}

/** The functions of local schemas. */
export function localMacros(schemas: LocalSchemas): MacroSet {
  return readMacros(
    Object.fromEntries(
      Object.entries(schemas).map(([name, { tables, macros }]): [string, MacroSchema] => [
        name,
        { macros, vectors: tables.flatMap(vectorsOf) },
      ]),
    ),
  )
}

function vectorsOf({ columns }: LocalTable): readonly string[] {
  return Object.entries(columns).flatMap(([name, type]) => (type === 'VECTOR' ? [name] : []))
}

function tableOf({ name, columns }: LocalTable): Table {
  return defineTable({
    name,
    doc: '',
    kind: 'system',
    area: localArea,
    levels: [],
    key: [],
    columns: Object.fromEntries(
      Object.entries(columns).map(([columnName, type]) => [columnName, columnOf(columnName, type)]),
    ),
    access: [localAccess],
  })
}

const sqlTypes: Readonly<Record<LocalType, SqlType>> = {
  BOOLEAN: 'boolean',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  DOUBLE: 'double',
  VARCHAR: 'varchar',
  NAME: 'varchar',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
  'INTEGER[]': 'integer[]',
  'BIGINT[]': 'bigint[]',
  'VARCHAR[]': 'varchar[]',
  VECTOR: 'integer[]',
}

function columnOf(name: string, type: LocalType): ColumnDefinition {
  const collation = type === 'NAME' ? 'ignore-case' : 'exact'
  return column(sqlTypes[type], [name], { doc: '', collation })
}
