import { findColumn, type ResolvedTable, type Table } from '@devopsql/schema'
import type { Predicate } from '../logical/predicate.ts'

type Equality = Extract<Predicate, { kind: 'compare' }>

/** The conditions that the place of a table stands for: the project of a catalog, the repository of a schema. */
export function scopePredicates({ scope, table }: ResolvedTable): readonly Equality[] {
  return [
    ...scopePredicate(table, 'ProjectName', scope.project),
    ...scopePredicate(
      table,
      isGuid(scope.repository) ? 'RepositoryId' : 'RepositoryName',
      scope.repository,
    ),
    ...scopePredicate(table, 'Type', scope.workItemType),
  ]
}

function scopePredicate(
  table: Table,
  name: string,
  value: string | undefined,
): readonly Equality[] {
  const column = value === undefined ? undefined : findColumn(table, name)
  if (value === undefined || column === undefined) return []
  return [
    {
      kind: 'compare',
      column,
      operator: '=',
      value: { kind: 'string', value },
      text: `${column.name} = '${value}'`,
    },
  ]
}

export function isGuid(text: string | undefined): boolean {
  return text !== undefined && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
}
