import { DevopsqlError } from '@devopsql/errors'
import type { FieldValue } from '../wiql/contract.ts'
import { below, byShare, createDice, type Dice, logNormal, unit, zipf } from './random.ts'
import { revisionDate, stateSteps } from './revision-path.ts'
import type { Timeline } from './timeline.ts'
import { createEdits, type Edits, type Moment } from './work-item-moment.ts'
import { activeStates, parentTypes, statesByThrow, typeShares } from './work-item-shares.ts'
import { workItemTypes } from './work-item-types.ts'

/** The stored part of the work items, one typed array per property; what is not here is thrown again. */
export interface WorkItemRows {
  readonly dice: Dice
  /** Ids of the rows that exist, ascending. */
  ids(): Int32Array
  /** The row of an id, or -1. */
  indexOf(id: number): number
  /** The same for deleted rows too. */
  rowOfAny(id: number): number
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
  readonly version: number
  /** Revisions since the start. */
  readonly edits: Edits
  /** The last revision that the seed gives a row; undefined for rows that a request created. */
  seededEnd(row: number): Moment | undefined
  /** Whether a request created the row: it has only the values that were written. */
  isWritten(row: number): boolean
  /** Rows in the recycle bin, with the milliseconds of their deletion. */
  readonly removed: ReadonlyMap<number, number>
  insert(project: number): number
  /** Creates a row without any value but what is written. Returns its id. */
  create(born: NewRow): number
  /** Moves a work item to the recycle bin, which is a revision. */
  remove(id: number): void
  /** Takes it out of there, which is another one. */
  restore(id: number): void
  /** Takes it away for good. */
  destroy(id: number): void
  edit(id: number, change: RowChange): void
}

interface NewRow {
  readonly project: number
  /** Number of a type. */
  readonly type: number
  readonly change: RowChange
}

/** What one revision writes. */
interface RowChange {
  /** By reference name; people are indices of users. */
  readonly values?: ReadonlyMap<string, FieldValue>
  /** Number of a state name. */
  readonly state?: number | undefined
  /** Index of a user, or -1. */
  readonly assignedTo?: number | undefined
  readonly changedBy?: number
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
/** Who sends requests is the first user. */
const asker = 0

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

  const throwChanged = (index: number, born: number): number => {
    if (activeStates.has(state[index] ?? 0)) {
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
  const throwStateChanged = (index: number): number => {
    const end = {
      type: type[index] ?? 0,
      state: state[index] ?? 0,
      created: created[index] ?? 0,
      changed: changed[index] ?? 0,
      revision: revision[index] ?? 1,
    }
    const step = stateSteps(dice, index, end).at(-1)
    return revisionDate(dice, index, { end, revision: step?.revision ?? 1 })
  }
  const addToFamily = (index: number): void => {
    const slot = (project[index] ?? 0) * workItemTypes.length + (type[index] ?? 0)
    const number = seen[slot] ?? 0
    latest[slot * recent + (number % recent)] = index
    seen[slot] = number + 1
  }
  const fill = (index: number, born: number): void => {
    type[index] = byShare(dice(index, 2), typeShares)
    state[index] = statesByThrow[type[index] ?? 0]?.[dice(index, 3) >>> 22] ?? 0
    created[index] = born
    const untouched = unit(dice(index, 4)) < 0.1
    changed[index] = untouched ? born : Math.max(born, throwChanged(index, born))
    revision[index] = untouched ? 1 : 2 + below(dice(index, 12), 22)
    stateChanged[index] = throwStateChanged(index)
    assignedTo[index] = unit(dice(index, 13)) < 0.7 ? zipf(dice(index, 14), input.users) : -1
    createdBy[index] = zipf(dice(index, 15), input.users)
    changedBy[index] = untouched ? (createdBy[index] ?? 0) : zipf(dice(index, 16), input.users)
    parent[index] = throwParent(index)
    addToFamily(index)
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
  const removed = new Map<number, number>()
  const edits = createEdits()
  const ends = new Map<number, Moment>()
  const written = new Set<number>()
  let later = timeline.now

  const rowOfAny = (wanted: number): number => {
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
  const indexOf = (wanted: number): number => (deleted.has(wanted) ? -1 : rowOfAny(wanted))
  const tick = (): number => {
    later += 1_000
    version += 1
    return later
  }
  const present = (index: number): Moment => ({
    revision: revision[index] ?? 1,
    date: changed[index] ?? 0,
    state: state[index] ?? 0,
    stateChanged: stateChanged[index] ?? 0,
    assignedTo: assignedTo[index] ?? -1,
    changedBy: changedBy[index] ?? 0,
  })
  const addRow = (inProject: number): number => {
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
    rowOf.set(nextId, index)
    ids = Int32Array.from([...ids, nextId])
    return index
  }
  const write = (index: number, change: RowChange): void => {
    if (!written.has(index) && !ends.has(index)) ends.set(index, present(index))
    const now = tick()
    revision[index] = (revision[index] ?? 0) + 1
    changed[index] = now
    changedBy[index] = change.changedBy ?? changedBy[index] ?? 0
    assignedTo[index] = change.assignedTo ?? assignedTo[index] ?? -1
    if (change.state !== undefined && (change.state !== state[index] || revision[index] === 1)) {
      state[index] = change.state
      stateChanged[index] = now
    }
    edits.add(index, { moment: present(index), values: change.values ?? new Map() })
  }
  return {
    dice,
    edits,
    removed,
    ids: () => ids,
    indexOf,
    rowOfAny,
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
    get version() {
      return version
    },
    isWritten: (index) => written.has(index),
    seededEnd: (index) => (written.has(index) ? undefined : (ends.get(index) ?? present(index))),
    insert(inProject) {
      const index = addRow(inProject)
      fill(index, tick())
      return nextId
    },
    create({ project: inProject, type: ofType, change }) {
      const index = addRow(inProject)
      written.add(index)
      type[index] = ofType
      assignedTo[index] = -1
      parent[index] = -1
      createdBy[index] = change.changedBy ?? 0
      write(index, change)
      created[index] = later
      addToFamily(index)
      return nextId
    },
    remove(gone) {
      const index = indexOf(gone)
      if (index < 0) return
      write(index, { changedBy: asker })
      removed.set(index, changed[index] ?? 0)
      deleted.add(gone)
      ids = ids.filter((kept) => kept !== gone)
    },
    restore(wanted) {
      const index = rowOfAny(wanted)
      if (!removed.delete(index)) return
      deleted.delete(wanted)
      ids = Int32Array.from([...ids, wanted]).sort()
      write(index, { changedBy: asker })
    },
    destroy(gone) {
      const index = rowOfAny(gone)
      removed.delete(index)
      deleted.add(gone)
      version += 1
      ids = ids.filter((kept) => kept !== gone)
    },
    edit(edited, change) {
      const index = indexOf(edited)
      if (index < 0) return
      write(index, change)
    },
  }
}
