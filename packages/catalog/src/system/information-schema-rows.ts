import { foreignKeyName, primaryKeyName, referenceOf } from './keys.ts'
import { listSchemas } from './list-schemas.ts'
import { listTables, listWholeTables, type TableEntry } from './list-tables.ts'
import type { Equal, SystemContext, SystemRow } from './system-context.ts'
import { typeFacts } from './type-facts.ts'

const columns = { catalog: 'table_catalog', schema: 'table_schema', table: 'table_name' } as const

type Rows = (context: SystemContext, equal: Equal) => AsyncIterable<readonly SystemRow[]>

/** The views of the schema `information_schema`, as the SQL standard defines their columns. */
export const informationSchemaRows: Readonly<Record<string, Rows>> = {
  async *schemata(context, equal) {
    const named = { catalog: 'catalog_name', schema: 'schema_name' }
    for await (const { catalog, schema } of listSchemas(context, equal, named)) {
      yield [{ catalog_name: catalog, schema_name: schema }]
    }
  },
  async *tables(context, equal) {
    for await (const entries of listTables(context, equal, columns)) {
      yield entries.map((entry) => ({
        ...nameOf(entry),
        table_type: tableType[entry.table.kind],
        is_insertable_into: 'NO',
      }))
    }
  },
  async *columns(context, equal) {
    for await (const entries of listWholeTables(context, equal, columns)) {
      yield entries.flatMap((entry) =>
        entry.table.columns.map((column, index) => ({
          ...nameOf(entry),
          column_name: column.name,
          ordinal_position: index + 1,
          is_nullable: column.nullable ? 'YES' : 'NO',
          data_type: typeFacts[column.type].name,
          numeric_precision: typeFacts[column.type].precision,
          numeric_scale: typeFacts[column.type].scale,
          collation_name: column.collation,
          is_updatable: 'NO',
        })),
      )
    }
  },
  async *table_constraints(context, equal) {
    for await (const entries of listTables(context, equal, columns)) {
      yield entries.flatMap((entry) =>
        constraintsOf(entry).map(({ name, type }) => ({
          ...constraintName(entry, name),
          ...nameOf(entry),
          constraint_type: type,
        })),
      )
    }
  },
  async *key_column_usage(context, equal) {
    for await (const entries of listTables(context, equal, columns)) {
      yield entries.flatMap((entry) =>
        constraintsOf(entry).flatMap(({ name, columns: of }) =>
          of.map((column, index) => ({
            ...constraintName(entry, name),
            ...nameOf(entry),
            column_name: column,
            ordinal_position: index + 1,
          })),
        ),
      )
    }
  },
  async *referential_constraints(context) {
    for await (const entries of listTables(context, {}, columns)) {
      yield entries.flatMap((entry) =>
        entry.table.foreignKeys.map((key) => {
          const reference = referenceOf(entry, key, context.tables)
          return {
            ...constraintName(entry, foreignKeyName(entry.table, key)),
            unique_constraint_catalog: reference?.catalog,
            unique_constraint_schema: reference?.schema,
            unique_constraint_name: reference && primaryKeyName(reference.table),
            update_rule: 'NO ACTION',
            delete_rule: 'NO ACTION',
          }
        }),
      )
    }
  },
}

const tableType = { table: 'BASE TABLE', view: 'VIEW', system: 'SYSTEM TABLE' } as const

function nameOf({ catalog, schema, table }: TableEntry): SystemRow {
  return { table_catalog: catalog, table_schema: schema, table_name: table.name }
}

function constraintName({ catalog, schema }: TableEntry, name: string): SystemRow {
  return { constraint_catalog: catalog, constraint_schema: schema, constraint_name: name }
}

interface Constraint {
  readonly name: string
  readonly type: 'PRIMARY KEY' | 'FOREIGN KEY'
  readonly columns: readonly string[]
}

function constraintsOf({ table }: TableEntry): readonly Constraint[] {
  return [
    { name: primaryKeyName(table), type: 'PRIMARY KEY', columns: table.key },
    ...table.foreignKeys.map(
      (key): Constraint => ({
        name: foreignKeyName(table, key),
        type: 'FOREIGN KEY',
        columns: key.columns,
      }),
    ),
  ]
}
