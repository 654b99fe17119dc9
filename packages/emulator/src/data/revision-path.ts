import { below, type Dice, unit } from './random.ts'
import { stateNames, workItemTypes } from './work-item-types.ts'

/** The last of the revisions that the seed gives a work item. */
export interface SeededEnd {
  /** Number of a type. */
  readonly type: number
  /** Number of a state name. */
  readonly state: number
  /** Milliseconds. */
  readonly created: number
  readonly changed: number
  /** How many revisions there are. */
  readonly revision: number
}

/** A state and the revision that brought it. */
interface StateStep {
  readonly state: number
  readonly revision: number
}

// A type's states are gone through in their order; whatever is removed was new before. (assumed)
const paths: readonly ReadonlyMap<number, readonly number[]>[] = workItemTypes.map(({ states }) => {
  const numbers = states.map(({ name }) => stateNames.indexOf(name))
  return new Map(
    states.map(({ category }, position) => {
      const way = numbers.slice(0, position + 1)
      return [
        numbers[position] ?? 0,
        category === 'Removed' ? [way[0] ?? 0, ...way.slice(-1)] : way,
      ]
    }),
  )
})

/** Few revisions leave out the states in the middle of the way. */
function pathOf({ type, state, revision }: SeededEnd): readonly number[] {
  const whole = paths[type]?.get(state) ?? [state]
  return whole.length <= revision ? whole : [...whole.slice(0, revision - 1), state]
}

/** The states that a row went through, oldest first. */
export function stateSteps(dice: Dice, row: number, end: SeededEnd): readonly StateStep[] {
  const path = pathOf(end)
  const last = path.length - 1
  // The present state came with this revision.
  const final = path.length + below(dice(row, 300), end.revision - last)
  return path.map((state, position) => ({
    state,
    revision: position === 0 ? 1 : 1 + Math.floor((position * (final - 1)) / last),
  }))
}

/** When a revision was made: the first at the creation, the last at the latest change, the others spread between. */
export function revisionDate(dice: Dice, row: number, { end, revision }: Which): number {
  if (revision <= 1) return end.created
  if (revision >= end.revision) return end.changed
  const share = (revision - 1 + unit(dice(row, 301 + revision))) / end.revision
  return Math.floor(end.created + (end.changed - end.created) * share)
}

interface Which {
  readonly end: SeededEnd
  readonly revision: number
}
