import { byShare } from './random.ts'
import { stateNames, workItemTypes } from './work-item-types.ts'

export const typeShares: readonly number[] = workItemTypes.map(({ share }) => share)
/** The type that a type's parents have, or -1. */
export const parentTypes: readonly number[] = workItemTypes.map(({ parent }) =>
  workItemTypes.findIndex(({ name }) => name === parent),
)

// New, active, resolved, closed, removed; a type without a state gives its share to the next. (assumed)
const categoryShares = {
  Proposed: 0.12,
  InProgress: 0.09,
  Resolved: 0.03,
  Completed: 0.73,
  Removed: 0.03,
}
const stateShares = workItemTypes.map(({ states }) =>
  states.map(({ category }) => categoryShares[category]),
)
const stateNumbers = workItemTypes.map(({ states }) =>
  states.map(({ name }) => stateNames.indexOf(name)),
)

function stateOf(throwValue: number, type: number): number {
  const shares = stateShares[type] ?? []
  const total = shares.reduce((sum, share) => sum + share, 0)
  const position = byShare(
    throwValue,
    shares.map((share) => share / total),
  )
  return stateNumbers[type]?.[position] ?? 0
}

// The state by the top ten bits of a throw, worked out once because every row needs it.
export const statesByThrow: readonly Uint8Array[] = workItemTypes.map((_, type) =>
  Uint8Array.from({ length: 1024 }, (_unused, step) => stateOf(step * 2 ** 22, type)),
)

/** States in which work goes on: their items changed lately. */
export const activeStates: ReadonlySet<number> = new Set(
  stateNames.flatMap((name, number) =>
    ['Active', 'Ready', 'Resolved'].includes(name) ? [number] : [],
  ),
)
