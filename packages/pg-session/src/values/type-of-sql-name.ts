import { type PostgresType, typeOfName, typeOfOid } from '@devopsql/pgwire'

const aliases: Readonly<Record<string, string>> = {
  bigint: 'int8',
  boolean: 'bool',
  character: 'bpchar',
  'character varying': 'varchar',
  decimal: 'numeric',
  'double precision': 'float8',
  int: 'int4',
  integer: 'int4',
  real: 'float4',
  smallint: 'int2',
  string: 'text',
  'time without time zone': 'time',
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
}

/** The type that SQL calls so: `integer`, `character varying`, `text[]`. */
export function typeOfSqlName(name: string): PostgresType | undefined {
  if (name.endsWith('[]')) {
    const element = typeOfSqlName(name.slice(0, -2))
    return element && typeOfOid(element.arrayOid)
  }
  return typeOfName(aliases[name] ?? name)
}
