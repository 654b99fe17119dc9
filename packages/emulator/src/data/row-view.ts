import type { Moment, Written } from './work-item-moment.ts'
import type { WorkItemRows } from './work-item-rows.ts'

/** Work items as they are, or as they were: what of a row changes over time. */
export interface RowView {
  /** Number of a state name. */
  state(row: number): number
  stateChanged(row: number): number
  changed(row: number): number
  revision(row: number): number
  /** Index of a user, or -1. */
  assignedTo(row: number): number
  changedBy(row: number): number
  /** When the next revision took its place. */
  revised(row: number): number | undefined
  /** What was written to a field by then. */
  written(row: number, referenceName: string): Written | undefined
}

export function presentView(rows: WorkItemRows): RowView {
  return {
    state: (row) => rows.state[row] ?? 0,
    stateChanged: (row) => rows.stateChanged[row] ?? 0,
    changed: (row) => rows.changed[row] ?? 0,
    revision: (row) => rows.revision[row] ?? 1,
    assignedTo: (row) => rows.assignedTo[row] ?? -1,
    changedBy: (row) => rows.changedBy[row] ?? -1,
    revised: () => undefined,
    written: (row, referenceName) => rows.edits.written(row, referenceName),
  }
}

/** A view at the revision that `momentOf` gives; it is asked for each field, so it should remember. */
export function pastView(rows: WorkItemRows, momentOf: (row: number) => Moment): RowView {
  return {
    state: (row) => momentOf(row).state,
    stateChanged: (row) => momentOf(row).stateChanged,
    changed: (row) => momentOf(row).date,
    revision: (row) => momentOf(row).revision,
    assignedTo: (row) => momentOf(row).assignedTo,
    changedBy: (row) => momentOf(row).changedBy,
    revised: (row) => momentOf(row).revised,
    written: (row, referenceName) => rows.edits.written(row, referenceName, momentOf(row).revision),
  }
}
