import type { Row } from 'devopsql'
import { builtinTypes } from './facts/builtin-types.ts'
import { fixed } from './row-context.ts'

/** A type of PostgreSQL's own. */
export interface BuiltinType {
  readonly oid: number
  readonly name: string
  readonly length: number
  /** Its row in pg_type. */
  readonly row: Row
}

const plainType: Row = {
  typowner: fixed.owner,
  typisdefined: true,
  typrelid: 0,
  typanalyze: 0,
  typnotnull: false,
  typtypmod: -1,
  typndims: 0,
}

const plain: readonly BuiltinType[] = builtinTypes.trim().split('\n').map(readType)

/** The types of information_schema: name, OID, OID of what they are based on. */
const domains: readonly BuiltinType[] = [
  readDomain('cardinal_number', 13_221, 23),
  readDomain('character_data', 13_224, 1043),
  readDomain('sql_identifier', 13_226, 19),
  readDomain('time_stamp', 13_232, 1184),
  readDomain('yes_or_no', 13_234, 1043),
]

export const builtinTypeList: readonly BuiltinType[] = [...plain, ...domains]

const byName = new Map(builtinTypeList.map((type) => [type.name, type]))

/** A type by PostgreSQL's name of it, a list as `text[]`. */
export function builtinTypeNamed(name: string): BuiltinType {
  const found = byName.get(name.endsWith('[]') ? `_${name.slice(0, -2)}` : name)
  if (found === undefined) throw new RangeError(`there is no type ${name}`)
  return found
}

function readType(line: string): BuiltinType {
  const [oid, name = '', length, byValue, kind, category, preferred, ...rest] = line.split(' ')
  const [delimiter, element, array, input, output, receive, send, modIn, modOut, ...last] = rest
  const [align, storage, collation, subscript] = last
  const row: Row = {
    ...plainType,
    oid: Number(oid),
    typname: name,
    typnamespace: fixed.pgCatalog,
    typlen: Number(length),
    typbyval: byValue === 't',
    typtype: kind,
    typcategory: category,
    typispreferred: preferred === 't',
    typdelim: delimiter,
    typsubscript: Number(subscript),
    typelem: Number(element),
    typarray: Number(array),
    typinput: Number(input),
    typoutput: Number(output),
    typreceive: Number(receive),
    typsend: Number(send),
    typmodin: Number(modIn),
    typmodout: Number(modOut),
    typalign: align,
    typstorage: storage,
    typcollation: Number(collation),
    typbasetype: 0,
  }
  return { oid: Number(oid), name, length: Number(length), row }
}

function readDomain(name: string, oid: number, base: number): BuiltinType {
  const type = plain.find((each) => each.oid === base)
  const row: Row = {
    ...type?.row,
    oid,
    typname: name,
    typnamespace: fixed.informationSchema,
    typtype: 'd',
    typarray: 0,
    typbasetype: base,
  }
  return { oid, name, length: type?.length ?? -1, row }
}

const sqlNames: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bpchar: 'character',
  char: '"char"',
  float4: 'real',
  float8: 'double precision',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  time: 'time without time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  timetz: 'time with time zone',
  varbit: 'bit varying',
  varchar: 'character varying',
}

/** The name of a type as PostgreSQL's `format_type` writes it. */
export function sqlNameOf({ name, row }: BuiltinType): string {
  const isList = row['typcategory'] === 'A' && name.startsWith('_')
  const element = isList ? name.slice(1) : name
  const prefix = row['typnamespace'] === fixed.informationSchema ? 'information_schema.' : ''
  return `${prefix}${sqlNames[element] ?? element}${isList ? '[]' : ''}`
}
