import type { Access, Column } from '@devopsql/schema'
import type { Constant } from '../logical/constant.ts'
import { equalityConstants, type Predicate } from '../logical/predicate.ts'
import type { Outcome } from './outcome.ts'
import { isGuid } from './scope-predicates.ts'

export interface RequiredPath {
  readonly path: Readonly<Record<string, readonly string[]>>
  readonly used: ReadonlyMap<Predicate, Outcome>
}

/**
 * The values of the path parameters that only a predicate can give; undefined when there is none for one of them.
 * Columns that join keys will have values for need none yet.
 */
export function planRequired(
  access: Access,
  conjuncts: readonly Predicate[],
  keyed: readonly string[] = [],
): RequiredPath | undefined {
  const path: Record<string, readonly string[]> = {}
  const used = new Map<Predicate, Outcome>()
  for (const [hole, columnName] of Object.entries(access.requires ?? {})) {
    const predicate = conjuncts.find(
      (candidate) => equalityConstants(candidate)?.column.name === columnName,
    )
    if (predicate === undefined && keyed.includes(columnName)) {
      path[hole] = []
      continue
    }
    const equality = predicate && equalityConstants(predicate)
    const values = equality?.values.map((value) => pathText(equality.column, value))
    if (predicate === undefined || values === undefined) return undefined
    const known = values.filter((value): value is string => value !== undefined)
    if (known.length !== values.length) return undefined
    path[hole] = [...new Set(known)]
    // What the service finds by a parameter no column of a row says, so there is nothing to compare.
    const isKey = equality?.column.type !== 'varchar' || equality.column.source.kind === 'parameter'
    const sent = `${hole}=${known.length > 5 ? `${known.length} values` : known.join(',')}`
    used.set(
      predicate,
      isKey
        ? { fidelity: 'exact', text: predicate.text, sent }
        : {
            fidelity: 'inexact',
            text: predicate.text,
            sent,
            reason: 'names are compared here too',
          },
    )
  }
  return { path, used }
}

function pathText(column: Column, value: Constant): string | undefined {
  if (value.kind === 'number' && column.type === 'integer' && Number.isSafeInteger(value.value))
    return String(value.value)
  if (value.kind !== 'string' || value.value.trim() === '') return undefined
  if (column.type === 'varchar') return value.value
  return column.type === 'uuid' && isGuid(value.value) ? value.value.toLowerCase() : undefined
}
