import type { Access, Column } from '@devopsql/schema'
import { equalityConstants } from '../logical/predicate.ts'
import type { ScanNeed } from './scan-plan.ts'

/** The access as these columns need it: rows are read again only for the details that are used and asked for. */
export function withoutDetails(access: Access, need: ScanNeed, used: readonly Column[]): Access {
  const { partial, ...whole } = access
  if (partial === undefined) return access
  const details = need.resolved.table.columns.filter(({ isDetail }) => isDetail)
  const areUsed = details.length === 0 || used.some(({ isDetail }) => isDetail)
  return areUsed && !isStopped(need, partial.stoppedBy) ? access : whole
}

function isStopped({ conjuncts }: ScanNeed, parameter: string | undefined): boolean {
  return conjuncts
    .map(equalityConstants)
    .filter((equality) => equality?.column.name === parameter)
    .some((equality) => equality?.values.every((value) => value.kind === 'boolean' && !value.value))
}
