import {
  type ColumnDefinitions,
  defineTable,
  integer,
  localAccess,
  type Table,
  text,
} from '@devopsql/schema'

function standardView(
  name: string,
  doc: string,
  about: { readonly key: readonly string[]; readonly columns: ColumnDefinitions },
): Table {
  return defineTable({
    name,
    doc,
    kind: 'system',
    area: 'information-schema',
    levels: ['information-schema'],
    access: [localAccess],
    ...about,
  })
}

const schemata = standardView(
  'schemata',
  'Schemas of every catalog, as the SQL standard shows them.',
  {
    key: ['catalog_name', 'schema_name'],
    columns: {
      catalog_name: text('catalog_name', 'Catalog.'),
      schema_name: text('schema_name', 'Schema.'),
      schema_owner: text('schema_owner', 'Not told.'),
    },
  },
)

const tables = standardView(
  'tables',
  'Tables and views of every schema, as the SQL standard shows them.',
  {
    key: ['table_catalog', 'table_schema', 'table_name'],
    columns: {
      table_catalog: text('table_catalog', 'Catalog.'),
      table_schema: text('table_schema', 'Schema.'),
      table_name: text('table_name', 'Table.'),
      table_type: text('table_type', 'BASE TABLE, VIEW or SYSTEM TABLE.'),
      is_insertable_into: text('is_insertable_into', 'YES or NO.'),
    },
  },
)

const columns = standardView('columns', 'Columns of every table, as the SQL standard shows them.', {
  key: ['table_catalog', 'table_schema', 'table_name', 'column_name'],
  columns: {
    table_catalog: text('table_catalog', 'Catalog.'),
    table_schema: text('table_schema', 'Schema.'),
    table_name: text('table_name', 'Table.'),
    column_name: text('column_name', 'Column.'),
    ordinal_position: integer('ordinal_position', 'Place in the table, from 1.'),
    column_default: text('column_default', 'Not told.'),
    is_nullable: text('is_nullable', 'YES or NO.'),
    data_type: text('data_type', 'SQL type.'),
    character_maximum_length: integer(
      'character_maximum_length',
      'Most characters; NULL where nothing limits them.',
    ),
    numeric_precision: integer('numeric_precision', 'Digits of a number.'),
    numeric_scale: integer('numeric_scale', 'Digits after the point.'),
    collation_name: text('collation_name', 'How text compares: ignore-case or exact.'),
    is_updatable: text('is_updatable', 'YES or NO.'),
  },
})

const tableConstraints = standardView(
  'table_constraints',
  'Primary and foreign keys, as the SQL standard shows them.',
  {
    key: ['constraint_catalog', 'constraint_schema', 'constraint_name', 'table_name'],
    columns: {
      constraint_catalog: text('constraint_catalog', 'Catalog.'),
      constraint_schema: text('constraint_schema', 'Schema.'),
      constraint_name: text('constraint_name', 'Name of the key.'),
      table_catalog: text('table_catalog', 'Catalog of the table.'),
      table_schema: text('table_schema', 'Schema of the table.'),
      table_name: text('table_name', 'Table.'),
      constraint_type: text('constraint_type', 'PRIMARY KEY or FOREIGN KEY.'),
    },
  },
)

const keyColumnUsage = standardView(
  'key_column_usage',
  'Columns of primary and foreign keys, as the SQL standard shows them.',
  {
    key: [
      'constraint_catalog',
      'constraint_schema',
      'constraint_name',
      'table_name',
      'column_name',
    ],
    columns: {
      constraint_catalog: text('constraint_catalog', 'Catalog.'),
      constraint_schema: text('constraint_schema', 'Schema.'),
      constraint_name: text('constraint_name', 'Name of the key.'),
      table_catalog: text('table_catalog', 'Catalog of the table.'),
      table_schema: text('table_schema', 'Schema of the table.'),
      table_name: text('table_name', 'Table.'),
      column_name: text('column_name', 'Column.'),
      ordinal_position: integer('ordinal_position', 'Place in the key, from 1.'),
    },
  },
)

const referentialConstraints = standardView(
  'referential_constraints',
  'What foreign keys reference, as the SQL standard shows it.',
  {
    key: ['constraint_catalog', 'constraint_schema', 'constraint_name'],
    columns: {
      constraint_catalog: text('constraint_catalog', 'Catalog.'),
      constraint_schema: text('constraint_schema', 'Schema.'),
      constraint_name: text('constraint_name', 'Name of the foreign key.'),
      unique_constraint_catalog: text(
        'unique_constraint_catalog',
        'Catalog of the referenced key.',
      ),
      unique_constraint_schema: text('unique_constraint_schema', 'Schema of the referenced key.'),
      unique_constraint_name: text('unique_constraint_name', 'Name of the referenced key.'),
      update_rule: text('update_rule', 'NO ACTION.'),
      delete_rule: text('delete_rule', 'NO ACTION.'),
    },
  },
)

/** The views of the schema information_schema. */
export const informationSchemaTables: readonly Table[] = [
  schemata,
  tables,
  columns,
  tableConstraints,
  keyColumnUsage,
  referentialConstraints,
]
