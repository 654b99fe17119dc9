/** PostgreSQL's types for those that columns of tables have, by the name that `sys_tablecolumns` gives them. */
const types: Readonly<Record<string, ColumnType>> = {
  BOOLEAN: { oid: 16, name: 'bool', sqlName: 'boolean', length: 1 },
  INTEGER: { oid: 23, name: 'int4', sqlName: 'integer', length: 4 },
  BIGINT: { oid: 20, name: 'int8', sqlName: 'bigint', length: 8 },
  DOUBLE: { oid: 701, name: 'float8', sqlName: 'double precision', length: 8 },
  VARCHAR: { oid: 25, name: 'text', sqlName: 'text', length: -1 },
  UUID: { oid: 2950, name: 'uuid', sqlName: 'uuid', length: 16 },
  DATE: { oid: 1082, name: 'date', sqlName: 'date', length: 4 },
  TIME: { oid: 1083, name: 'time', sqlName: 'time without time zone', length: 8 },
  TIMESTAMPTZ: { oid: 1184, name: 'timestamptz', sqlName: 'timestamp with time zone', length: 8 },
  JSON: { oid: 114, name: 'json', sqlName: 'json', length: -1 },
}

export interface ColumnType {
  readonly oid: number
  readonly name: string
  readonly sqlName: string
  readonly length: number
}

const text: ColumnType = { oid: 25, name: 'text', sqlName: 'text', length: -1 }

/** The PostgreSQL type of a column or a parameter; a type that PostgreSQL lacks is text. */
export function columnTypeOf(name: unknown): ColumnType {
  return (typeof name === 'string' ? types[name] : undefined) ?? text
}
