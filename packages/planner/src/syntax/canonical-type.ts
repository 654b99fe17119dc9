import type { TypeName } from './ast.ts'

/** Other names of types, by the name that DuckDB writes. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  BIGINT: ['INT8', 'LONG', 'INT64', 'OID'],
  BLOB: ['BYTEA', 'BINARY', 'VARBINARY'],
  BOOLEAN: ['BOOL', 'LOGICAL'],
  DECIMAL: ['NUMERIC', 'DEC'],
  DOUBLE: ['FLOAT8', 'DOUBLE PRECISION'],
  FLOAT: ['FLOAT4', 'REAL'],
  INTEGER: ['INT4', 'INT', 'INT32', 'SIGNED'],
  JSON: ['JSONB'],
  SMALLINT: ['INT2', 'INT16', 'SHORT'],
  TIMESTAMP: ['DATETIME', 'TIMESTAMP_US', 'TIMESTAMP WITHOUT TIME ZONE'],
  'TIME WITH TIME ZONE': ['TIMETZ'],
  'TIMESTAMP WITH TIME ZONE': ['TIMESTAMPTZ'],
  TINYINT: ['INT1'],
  UUID: ['GUID', 'UNIQUEIDENTIFIER'],
  VARCHAR: [
    'TEXT',
    'STRING',
    'CHAR',
    'BPCHAR',
    'CHARACTER',
    'NVARCHAR',
    'NCHAR',
    'NAME',
    'UNKNOWN',
  ],
}

const names: ReadonlyMap<string, string> = new Map(
  Object.entries(aliases).flatMap(([name, others]) =>
    others.map((other) => [other, name] as const),
  ),
)

/** The type under the name that DuckDB writes; the length of a text and the precision of a time say nothing there. */
export function canonicalType(type: TypeName): TypeName {
  const name = names.get(type.name) ?? type.name
  const isSized = name === 'DECIMAL' || !/^(VARCHAR|TIME|TIMESTAMP|FLOAT)/.test(name)
  return { ...type, name, parameters: isSized ? type.parameters : [] }
}
