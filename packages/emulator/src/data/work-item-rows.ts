import { DevopsqlError } from '@devopsql/errors'
import { below, byShare, createDice, type Dice, logNormal, unit, zipf } from './random.ts'
import type { Timeline } from './timeline.ts'
import { stateNames, workItemTypes } from './work-item-types.ts'

/** The stored part of the work items, one typed array per property; what is not here is thrown again. */
export interface WorkItemRows {
  readonly dice: Dice
  /** Ids of the rows that exist, ascending. */
  ids(): Int32Array
  /** The row of an id, or -1. */
  indexOf(id: number): number
  /** Rows that were ever made, deleted ones included. */
  count(): number
  readonly id: Int32Array
  readonly project: Uint16Array
  readonly type: Uint8Array
  readonly state: Uint8Array
  readonly created: Float64Array
  readonly changed: Float64Array
  readonly stateChanged: Float64Array
  readonly revision: Uint32Array
  /** Index of a user, or -1. */
  readonly assignedTo: Int32Array
  readonly createdBy: Int32Array
  readonly changedBy: Int32Array
  /** Row of the parent, or -1. */
  readonly parent: Int32Array
  /** Titles that were changed after the start. */
  readonly titles: Map<number, string>
  readonly version: number
  insert(project: number): number
  remove(id: number): void
  touch(id: number, state?: string): void
}

export interface WorkItemRowsInput {
  readonly seed: number
  readonly count: number
  readonly projects: number
  readonly users: number
  readonly timeline: Timeline
}

/** Rows that can be added while the emulator runs. */
const spare = 20_000
const recent = 8
const day = 86_400_000

const typeShares = workItemTypes.map(({ share }) => share)
const parentTypes = workItemTypes.map(({ parent }) =>
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
const statesByThrow = workItemTypes.map((_, type) =>
  Uint8Array.from({ length: 1024 }, (_unused, step) => stateOf(step * 2 ** 22, type)),
)

export function createWorkItemRows(input: WorkItemRowsInput): WorkItemRows {
  const { timeline } = input
  const count = input.projects === 0 ? 0 : input.count
  const dice = createDice(input.seed, 'workItem')
  const room = count + spare
  const id = new Int32Array(room)
  const project = new Uint16Array(room)
  const type = new Uint8Array(room)
  const state = new Uint8Array(room)
  const created = new Float64Array(room)
  const changed = new Float64Array(room)
  const stateChanged = new Float64Array(room)
  const revision = new Uint32Array(room)
  const assignedTo = new Int32Array(room)
  const createdBy = new Int32Array(room)
  const changedBy = new Int32Array(room)
  const parent = new Int32Array(room)
  const slots = Math.max(1, input.projects) * workItemTypes.length
  const latest = new Int32Array(slots * recent).fill(-1)
  const seen = new Uint32Array(slots)
  const active = new Set(
    stateNames.flatMap((name, number) =>
      ['Active', 'Ready', 'Resolved'].includes(name) ? [number] : [],
    ),
  )

  const throwChanged = (index: number, born: number): number => {
    if (active.has(state[index] ?? 0)) {
      return Math.floor(
        timeline.now - unit(dice(index, 5)) ** 2 * Math.min(200 * day, timeline.now - born),
      )
    }
    const days = logNormal(dice, index, { median: 20, sigma: 1.4, salt: 6 })
    return Math.floor(Math.min(born + days * day, timeline.now - unit(dice(index, 8)) * day))
  }
  const throwParent = (index: number): number => {
    const wanted = parentTypes[type[index] ?? 0] ?? -1
    if (wanted < 0 || unit(dice(index, 9)) > 0.8) return -1
    const slot = (project[index] ?? 0) * workItemTypes.length + wanted
    const known = Math.min(recent, seen[slot] ?? 0)
    return known === 0 ? -1 : (latest[slot * recent + below(dice(index, 10), known)] ?? -1)
  }
  const fill = (index: number, born: number): void => {
    type[index] = byShare(dice(index, 2), typeShares)
    state[index] = statesByThrow[type[index] ?? 0]?.[dice(index, 3) >>> 22] ?? 0
    created[index] = born
    const untouched = unit(dice(index, 4)) < 0.1
    changed[index] = untouched ? born : Math.max(born, throwChanged(index, born))
    stateChanged[index] = untouched
      ? born
      : Math.floor(born + (changed[index] - born) * unit(dice(index, 11)))
    revision[index] = untouched ? 1 : 2 + below(dice(index, 12), 22)
    assignedTo[index] = unit(dice(index, 13)) < 0.7 ? zipf(dice(index, 14), input.users) : -1
    createdBy[index] = zipf(dice(index, 15), input.users)
    changedBy[index] = untouched ? (createdBy[index] ?? 0) : zipf(dice(index, 16), input.users)
    parent[index] = throwParent(index)
    const slot = (project[index] ?? 0) * workItemTypes.length + (type[index] ?? 0)
    const number = seen[slot] ?? 0
    latest[slot * recent + (number % recent)] = index
    seen[slot] = number + 1
  }

  let nextId = 0
  for (let index = 0; index < count; index += 1) {
    // One id in 67 was deleted for good. (assumed: 1 to 2 %)
    nextId += dice(index, 0) % 67 === 0 ? 2 : 1
    id[index] = nextId
    project[index] = zipf(dice(index, 1), Math.max(1, input.projects))
    fill(index, timeline.at((index + unit(dice(index, 17))) / count))
  }
  let rows = count
  let version = 0
  let ids = id.subarray(0, count)
  const rowOf = new Map<number, number>()
  const deleted = new Set<number>()
  let later = timeline.now

  const indexOf = (wanted: number): number => {
    if (deleted.has(wanted)) return -1
    const added = rowOf.get(wanted)
    if (added !== undefined) return added
    let low = 0
    let high = count - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const found = id[middle] ?? 0
      if (found === wanted) return middle
      if (found < wanted) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
  const tick = (): number => {
    later += 1_000
    version += 1
    return later
  }
  return {
    dice,
    ids: () => ids,
    indexOf,
    count: () => rows,
    id,
    project,
    type,
    state,
    created,
    changed,
    stateChanged,
    revision,
    assignedTo,
    createdBy,
    changedBy,
    parent,
    titles: new Map(),
    get version() {
      return version
    },
    insert(inProject) {
      if (rows === room) {
        throw new DevopsqlError(`the emulator has no room for more than ${spare} new work items`, {
          code: 'DEVOPSQL_LIMIT_EXCEEDED',
        })
      }
      const index = rows
      rows += 1
      nextId += 1
      id[index] = nextId
      project[index] = inProject
      fill(index, tick())
      rowOf.set(nextId, index)
      ids = Int32Array.from([...ids, nextId])
      return nextId
    },
    remove(removed) {
      tick()
      deleted.add(removed)
      ids = ids.filter((kept) => kept !== removed)
    },
    touch(touched, newState) {
      const index = indexOf(touched)
      if (index < 0) return
      changed[index] = tick()
      revision[index] = (revision[index] ?? 0) + 1
      const number = newState === undefined ? -1 : stateNames.indexOf(newState)
      if (number < 0) return
      state[index] = number
      stateChanged[index] = later
    },
  }
}
