import type { ParentRow } from '@devopsql/planner'

/** Rows of one answer as parsed JSON, with what their columns may need from outside the row. */
export interface RawPage {
  readonly rows: readonly unknown[]
  /** For rows out of a nested array: the element that holds each row. For rows of a tree: the row above, if there is one. */
  readonly outers: readonly unknown[] | undefined
  /** For rows out of a nested array: the number of each there, and that of the row that it lies in. */
  readonly places?: readonly Place[]
  /** The parent row that the request was made for. */
  readonly parent: ParentRow | undefined
  /** False: the rows so far don't follow the order that was asked for. */
  readonly ordered?: boolean
}

export interface Place {
  readonly position: number
  readonly holder: number | null
}

/** The value at a path of parsed JSON; undefined where the path ends early. */
export function valueAt(row: unknown, path: readonly string[]): unknown {
  let value = row
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Readonly<Record<string, unknown>>)[name]
  }
  return value
}
