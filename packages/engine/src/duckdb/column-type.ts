/** What a loaded column can hold. Results may have more types: whatever DuckDB computes. */
export type ColumnType =
  | 'boolean'
  | 'integer'
  | 'bigint'
  | 'double'
  | 'decimal'
  | 'varchar'
  | 'uuid'
  | 'date'
  | 'time'
  | 'timestamptz'
  | 'json'
  | 'integer[]'
  | 'bigint[]'
  | 'varchar[]'

export interface TableColumn {
  readonly name: string
  readonly type: ColumnType
  /** `ignore-case` makes the column `COLLATE NOCASE`; docs/decisions/0001 tells what doesn't follow it. */
  readonly collation?: 'ignore-case' | undefined
}

/** The digits before and after the point of a loaded decimal column. */
export const decimalColumn = { width: 38, scale: 9 } as const

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  decimal: `DECIMAL(${decimalColumn.width}, ${decimalColumn.scale})`,
  varchar: 'VARCHAR',
  uuid: 'UUID',
  date: 'DATE',
  time: 'TIME',
  timestamptz: 'TIMESTAMP WITH TIME ZONE',
  json: 'JSON',
  'integer[]': 'INTEGER[]',
  'bigint[]': 'BIGINT[]',
  'varchar[]': 'VARCHAR[]',
}

/** A name as DuckDB reads it, whatever characters are in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Text as a DuckDB string literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** The definition of one column in CREATE TABLE. */
export function columnDefinition(column: TableColumn): string {
  const collation = column.collation === 'ignore-case' ? ' COLLATE NOCASE' : ''
  return `${quoteName(column.name)} ${sqlTypes[column.type]}${collation}`
}
