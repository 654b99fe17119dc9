import type { Column, SqlType } from '@devopsql/schema'
import type { QueryResult } from '../contract.ts'

/** The columns of a result as those of a table. */
export function viewColumns({ columns }: Pick<QueryResult, 'columns'>): readonly Column[] {
  return columns.map(({ name, type, nullable }) => ({
    name,
    aliases: [],
    type: sqlTypes[type] ?? (type.startsWith('DECIMAL') ? 'double' : 'varchar'),
    doc: '',
    nullable,
    collation: undefined,
    values: undefined,
    source: { kind: 'row', path: [name], decode: 'value' },
    field: undefined,
    needs: undefined,
    isDetail: false,
    isHidden: false,
  }))
}

/** By the name that DuckDB gives a type; what is not here is shown as text. */
const sqlTypes: Readonly<Record<string, SqlType>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  HUGEINT: 'double',
  FLOAT: 'double',
  DOUBLE: 'double',
  VARCHAR: 'varchar',
  UUID: 'uuid',
  DATE: 'date',
  TIME: 'time',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
  JSON: 'json',
}
