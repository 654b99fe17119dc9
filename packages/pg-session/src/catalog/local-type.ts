import type { LocalType } from 'devopsql'

const types: Readonly<Record<string, LocalType>> = {
  bool: 'BOOLEAN',
  int2: 'INTEGER',
  int4: 'INTEGER',
  int8: 'BIGINT',
  float4: 'DOUBLE',
  float8: 'DOUBLE',
  oid: 'INTEGER',
  regproc: 'INTEGER',
  regtype: 'INTEGER',
  xid: 'INTEGER',
  name: 'NAME',
  timestamptz: 'TIMESTAMP WITH TIME ZONE',
  int2vector: 'VECTOR',
  oidvector: 'VECTOR',
  cardinal_number: 'INTEGER',
  sql_identifier: 'NAME',
  time_stamp: 'TIMESTAMP WITH TIME ZONE',
  'int2[]': 'INTEGER[]',
  'int4[]': 'INTEGER[]',
  'oid[]': 'INTEGER[]',
  'int8[]': 'BIGINT[]',
}

/** What holds the values of a type of PostgreSQL's catalog: OIDs stay below 2^31, and all that has no other form is text. */
export function localTypeOf(type: string): LocalType {
  return types[type] ?? (type.endsWith('[]') ? 'VARCHAR[]' : 'VARCHAR')
}
