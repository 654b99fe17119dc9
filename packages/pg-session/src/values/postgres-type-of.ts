import { numericModifier, type PostgresType, scalar, typeOfOid } from '@devopsql/pgwire'

/** A PostgreSQL type with its modifier: -1 where it has none. */
export interface TypedColumn {
  readonly type: PostgresType
  readonly modifier: number
}

const scalars: Readonly<Record<string, PostgresType>> = {
  BOOLEAN: scalar('bool'),
  TINYINT: scalar('int2'),
  UTINYINT: scalar('int2'),
  SMALLINT: scalar('int2'),
  USMALLINT: scalar('int4'),
  INTEGER: scalar('int4'),
  UINTEGER: scalar('int8'),
  BIGINT: scalar('int8'),
  UBIGINT: scalar('numeric'),
  HUGEINT: scalar('numeric'),
  UHUGEINT: scalar('numeric'),
  BIGNUM: scalar('numeric'),
  FLOAT: scalar('float4'),
  DOUBLE: scalar('float8'),
  DATE: scalar('date'),
  TIME: scalar('time'),
  TIMESTAMP: scalar('timestamp'),
  TIMESTAMP_S: scalar('timestamp'),
  TIMESTAMP_MS: scalar('timestamp'),
  TIMESTAMP_NS: scalar('timestamp'),
  'TIMESTAMP WITH TIME ZONE': scalar('timestamptz'),
  INTERVAL: scalar('interval'),
  UUID: scalar('uuid'),
  BLOB: scalar('bytea'),
  JSON: scalar('json'),
  DECIMAL: scalar('numeric'),
}

/** How clients see a type of the engine: `DECIMAL(18,3)` as numeric(18,3), `INTEGER[]` as _int4, what PostgreSQL lacks as text. */
export function postgresTypeOf(type: string): TypedColumn {
  const known = scalars[type]
  if (known !== undefined) return { type: known, modifier: -1 }
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type)
  if (decimal !== null) {
    const modifier = numericModifier(Number(decimal[1]), Number(decimal[2]))
    return { type: scalar('numeric'), modifier }
  }
  const list = /^(.*)\[\d*\]$/.exec(type)
  if (list?.[1] !== undefined) return arrayOf(list[1])
  if (/^(?:STRUCT|MAP|UNION)\(/.test(type)) return { type: scalar('json'), modifier: -1 }
  return { type: scalar('text'), modifier: -1 }
}

/** PostgreSQL has one array type for all dimensions. */
function arrayOf(element: string): TypedColumn {
  const { type, modifier } = postgresTypeOf(element)
  if (type.category === 'A') return { type, modifier }
  return { type: typeOfOid(type.arrayOid) ?? scalar('text'), modifier }
}
