import type { Row } from 'devopsql'
import { builtinTypeNamed } from '../builtin-type.ts'
import type { Attribute, Relation } from '../database-model.ts'
import { keyIndexes } from '../key-index.ts'
import type { OwnRelation, RelationRows, RowContext } from '../row-context.ts'

/** Columns: those that `*` stands for. Others take requests of their own, and tools name every column that they see. */
export const columnRows: RelationRows = {
  pg_attribute: async (context) => {
    const wanted = context.equal['attrelid']
    const isWanted = (oid: number): boolean => wanted === undefined || wanted.includes(String(oid))
    const attributes = await wantedAttributes(context, wanted)
    const ofIndexes = await indexRows(context, isWanted)
    return (function* rows() {
      for (const relation of context.own) if (isWanted(relation.oid)) yield* ownRows(relation)
      for (const attribute of attributes) yield attributeRow(attribute, attribute.relation.oid)
      yield* ofIndexes
    })()
  },
}

/** Those of the relations with these numbers, of all without any. */
async function wantedAttributes(
  { model, system }: RowContext,
  wanted: readonly string[] | undefined,
): Promise<readonly Attribute[]> {
  if (wanted === undefined) return await model.attributes(system)
  const relations = (await model.relations(system)).filter(({ oid }) =>
    wanted.includes(String(oid)),
  )
  const found = await Promise.all(relations.map((relation) => model.attributes(system, relation)))
  return found.flat()
}

/** The columns of indexes, where they are asked for. */
async function indexRows(
  context: RowContext,
  isWanted: (oid: number) => boolean,
): Promise<readonly Row[]> {
  const indexes = (await keyIndexes(context)).filter(({ index }) => isWanted(index.oid))
  if (indexes.length === 0) return []
  const byTable = new Map<number, Attribute[]>()
  for (const attribute of await attributesOf(
    context,
    indexes.map(({ constraint }) => constraint.relation),
  )) {
    const { oid } = attribute.relation
    byTable.set(oid, [...(byTable.get(oid) ?? []), attribute])
  }
  return indexes.flatMap(({ index, constraint }) =>
    constraint.columns.flatMap((name, position) => {
      const attribute = byTable.get(constraint.relation.oid)?.find((each) => each.name === name)
      return attribute ? [attributeRow({ ...attribute, number: position + 1 }, index.oid)] : []
    }),
  )
}

async function attributesOf(
  { model, system }: RowContext,
  relations: readonly Relation[],
): Promise<readonly Attribute[]> {
  const [only] = relations
  return await model.attributes(system, relations.length === 1 ? only : undefined)
}

function attributeRow({ name, number, type, isNotNull }: Attribute, relation: number): Row {
  return {
    ...plainAttribute,
    attrelid: relation,
    attname: name,
    atttypid: type.oid,
    attlen: type.length,
    attnum: number,
    attbyval: type.length > 0 && type.length <= 8,
    attnotnull: isNotNull,
    attcollation: type.name === 'text' ? 100 : 0,
  }
}

function ownRows({ oid, columns }: OwnRelation): readonly Row[] {
  return columns.map(({ name, type, isNotNull }, index) => {
    const { oid: typeOid, length } = builtinTypeNamed(type)
    return {
      ...plainAttribute,
      attrelid: oid,
      attname: name,
      atttypid: typeOid,
      attlen: length,
      attnum: index + 1,
      attbyval: length > 0 && length <= 8,
      attnotnull: isNotNull,
      attcollation: 0,
    }
  })
}

const plainAttribute: Row = {
  attstattarget: -1,
  attndims: 0,
  attcacheoff: -1,
  atttypmod: -1,
  attalign: 'i',
  attstorage: 'p',
  attcompression: '',
  atthasdef: false,
  atthasmissing: false,
  attidentity: '',
  attgenerated: '',
  attisdropped: false,
  attislocal: true,
  attinhcount: 0,
}
