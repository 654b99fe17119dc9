/** Which rows of a table exist, in the order of their creation, while the data is being changed. */
export interface RowSet {
  /** Counts the changes, so that whatever was derived from the rows can tell whether it is stale. */
  readonly version: number
  /** Indices of the rows that exist, oldest first. */
  indices(): Uint32Array
  has(index: number): boolean
  /** Adds a row to a group, with an index that follows all others, and returns that index. */
  insert(at: 'front' | 'back', group?: number): number
  /** The group that an inserted row was given. */
  groupOf(index: number): number | undefined
  remove(index: number): void
  touch(index: number): void
  /** How often the row was touched. */
  revision(index: number): number
}

export function createRowSet(count: number): RowSet {
  let next = count
  let version = 0
  let rows = Uint32Array.from({ length: count }, (_, index) => index)
  const removed = new Set<number>()
  const groups = new Map<number, number>()
  const revisions = new Map<number, number>()
  return {
    get version() {
      return version
    },
    indices: () => rows,
    has: (index) => index >= 0 && index < next && !removed.has(index),
    insert(at, group) {
      const index = next
      next += 1
      if (group !== undefined) groups.set(index, group)
      version += 1
      rows = Uint32Array.from(at === 'front' ? [index, ...rows] : [...rows, index])
      return index
    },
    groupOf: (index) => groups.get(index),
    remove(index) {
      removed.add(index)
      version += 1
      rows = rows.filter((row) => row !== index)
    },
    touch(index) {
      revisions.set(index, (revisions.get(index) ?? 0) + 1)
      version += 1
    },
    revision: (index) => revisions.get(index) ?? 0,
  }
}

/** Rows grouped by a small number, each group in the order of `rows`. */
export interface Groups {
  rowsOf(group: number): Uint32Array
}

const none = new Uint32Array(0)

function group(rows: Uint32Array, groupOf: (index: number) => number): Groups {
  const keys = Uint32Array.from(rows, groupOf)
  const size = keys.reduce((most, key) => Math.max(most, key + 1), 0)
  const starts = new Uint32Array(size + 1)
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1
  for (let key = 0; key < size; key += 1)
    starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0)
  const cursor = starts.slice()
  const sorted = new Uint32Array(rows.length)
  for (let position = 0; position < rows.length; position += 1) {
    const key = keys[position] ?? 0
    const slot = cursor[key] ?? 0
    sorted[slot] = rows[position] ?? 0
    cursor[key] = slot + 1
  }
  return {
    rowsOf: (key) => (key < size ? sorted.subarray(starts[key], starts[key + 1]) : none),
  }
}

/** Groups the rows on first use and again after every change. */
export function groupRows(rows: RowSet, groupOf: (index: number) => number): Groups {
  let made: { readonly version: number; readonly groups: Groups } | undefined
  return {
    rowsOf(key) {
      if (made?.version !== rows.version) {
        made = { version: rows.version, groups: group(rows.indices(), groupOf) }
      }
      return made.groups.rowsOf(key)
    },
  }
}
