import { type Column, isInStar } from '@devopsql/schema'
import { describePushdown } from '../describe-pushdown.ts'
import { foreignKeyName, primaryKeyName, referenceOf } from './keys.ts'
import { listSchemas } from './list-schemas.ts'
import { listTables, listWholeTables, type TableEntry } from './list-tables.ts'
import { procedureParameterRows, procedureRows } from './procedure-rows.ts'
import type { Equal, SystemContext, SystemRow } from './system-context.ts'
import { typeFacts } from './type-facts.ts'

const columns = { catalog: 'CatalogName', schema: 'SchemaName', table: 'TableName' } as const

type Rows = (context: SystemContext, equal: Equal) => AsyncIterable<readonly SystemRow[]>

/** The `sys_*` tables that tell of catalogs, schemas, tables, columns, keys and procedures. */
export const sysRows: Readonly<Record<string, Rows>> = {
  async *sys_catalogs(context, equal) {
    const seen = new Set<string>()
    for await (const { catalog } of listSchemas(
      context,
      { ...equal, SchemaName: ['Information', 'Project'] },
      columns,
    )) {
      if (!seen.has(catalog)) yield [{ CatalogName: catalog }]
      seen.add(catalog)
    }
  },
  async *sys_schemas(context, equal) {
    for await (const { catalog, schema } of listSchemas(context, equal, columns)) {
      yield [{ CatalogName: catalog, SchemaName: schema }]
    }
  },
  async *sys_tables(context, equal) {
    for await (const entries of listTables(context, equal, columns)) {
      yield entries.map((entry) => ({
        ...nameOf(entry),
        TableType: tableType[entry.table.kind],
        Description: entry.table.doc,
        IsUpdateable: false,
      }))
    }
  },
  async *sys_tablecolumns(context, equal) {
    // What Azure DevOps filters by takes longer to say than all the rest.
    const tellsPushdown = context.columns?.includes('Pushdown') !== false
    for await (const entries of listWholeTables(context, equal, columns)) {
      yield entries.flatMap((entry) =>
        entry.table.columns.map((column, index) => ({
          ...columnRow(entry, column, index + 1),
          Pushdown: tellsPushdown ? describePushdown(entry.table, column) : undefined,
        })),
      )
    }
  },
  async *sys_primarykeys(context, equal) {
    for await (const entries of listTables(context, equal, columns)) {
      yield entries.flatMap((entry) =>
        entry.table.key.map((name, index) => ({
          ...nameOf(entry),
          ColumnName: name,
          KeySeq: index + 1,
          KeyName: primaryKeyName(entry.table),
        })),
      )
    }
  },
  async *sys_indexes(context, equal) {
    for await (const entries of listTables(context, equal, columns)) {
      yield entries.flatMap((entry) =>
        entry.table.key.map((name, index) => ({
          ...nameOf(entry),
          IndexName: primaryKeyName(entry.table),
          ColumnName: name,
          IsUnique: true,
          IsPrimary: true,
          Type: 3,
          SortOrder: 'A',
          OrdinalPosition: index + 1,
        })),
      )
    }
  },
  async *sys_foreignkeys(context, equal) {
    for await (const entries of listTables(context, equal, columns)) {
      yield entries.flatMap((entry) =>
        foreignRows(entry, context).map((row) => ({
          ...row,
          ForeignKeyType: 'IMPORT',
          DeleteRule: 'NO ACTION',
        })),
      )
    }
  },
  async *sys_procedures() {
    yield procedureRows()
  },
  async *sys_procedureparameters() {
    yield procedureParameterRows()
  },
  async *sys_keycolumns(context, equal) {
    for await (const entries of listTables(context, equal, columns)) {
      yield entries.flatMap((entry) => [
        ...entry.table.key.map((name) => ({
          ...nameOf(entry),
          ColumnName: name,
          IsKey: true,
          IsForeignKey: false,
          PrimaryKeyName: primaryKeyName(entry.table),
        })),
        ...foreignRows(entry, context).map((row) => ({
          ...row,
          IsKey: entry.table.key.includes(row.ColumnName),
          IsForeignKey: true,
        })),
      ])
    }
  },
}

const tableType = { table: 'TABLE', view: 'VIEW', system: 'SYSTEM TABLE' } as const

function nameOf({ catalog, schema, table }: TableEntry): SystemRow {
  return { CatalogName: catalog, SchemaName: schema, TableName: table.name }
}

function columnRow(entry: TableEntry, column: Column, ordinal: number): SystemRow {
  const { name, number, precision, scale, displaySize } = typeFacts[column.type]
  const isReference = entry.table.foreignKeys.some((key) => key.columns.includes(column.name))
  return {
    ...nameOf(entry),
    ColumnName: column.name,
    DataTypeName: name,
    DataType: number,
    DisplaySize: displaySize,
    NumericPrecision: precision,
    NumericScale: scale,
    IsNullable: column.nullable,
    Description: column.doc,
    Ordinal: ordinal,
    IsAutoIncrement: false,
    IsGeneratedColumn: false,
    IsHidden: !isInStar(column),
    IsArray: false,
    IsReadOnly: true,
    IsKey: entry.table.key.includes(column.name),
    ColumnType: isReference ? 'REFERENCECOLUMN' : entry.table.kind === 'system' ? 'SYSTEM' : '',
    FieldControl: column.field?.type,
    Aliases: column.aliases.join(','),
    Collation: column.collation,
  }
}

interface ForeignRow extends SystemRow {
  readonly ColumnName: string
}

function foreignRows(entry: TableEntry, { tables }: SystemContext): readonly ForeignRow[] {
  return entry.table.foreignKeys.flatMap((key) => {
    const reference = referenceOf(entry, key, tables)
    return key.columns.map((name, index) => ({
      ...nameOf(entry),
      ColumnName: name,
      PrimaryKeyName: reference && primaryKeyName(reference.table),
      ForeignKeyName: foreignKeyName(entry.table, key),
      ReferencedCatalogName: reference?.catalog,
      ReferencedSchemaName: reference?.schema,
      ReferencedTableName: key.table,
      ReferencedColumnName: key.references[index],
    }))
  })
}
