import type { Constraint, Relation } from './database-model.ts'
import type { RowContext } from './row-context.ts'

/** A primary key with the index that PostgreSQL would keep it in, which has its name. */
export interface KeyIndex {
  readonly constraint: Constraint
  readonly index: Relation
}

/** The indexes of a database: those of its primary keys. */
export async function keyIndexes({
  model,
  system,
  oids,
}: RowContext): Promise<readonly KeyIndex[]> {
  const constraints = await model.constraints(system)
  return constraints
    .filter(({ references }) => references === undefined)
    .map((constraint) => {
      const { name, relation } = constraint
      const oid = oids.of('index', relation.namespace.name, relation.name, name)
      return { constraint, index: { ...relation, oid, name, kind: 'i', doc: '' } }
    })
}

/** The number of a column of a table by its name; 0 for one that is not shown. */
export type ColumnNumbers = (relation: Relation, column: string) => number

export async function columnNumbers({ model, system }: RowContext): Promise<ColumnNumbers> {
  const attributes = await model.attributes(system)
  const numbers = new Map(
    attributes.map(({ relation, name, number }) => [`${relation.oid}.${name}`, number]),
  )
  return (relation, column) => numbers.get(`${relation.oid}.${column}`) ?? 0
}
