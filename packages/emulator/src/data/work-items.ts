import type { Classification } from './classification.ts'
import { createFieldSet, type FieldSet } from './field-set.ts'
import { createFieldSource, type FieldSource } from './field-source.ts'
import type { Projects } from './projects.ts'
import { createRevisionOrder, type RevisionOrder } from './revision-order.ts'
import { pastView, presentView, type RowView } from './row-view.ts'
import type { Sizes } from './sizes.ts'
import type { Timeline } from './timeline.ts'
import type { Users } from './users.ts'
import { createHistory, type WorkItemHistory } from './work-item-history.ts'
import type { Moment } from './work-item-moment.ts'
import { createWorkItemRows, type WorkItemRows } from './work-item-rows.ts'

/** All work items of the organization, by id, with the fields that its processes define. */
export interface WorkItems extends FieldSet {
  readonly rows: WorkItemRows
  readonly history: WorkItemHistory
  readonly revisions: RevisionOrder
  readonly source: FieldSource
  /** Ids that exist, ascending. */
  readonly ids: ArrayLike<number>
  has(id: number): boolean
  /** The fields as they were at an instant; a row that was created later has its first values. */
  asOf(milliseconds: number): FieldSet
  /** The fields at the revision that the function gives for a row at the time it is asked. */
  at(momentOf: (row: number) => Moment): FieldSet
}

export interface WorkItemsInput {
  readonly seed: number
  readonly sizes: Sizes
  readonly timeline: Timeline
  readonly projects: Projects
  readonly users: Users
  readonly classification: Classification
}

export function createWorkItems(input: WorkItemsInput): WorkItems {
  const { sizes, projects, users } = input
  const rows = createWorkItemRows({
    seed: input.seed,
    count: sizes.WorkItems,
    projects: sizes.Projects,
    users: sizes.Users,
    timeline: input.timeline,
  })
  const history = createHistory(rows, sizes.Users)
  const sourceOf = (view: RowView): FieldSource =>
    createFieldSource({
      rows,
      view,
      classification: input.classification,
      projectName: (project) => projects.at(project).name,
      combinedName: users.combinedName,
      users: sizes.Users,
      tags: sizes.Tags,
    })
  const source = sourceOf(presentView(rows))
  const at = (momentOf: (row: number) => Moment): FieldSet =>
    createFieldSet(sourceOf(pastView(rows, momentOf)), sizes.CustomFields)
  const { fields, view, field, value } = createFieldSet(source, sizes.CustomFields)
  return {
    rows,
    history,
    revisions: createRevisionOrder(rows, history),
    source,
    fields,
    view,
    field,
    value,
    get ids() {
      return rows.ids()
    },
    has: (id) => rows.indexOf(id) >= 0,
    at,
    asOf(milliseconds) {
      return at(
        lastRemembered((row) => {
          const moment = history.at(row, milliseconds) ?? history.revision(row, 1)
          if (moment === undefined) throw new RangeError('a work item has a first revision')
          return moment
        }),
      )
    },
  }
}

/** All fields of a row are read one after the other. */
function lastRemembered(momentOf: (row: number) => Moment): (row: number) => Moment {
  let known: { readonly row: number; readonly moment: Moment } | undefined
  return (row) => {
    if (known?.row !== row) known = { row, moment: momentOf(row) }
    return known.moment
  }
}
