import type { Row } from 'devopsql'
import { readProcedures } from '../procedures.ts'
import { fixed, type RelationRows, type RowContext } from '../row-context.ts'

/** What the product says of its tables, columns and procedures, as comments. */
export const descriptionRows: RelationRows = { pg_description: describedObjects }

/** The same rows for who looks one comment up. */
export async function describedObjects(context: RowContext): Promise<readonly Row[]> {
  const { model, system, equal } = context
  const wanted = equal['objsubid']
  const isOfWhole = wanted?.every((number) => number === '0') === true
  const whole = [
    ...(await model.relations(system)).map((relation) => comment(relation, fixed.classes)),
    ...(await readProcedures(context)).map((procedure) => comment(procedure, fixed.procedures)),
  ]
  const attributes = isOfWhole ? [] : await model.attributes(system)
  const parts = attributes.map(({ relation, number, doc }) => ({
    ...comment({ oid: relation.oid, doc }, fixed.classes),
    objsubid: number,
  }))
  return [...whole, ...parts].filter(({ description }) => description !== '')
}

function comment(
  { oid, doc }: { readonly oid: number; readonly doc: string },
  kind: number,
): { readonly description: string } & Row {
  return { objoid: oid, classoid: kind, objsubid: 0, description: doc }
}
