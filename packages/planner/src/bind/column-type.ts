import type { Column } from '@devopsql/schema'

const names: Readonly<Record<Column['type'], string>> = {
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
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

/** The SQL type of a column, as DuckDB writes it. */
export function columnType({ type }: Column): string {
  return names[type]
}
