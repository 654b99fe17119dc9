import type { FieldValue } from '../wiql/contract.ts'

/** What a work item's history tells of one revision; whatever is not here never changes unless it is written to. */
export interface Moment {
  readonly revision: number
  /** Milliseconds: when the revision was made. */
  readonly date: number
  /** Number of a state name. */
  readonly state: number
  readonly stateChanged: number
  /** Index of a user, or -1. */
  readonly assignedTo: number
  readonly changedBy: number
  /** When the next revision took its place. */
  readonly revised?: number
}

/** A revision that a request made, or a change of the data: the values of the fields that it wrote. */
interface Edit {
  readonly moment: Moment
  /** By reference name; people are indices of users. An undefined value clears the field. */
  readonly values: ReadonlyMap<string, FieldValue>
}

/** What was written to a field. */
export interface Written {
  readonly value: FieldValue
}

/** The revisions that were added to what the seed gives, by row. */
export interface Edits {
  /** Of one row, oldest first. */
  of(row: number): readonly Edit[]
  add(row: number, edit: Edit): void
  /** What was last written to a field up to a revision; undefined if nothing was. */
  written(row: number, referenceName: string, upTo?: number): Written | undefined
  /** All of them in the order in which they were made. */
  readonly log: readonly { readonly row: number; readonly edit: Edit }[]
}

const none: readonly Edit[] = []

export function createEdits(): Edits {
  const byRow = new Map<number, Edit[]>()
  const log: { readonly row: number; readonly edit: Edit }[] = []
  return {
    log,
    of: (row) => byRow.get(row) ?? none,
    add(row, edit) {
      const known = byRow.get(row)
      if (known === undefined) byRow.set(row, [edit])
      else known.push(edit)
      log.push({ row, edit })
    },
    written(row, referenceName, upTo = Number.POSITIVE_INFINITY) {
      if (byRow.size === 0) return undefined
      const found = byRow
        .get(row)
        ?.findLast(({ moment, values }) => moment.revision <= upTo && values.has(referenceName))
      return found === undefined ? undefined : { value: found.values.get(referenceName) }
    },
  }
}
