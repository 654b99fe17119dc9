import {
  bigint,
  boolean,
  type ColumnDefinitions,
  defineTable,
  double,
  integer,
  localAccess,
  type Table,
  text,
  timestamp,
} from '@devopsql/schema'

function systemTable(
  name: string,
  doc: string,
  about: { readonly key: readonly string[]; readonly columns: ColumnDefinitions },
): Table {
  return defineTable({
    name,
    doc,
    kind: 'system',
    area: 'system',
    levels: ['organization'],
    access: [localAccess],
    ...about,
  })
}

const catalogName = text('CatalogName', 'Catalog: CData, or Project_<name>.')
const schemaName = text('SchemaName', 'Schema of the catalog.')
const tableName = text('TableName', 'Name of the table.')
const columnName = text('ColumnName', 'Name of the column.')

// covers P-SYS-01
const catalogs = systemTable(
  'sys_catalogs',
  'Catalogs: the organization and one for each project.',
  {
    key: ['CatalogName'],
    columns: {
      CatalogName: catalogName,
    },
  },
)

// covers P-SYS-02
const schemas = systemTable(
  'sys_schemas',
  'Schemas of every catalog, one for each Git repository included.',
  {
    key: ['CatalogName', 'SchemaName'],
    columns: {
      CatalogName: catalogName,
      SchemaName: schemaName,
    },
  },
)

// covers P-SYS-03
const tables = systemTable('sys_tables', 'Tables and views of every schema.', {
  key: ['CatalogName', 'SchemaName', 'TableName'],
  columns: {
    CatalogName: catalogName,
    SchemaName: schemaName,
    TableName: tableName,
    TableType: text('TableType', 'TABLE, VIEW or SYSTEM TABLE.'),
    Description: text('Description', 'What a row is.'),
    IsUpdateable: boolean('IsUpdateable', 'Whether INSERT, UPDATE or DELETE is possible.'),
  },
})

// covers P-SYS-04
const tableColumns = systemTable(
  'sys_tablecolumns',
  'Columns of every table, those of the fields of the organization included.',
  {
    key: ['CatalogName', 'SchemaName', 'TableName', 'ColumnName'],
    columns: {
      CatalogName: catalogName,
      SchemaName: schemaName,
      TableName: tableName,
      ColumnName: columnName,
      DataTypeName: text('DataTypeName', 'SQL type.'),
      DataType: integer('DataType', 'Number of the type in java.sql.Types.'),
      Length: integer('Length', 'Most characters or bytes; NULL where nothing limits them.'),
      DisplaySize: integer(
        'DisplaySize',
        'Characters that show any value; NULL where nothing limits them.',
      ),
      NumericPrecision: integer('NumericPrecision', 'Digits of a number.'),
      NumericScale: integer('NumericScale', 'Digits after the point.'),
      IsNullable: boolean('IsNullable', 'Whether the value may be missing.'),
      Description: text('Description', 'What the value is.'),
      Ordinal: integer('Ordinal', 'Place in the table, from 1.'),
      IsAutoIncrement: boolean('IsAutoIncrement', 'Whether Azure DevOps counts it up.'),
      IsGeneratedColumn: boolean('IsGeneratedColumn', 'Whether Azure DevOps gives the value.'),
      IsHidden: boolean(
        'IsHidden',
        'Whether `*` leaves it out: it stands in WHERE only, or has to be named.',
      ),
      IsArray: boolean('IsArray', 'Whether the value is a list.'),
      IsReadOnly: boolean('IsReadOnly', 'Whether it can only be read.'),
      IsKey: boolean('IsKey', 'Whether it is part of the primary key.'),
      ColumnType: text('ColumnType', 'SYSTEM, REFERENCECOLUMN for a foreign key, or empty.'),
      FieldControl: text(
        'FieldControl',
        'Type of the work item field that it shows, such as html or treePath; NULL for all else.',
      ),
      Aliases: text(
        'Aliases',
        'Other names of the column, with commas between them: the reference name of a field.',
      ),
      Collation: text('Collation', 'How text compares: ignore-case or exact.'),
      Pushdown: text('Pushdown', 'What Azure DevOps applies to it: operators and how precisely.'),
    },
  },
)

// covers P-SYS-05
const procedures = systemTable('sys_procedures', 'Stored procedures.', {
  key: ['CatalogName', 'SchemaName', 'ProcedureName'],
  columns: {
    CatalogName: catalogName,
    SchemaName: schemaName,
    ProcedureName: text('ProcedureName', 'Name of the procedure.'),
    Description: text('Description', 'What it does.'),
    ProcedureType: text('ProcedureType', 'Kind of the procedure.'),
  },
})

// covers P-SYS-06
const procedureParameters = systemTable(
  'sys_procedureparameters',
  'Parameters of the stored procedures.',
  {
    key: ['CatalogName', 'SchemaName', 'ProcedureName', 'ColumnName', 'Direction'],
    columns: {
      CatalogName: catalogName,
      SchemaName: schemaName,
      ProcedureName: text('ProcedureName', 'Name of the procedure.'),
      ColumnName: text('ColumnName', 'Name of the parameter.'),
      Direction: integer('Direction', '1 in, 2 in and out, 4 out.'),
      DataTypeName: text('DataTypeName', 'SQL type.'),
      DataType: integer('DataType', 'Number of the type in java.sql.Types.'),
      Length: integer('Length', 'Most characters.'),
      NumericPrecision: integer('NumericPrecision', 'Digits of a number.'),
      NumericScale: integer('NumericScale', 'Digits after the point.'),
      IsNullable: boolean('IsNullable', 'Whether it may be NULL.'),
      IsRequired: boolean('IsRequired', 'Whether it has to be given.'),
      IsArray: boolean('IsArray', 'Whether it is a list.'),
      Description: text('Description', 'What it is for.'),
      Ordinal: integer('Ordinal', 'Place, from 1.'),
      Values: text('Values', 'Allowed values, with commas between them.'),
      SupportsStreams: boolean('SupportsStreams', 'Whether it takes or gives a stream.'),
      IsPath: boolean('IsPath', 'Whether it is a path of a file.'),
      Default: text('Default', 'Value when it is not given.'),
    },
  },
)

// covers P-SYS-07
const keyColumns = systemTable('sys_keycolumns', 'Columns of primary and foreign keys.', {
  key: ['CatalogName', 'SchemaName', 'TableName', 'ColumnName', 'ForeignKeyName'],
  columns: {
    CatalogName: catalogName,
    SchemaName: schemaName,
    TableName: tableName,
    ColumnName: columnName,
    IsKey: boolean('IsKey', 'Whether it is part of the primary key.'),
    IsForeignKey: boolean('IsForeignKey', 'Whether it is part of a foreign key.'),
    PrimaryKeyName: text('PrimaryKeyName', 'Name of the primary key.'),
    ForeignKeyName: text('ForeignKeyName', 'Name of the foreign key.'),
    ReferencedCatalogName: text('ReferencedCatalogName', 'Catalog of the referenced table.'),
    ReferencedSchemaName: text('ReferencedSchemaName', 'Schema of the referenced table.'),
    ReferencedTableName: text('ReferencedTableName', 'Table that the column references.'),
    ReferencedColumnName: text('ReferencedColumnName', 'Column that the column references.'),
  },
})

// covers P-SYS-08
const foreignKeys = systemTable('sys_foreignkeys', 'Columns of foreign keys.', {
  key: ['CatalogName', 'SchemaName', 'TableName', 'ColumnName', 'ForeignKeyName'],
  columns: {
    CatalogName: catalogName,
    SchemaName: schemaName,
    TableName: tableName,
    ColumnName: columnName,
    PrimaryKeyName: text('PrimaryKeyName', 'Name of the primary key.'),
    ForeignKeyName: text('ForeignKeyName', 'Name of the foreign key.'),
    ReferencedCatalogName: text('ReferencedCatalogName', 'Catalog of the referenced table.'),
    ReferencedSchemaName: text('ReferencedSchemaName', 'Schema of the referenced table.'),
    ReferencedTableName: text('ReferencedTableName', 'Table that the column references.'),
    ReferencedColumnName: text('ReferencedColumnName', 'Column that the column references.'),
    ForeignKeyType: text('ForeignKeyType', 'IMPORT: the table references another.'),
    DeleteRule: text('DeleteRule', 'Nothing is deleted along: NO ACTION.'),
  },
})

// covers P-SYS-09
const primaryKeys = systemTable('sys_primarykeys', 'Columns of primary keys.', {
  key: ['CatalogName', 'SchemaName', 'TableName', 'ColumnName'],
  columns: {
    CatalogName: catalogName,
    SchemaName: schemaName,
    TableName: tableName,
    ColumnName: columnName,
    KeySeq: integer('KeySeq', 'Place in the key, from 1.'),
    KeyName: text('KeyName', 'Name of the key.'),
  },
})

// covers P-SYS-10
const indexes = systemTable(
  'sys_indexes',
  'The primary keys as unique indexes: Azure DevOps shows no other.',
  {
    key: ['CatalogName', 'SchemaName', 'TableName', 'IndexName', 'ColumnName'],
    columns: {
      CatalogName: catalogName,
      SchemaName: schemaName,
      TableName: tableName,
      IndexName: text('IndexName', 'Name of the index.'),
      ColumnName: columnName,
      IsUnique: boolean('IsUnique', 'Whether values are there once.'),
      IsPrimary: boolean('IsPrimary', 'Whether it is the primary key.'),
      Type: integer('Type', '3: an index of another kind.'),
      SortOrder: text('SortOrder', 'A: ascending.'),
      OrdinalPosition: integer('OrdinalPosition', 'Place in the index, from 1.'),
    },
  },
)

// covers P-SYS-11
const connectionProps = systemTable(
  'sys_connection_props',
  'Properties of the connection string: what each is for, and its value on this connection.',
  {
    key: ['Name'],
    columns: {
      Name: text('Name', 'Name of the property.'),
      ShortDescription: text('ShortDescription', 'What it is for.'),
      Type: text('Type', 'text, secret, boolean, integer, choice or list.'),
      Default: text('Default', 'Value when it is not given.'),
      Values: text('Values', 'Allowed values, with commas between them.'),
      Value: text('Value', 'Value on this connection; secrets are masked.'),
      Required: boolean('Required', 'Whether this connection can not do without it.'),
      Category: text('Category', 'Group of properties.'),
      IsSessionProperty: boolean('IsSessionProperty', 'Whether SET changes it.'),
      Sensitivity: text('Sensitivity', 'public or secret.'),
      PropertyName: text('PropertyName', 'Name of the property.'),
      Ordinal: integer('Ordinal', 'Place in the list, from 1.'),
      CatOrdinal: integer('CatOrdinal', 'Place of its group, from 1.'),
      Hierarchy: text('Hierarchy', 'The authentication schemes that need it.'),
      Visible: boolean('Visible', 'Whether the chosen authentication scheme uses it.'),
      ETC: text('ETC', 'Other names of the property.'),
    },
  },
)

// covers P-SYS-12
const sqlInfo = systemTable('sys_sqlinfo', 'What the SQL here can do, as drivers ask for it.', {
  key: ['NAME'],
  columns: {
    NAME: text('NAME', 'Name of the ability.'),
    VALUE: text('VALUE', 'Its value.'),
  },
})

// covers P-SYS-13
const identity = systemTable(
  'sys_identity',
  'Results of the last batch of changes; empty while nothing was changed.',
  {
    key: ['Id'],
    columns: {
      Id: text('Id', 'Key of the row.'),
      Batch: integer('Batch', 'Number of the batch.'),
      Operation: text('Operation', 'INSERT, UPDATE or DELETE.'),
      Message: text('Message', 'What went wrong.'),
    },
  },
)

// covers P-SYS-14
const information = systemTable('sys_information', 'The product and the machine.', {
  key: ['Product'],
  columns: {
    Product: text('Product', 'Name of the product.'),
    Version: text('Version', 'Version of the product.'),
    Datasource: text('Datasource', 'Azure DevOps.'),
    NodeId: text('NodeId', 'Not used: no licence is bound to a machine.'),
    HostName: text('HostName', 'Not told.'),
    License: text('License', 'Licence of the product.'),
  },
})

const requests = systemTable(
  'sys_requests',
  'The last 10,000 requests of this connection, without values or secrets.',
  {
    key: ['Ordinal'],
    columns: {
      Ordinal: integer('Ordinal', 'Number of the request, from 1.'),
      StartedAt: timestamp('StartedAt', 'When it was sent.'),
      Method: text('Method', 'GET or POST.'),
      Service: text('Service', 'Service that was asked.'),
      Template: text('Template', 'Path of the request with its holes unfilled.'),
      Status: integer('Status', 'HTTP status; NULL where no answer came.'),
      DurationMs: integer('DurationMs', 'Milliseconds until the answer was read.'),
      Bytes: bigint('Bytes', 'Bytes of the answer.'),
      Rows: integer('Rows', 'Rows of the answer.'),
      ThrottledMs: integer(
        'ThrottledMs',
        'Milliseconds that were waited before it, because the service said so.',
      ),
      Attempt: integer('Attempt', '1 for the first attempt, more for repeats.'),
      QueryId: text('QueryId', 'Query that the request was for.'),
    },
  },
)

const rateLimit = systemTable('sys_rate_limit', 'What the service last said of its limits.', {
  key: ['Resource'],
  columns: {
    Resource: text('Resource', 'Resource that is limited.'),
    Limit: double('Limit', 'Units that may be used.'),
    Remaining: double('Remaining', 'Units that are left.'),
    ResetAt: timestamp('ResetAt', 'When the limit is whole again.'),
    BlockedUntil: timestamp('BlockedUntil', 'No request is sent before.'),
    Concurrency: integer('Concurrency', 'Requests that may be in flight now.'),
  },
})

const inaccessible = systemTable(
  'sys_inaccessible',
  'What the service has refused to show on this connection, and what opens it. Nothing is asked to find it out: read the tables in question first, with AllowPartial=true.',
  {
    key: ['TableName', 'Part'],
    columns: {
      TableName: tableName,
      Part: text('Part', 'The project or the row whose rows were asked for, or the organization.'),
      Template: text('Template', 'Path of the request with its holes unfilled.'),
      Scope: text('Scope', 'Scope that a personal access token needs for it; NULL where unknown.'),
      Code: text('Code', 'Code of the error.'),
      Reason: text('Reason', 'What the service said.'),
      Hint: text('Hint', 'What to do.'),
      Times: integer('Times', 'How often it was refused.'),
      LastRefusedAt: timestamp('LastRefusedAt', 'When it was refused last.'),
    },
  },
)

/** What the connection knows of names, columns, keys, properties and requests. */
export const systemTables: readonly Table[] = [
  catalogs,
  schemas,
  tables,
  tableColumns,
  procedures,
  procedureParameters,
  keyColumns,
  foreignKeys,
  primaryKeys,
  indexes,
  connectionProps,
  sqlInfo,
  identity,
  information,
  requests,
  rateLimit,
  inaccessible,
]
