import type { Constant } from '../logical/constant.ts'
import { equalityConstants, type Predicate } from '../logical/predicate.ts'
import type { Outcome } from './outcome.ts'
import type { Fetch } from './scan-plan.ts'

export interface LocalRead {
  readonly fetch: Fetch
  readonly outcomes: ReadonlyMap<Predicate, Outcome>
}

/** A read of what the connection knows. Equalities spare it from listing every project; all is checked here again. */
export function planLocal(conjuncts: readonly Predicate[]): LocalRead {
  const equal: Record<string, readonly string[]> = {}
  for (const { column, values } of conjuncts.flatMap((each) => equalityConstants(each) ?? [])) {
    const texts = values.flatMap(textOf)
    if (texts.length === values.length) equal[column.name] ??= texts
  }
  return {
    fetch: { kind: 'local', equal },
    outcomes: new Map(
      conjuncts.map((predicate) => [
        predicate,
        { fidelity: 'unsupported', text: predicate.text, reason: 'no request is needed' },
      ]),
    ),
  }
}

/** A whole number as a column of ids has it, whichever way it is written. */
function textOf(value: Constant): readonly string[] {
  if (value.kind === 'string') return [value.value]
  return value.kind === 'number' && Number.isSafeInteger(value.value) ? [String(value.value)] : []
}
