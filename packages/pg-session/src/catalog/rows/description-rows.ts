import type { Row } from 'devopsql'
import { fixed, type RelationRows, type RowContext } from '../row-context.ts'

/** What the product says of its tables and columns, as comments. */
export const descriptionRows: RelationRows = { pg_description: describedObjects }

export async function describedObjects({
  model,
  system,
  equal,
}: RowContext): Promise<readonly Row[]> {
  const relations = (await model.relations(system)).filter(({ doc }) => doc !== '')
  const tables = relations.map(({ oid, doc }) => ({
    objoid: oid,
    classoid: fixed.classes,
    objsubid: 0,
    description: doc,
  }))
  if (equal['objsubid']?.every((number) => number === '0') === true) return tables
  const attributes = (await model.attributes(system)).filter(({ doc }) => doc !== '')
  return [
    ...tables,
    ...attributes.map(({ relation, number, doc }) => ({
      objoid: relation.oid,
      classoid: fixed.classes,
      objsubid: number,
      description: doc,
    })),
  ]
}
