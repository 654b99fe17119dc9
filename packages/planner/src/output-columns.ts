import type { BoundQuery } from './bind/bind-query.ts'
import { outputPositions } from './bind/output-names.ts'
import { sourceColumn } from './bind/relation.ts'
import type { OutputColumn } from './query-plan.ts'

/** The columns of a result with the source columns that they show unchanged; undefined where only the engine knows them. */
export function outputColumns(bound: BoundQuery): readonly OutputColumn[] | undefined {
  return outputPositions(bound.query, bound.relations)?.map(({ name, origin }) => {
    const relation = origin && bound.relations.get(origin.relation)
    const column =
      relation?.kind === 'source' ? sourceColumn(relation, origin?.column ?? '') : undefined
    return {
      name,
      source:
        column && relation?.kind === 'source'
          ? { scan: relation.id, table: relation.resolved.table.name, column }
          : undefined,
    }
  })
}
