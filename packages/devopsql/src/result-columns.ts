import type { ExecutedColumn } from '@devopsql/engine'
import type { QueryPlan } from '@devopsql/planner'
import type { ResultColumn } from './contract.ts'

/** The columns of a result with the columns of tables that they show unchanged. */
export function resultColumns(
  columns: readonly ExecutedColumn[],
  output: QueryPlan['output'],
): readonly ResultColumn[] {
  return columns.map(({ name, type }, index) => {
    const source = output?.[index]?.source
    return {
      name,
      type,
      nullable: source?.nullable ?? true,
      source: source && {
        catalog: source.relation.catalog,
        schema: source.relation.schema,
        table: source.relation.name,
        column: source.column,
        position: source.position,
      },
    }
  })
}
