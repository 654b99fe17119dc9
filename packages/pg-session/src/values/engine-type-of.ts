import type { PostgresType } from '@devopsql/pgwire'

const names: Readonly<Record<string, string>> = {
  bool: 'BOOLEAN',
  bytea: 'BLOB',
  char: 'VARCHAR',
  name: 'VARCHAR',
  int8: 'BIGINT',
  int2: 'SMALLINT',
  int4: 'INTEGER',
  text: 'VARCHAR',
  oid: 'BIGINT',
  json: 'JSON',
  jsonb: 'JSON',
  xml: 'VARCHAR',
  float4: 'FLOAT',
  float8: 'DOUBLE',
  bpchar: 'VARCHAR',
  varchar: 'VARCHAR',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
  timestamptz: 'TIMESTAMP WITH TIME ZONE',
  interval: 'INTERVAL',
  numeric: 'DECIMAL',
  uuid: 'UUID',
}

/** The type of the engine that a parameter of a PostgreSQL type has; undefined leaves it to the statement. */
export function engineTypeOf(type: PostgresType): string | undefined {
  if (type.category !== 'A') return names[type.name]
  const element = type.element && engineTypeOf(type.element)
  return element && `${element}[]`
}
