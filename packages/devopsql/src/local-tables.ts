import { type MacroSet, readMacros } from '@devopsql/planner'
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
    Object.fromEntries(Object.entries(schemas).map(([name, { macros }]) => [name, macros])),
  )
}

function tableOf({ name, columns, hidden = {} }: LocalTable): Table {
  return defineTable({
    name,
    doc: '',
    kind: 'system',
    area: localArea,
    levels: [],
    key: [],
    columns: {
      ...columnsOf(columns, { isHidden: false }),
      ...columnsOf(hidden, { isHidden: true }),
    },
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

function columnsOf(
  types: Readonly<Record<string, LocalType>>,
  { isHidden }: { readonly isHidden: boolean },
): Readonly<Record<string, ColumnDefinition>> {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, { ...columnOf(name, type), isHidden }]),
  )
}

function columnOf(name: string, type: LocalType): ColumnDefinition {
  const collation = type === 'NAME' ? 'ignore-case' : 'exact'
  const definition = column(sqlTypes[type], [name], { doc: '', collation })
  return type === 'VECTOR' ? { ...definition, countsFromZero: true } : definition
}
