import type { Row } from 'devopsql'
import type { Constraint } from '../database-model.ts'
import { type ColumnNumbers, columnNumbers, keyIndexes } from '../key-index.ts'
import type { RelationRows } from '../row-context.ts'

/** Primary and foreign keys. */
export const keyRows: RelationRows = {
  pg_index: async (context) => {
    const numbers = await columnNumbers(context)
    return (await keyIndexes(context)).map(({ index, constraint }) => {
      const keys = keyNumbers(constraint, numbers)
      return {
        ...plainIndex,
        indexrelid: index.oid,
        indrelid: constraint.relation.oid,
        indnatts: keys.length,
        indnkeyatts: keys.length,
        indkey: keys,
        indcollation: keys.map(() => 0),
        indclass: keys.map(() => 0),
        indoption: keys.map(() => 0),
      }
    })
  },
  pg_constraint: async (context) => {
    const numbers = await columnNumbers(context)
    const indexes = new Map(
      (await keyIndexes(context)).map(({ index, constraint }) => [
        constraint.relation.oid,
        index.oid,
      ]),
    )
    const constraints = await context.model.constraints(context.system)
    return constraints.map((constraint) => {
      const { oid, name, relation, references } = constraint
      const row: Row = {
        ...plainConstraint,
        oid,
        conname: name,
        connamespace: relation.namespace.oid,
        contype: references === undefined ? 'p' : 'f',
        conrelid: relation.oid,
        conindid: indexes.get((references?.relation ?? relation).oid) ?? 0,
        conkey: keyNumbers(constraint, numbers),
      }
      if (references === undefined) return row
      return {
        ...row,
        confrelid: references.relation.oid,
        confupdtype: 'a',
        confdeltype: 'a',
        confmatchtype: 's',
        confkey: references.columns.map((column) => numbers(references.relation, column)),
      }
    })
  },
  // A foreign key needs the index of the key that it refers to, which belongs to the constraint of that key.
  pg_depend: async (context) => {
    const keys = new Map(
      (await keyIndexes(context)).map((key) => [key.constraint.relation.oid, key]),
    )
    const constraints = await context.model.constraints(context.system)
    return constraints.flatMap(({ oid, relation, references }) => {
      const key = keys.get((references?.relation ?? relation).oid)
      if (key === undefined) return []
      const [constraint, index] = [
        { class: constraintClass, oid },
        { class: relationClass, oid: key.index.oid },
      ]
      return references === undefined
        ? [dependency(index, constraint, 'i')]
        : [dependency(constraint, index, 'n')]
    })
  },
}

/** The numbers of pg_class and pg_constraint, whose rows depend on each other. */
const relationClass = 1259
const constraintClass = 2606

interface Place {
  readonly class: number
  readonly oid: number
}

function dependency(dependent: Place, needed: Place, kind: string): Row {
  return {
    classid: dependent.class,
    objid: dependent.oid,
    objsubid: 0,
    refclassid: needed.class,
    refobjid: needed.oid,
    refobjsubid: 0,
    deptype: kind,
  }
}

function keyNumbers({ relation, columns }: Constraint, numbers: ColumnNumbers): readonly number[] {
  return columns.map((column) => numbers(relation, column))
}

const plainIndex: Row = {
  indisunique: true,
  indnullsnotdistinct: false,
  indisprimary: true,
  indisexclusion: false,
  indimmediate: true,
  indisclustered: false,
  indisvalid: true,
  indcheckxmin: false,
  indisready: true,
  indislive: true,
  indisreplident: false,
}

const plainConstraint: Row = {
  condeferrable: false,
  condeferred: false,
  // Azure DevOps keeps most of them, but nobody vouches for it.
  convalidated: true,
  contypid: 0,
  conparentid: 0,
  confrelid: 0,
  confupdtype: ' ',
  confdeltype: ' ',
  confmatchtype: ' ',
  conislocal: true,
  coninhcount: 0,
  connoinherit: true,
}
