import { arrayCodec, vectorCodec } from '../codecs/array.ts'
import { booleanCodec } from '../codecs/boolean.ts'
import { byteaCodec } from '../codecs/bytea.ts'
import type { Codec } from '../codecs/codec.ts'
import { dateCodec } from '../codecs/date.ts'
import { float4Codec, float8Codec } from '../codecs/float.ts'
import { int2Codec, int4Codec, int8Codec, oidCodec } from '../codecs/integer.ts'
import { intervalCodec } from '../codecs/interval.ts'
import { numericCodec } from '../codecs/numeric.ts'
import { objectNameCodec } from '../codecs/object-name.ts'
import { charCodec, jsonbCodec, jsonCodec, textCodec, voidCodec } from '../codecs/text.ts'
import { timeCodec } from '../codecs/time.ts'
import { timestampCodec, timestamptzCodec } from '../codecs/timestamp.ts'
import { uuidCodec } from '../codecs/uuid.ts'
import type { PostgresType } from './postgres-type.ts'

type Row = readonly [
  name: ScalarName,
  oid: number,
  arrayOid: number,
  size: number,
  category: string,
  codec: Codec,
]

/** The types that are no arrays or vectors, by their names in `pg_type`. */
export type ScalarName =
  | 'bool'
  | 'bytea'
  | 'char'
  | 'name'
  | 'int8'
  | 'int2'
  | 'int4'
  | 'regproc'
  | 'text'
  | 'oid'
  | 'xid'
  | 'json'
  | 'xml'
  | 'pg_node_tree'
  | 'float4'
  | 'float8'
  | 'unknown'
  | 'aclitem'
  | 'bpchar'
  | 'varchar'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'timestamptz'
  | 'interval'
  | 'numeric'
  | 'regprocedure'
  | 'regoper'
  | 'regoperator'
  | 'regclass'
  | 'regtype'
  | 'void'
  | 'uuid'
  | 'jsonb'
  | 'regnamespace'
  | 'regrole'

// Numbers of src/include/catalog/pg_type.dat, which never change.
const rows: readonly Row[] = [
  ['bool', 16, 1000, 1, 'B', booleanCodec],
  ['bytea', 17, 1001, -1, 'U', byteaCodec],
  ['char', 18, 1002, 1, 'Z', charCodec],
  ['name', 19, 1003, 64, 'S', textCodec],
  ['int8', 20, 1016, 8, 'N', int8Codec],
  ['int2', 21, 1005, 2, 'N', int2Codec],
  ['int4', 23, 1007, 4, 'N', int4Codec],
  ['regproc', 24, 1008, 4, 'N', objectNameCodec],
  ['text', 25, 1009, -1, 'S', textCodec],
  ['oid', 26, 1028, 4, 'N', oidCodec],
  ['xid', 28, 1011, 4, 'U', oidCodec],
  ['json', 114, 199, -1, 'U', jsonCodec],
  ['xml', 142, 143, -1, 'U', textCodec],
  ['pg_node_tree', 194, 0, -1, 'Z', textCodec],
  ['float4', 700, 1021, 4, 'N', float4Codec],
  ['float8', 701, 1022, 8, 'N', float8Codec],
  ['unknown', 705, 0, -2, 'X', textCodec],
  ['aclitem', 1033, 1034, 16, 'U', textCodec],
  ['bpchar', 1042, 1014, -1, 'S', textCodec],
  ['varchar', 1043, 1015, -1, 'S', textCodec],
  ['date', 1082, 1182, 4, 'D', dateCodec],
  ['time', 1083, 1183, 8, 'D', timeCodec],
  ['timestamp', 1114, 1115, 8, 'D', timestampCodec],
  ['timestamptz', 1184, 1185, 8, 'D', timestamptzCodec],
  ['interval', 1186, 1187, 16, 'T', intervalCodec],
  ['numeric', 1700, 1231, -1, 'N', numericCodec],
  ['regprocedure', 2202, 2207, 4, 'N', objectNameCodec],
  ['regoper', 2203, 2208, 4, 'N', objectNameCodec],
  ['regoperator', 2204, 2209, 4, 'N', objectNameCodec],
  ['regclass', 2205, 2210, 4, 'N', objectNameCodec],
  ['regtype', 2206, 2211, 4, 'N', objectNameCodec],
  ['void', 2278, 0, 4, 'P', voidCodec],
  ['uuid', 2950, 2951, 16, 'U', uuidCodec],
  ['jsonb', 3802, 3807, -1, 'U', jsonbCodec],
  ['regnamespace', 4089, 4090, 4, 'N', objectNameCodec],
  ['regrole', 4096, 4097, 4, 'N', objectNameCodec],
]

const scalars: readonly PostgresType[] = rows.map(
  ([name, oid, arrayOid, size, category, codec]) => ({
    name,
    oid,
    arrayOid,
    size,
    category,
    codec,
    element: undefined,
  }),
)
const scalarsByName: ReadonlyMap<string, PostgresType> = new Map(
  scalars.map((type) => [type.name, type]),
)
const vectors: readonly PostgresType[] = [
  vectorOf(scalar('int2'), { name: 'int2vector', oid: 22, arrayOid: 1006 }),
  vectorOf(scalar('oid'), { name: 'oidvector', oid: 30, arrayOid: 1013 }),
]
const arrays: readonly PostgresType[] = scalars
  .filter((type) => type.arrayOid !== 0)
  .map((element) => ({
    name: `_${element.name}`,
    oid: element.arrayOid,
    arrayOid: 0,
    size: -1,
    category: 'A',
    element,
    codec: arrayCodec(element),
  }))

/** Every type that has an encoding: scalars, their arrays, and vectors. */
export const postgresTypes: readonly PostgresType[] = [...scalars, ...vectors, ...arrays]

const byOid: ReadonlyMap<number, PostgresType> = new Map(
  postgresTypes.map((type) => [type.oid, type]),
)
const byName: ReadonlyMap<string, PostgresType> = new Map(
  postgresTypes.map((type) => [type.name, type]),
)

/** The type with that object identifier, if it has an encoding here. */
export function typeOfOid(oid: number): PostgresType | undefined {
  return byOid.get(oid)
}

/** The type of that name in `pg_type` (`int4`, `_text`), if it has an encoding here. */
export function typeOfName(name: string): PostgresType | undefined {
  return byName.get(name)
}

/** As `typeOfName`, for the names that are certain to be there. */
export function scalar(name: ScalarName): PostgresType {
  return scalarsByName.get(name) as PostgresType
}

function vectorOf(
  element: PostgresType,
  names: { readonly name: string; readonly oid: number; readonly arrayOid: number },
): PostgresType {
  return { ...names, size: -1, category: 'A', element, codec: vectorCodec(element, names.name) }
}
