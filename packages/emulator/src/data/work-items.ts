import type { FieldValue } from '../wiql/contract.ts'
import type { Classification } from './classification.ts'
import { customFields } from './custom-fields.ts'
import type { FieldColumn } from './field-column.ts'
import { createFieldSource, type FieldSource } from './field-source.ts'
import { processFields } from './process-fields.ts'
import type { Projects } from './projects.ts'
import type { Sizes } from './sizes.ts'
import { systemFields } from './system-fields.ts'
import type { Timeline } from './timeline.ts'
import type { Users } from './users.ts'
import { createWorkItemRows, type WorkItemRows } from './work-item-rows.ts'

/** All work items of the organization, by id, with the fields that its processes define. */
export interface WorkItems {
  readonly rows: WorkItemRows
  readonly source: FieldSource
  readonly fields: readonly FieldColumn[]
  /** Ids that exist, ascending. */
  readonly ids: ArrayLike<number>
  readonly projects: readonly { readonly id: string; readonly name: string }[]
  /** By reference name or by name, whatever the letter case. */
  field(name: string): FieldColumn | undefined
  value(id: number, referenceName: string): FieldValue
  has(id: number): boolean
  /** The name of the project that an item is in. */
  projectOf(id: number): string
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
  const source = createFieldSource({
    rows,
    classification: input.classification,
    projectName: (project) => projects.at(project).name,
    combinedName: users.combinedName,
    users: sizes.Users,
    tags: sizes.Tags,
  })
  const fields = [
    ...systemFields(source),
    ...processFields(source),
    ...customFields(source, sizes.CustomFields),
  ]
  const byReferenceName = new Map(fields.map((field) => [field.referenceName, field]))
  const byAnyName = new Map([
    ...fields.map((field) => [field.name.toLowerCase(), field] as const),
    ...fields.map((field) => [field.referenceName.toLowerCase(), field] as const),
  ])
  return {
    rows,
    source,
    fields,
    get ids() {
      return rows.ids()
    },
    get projects() {
      return projects.all()
    },
    field: (name) => byReferenceName.get(name) ?? byAnyName.get(name.toLowerCase()),
    value(id, referenceName) {
      const row = rows.indexOf(id)
      return row < 0 ? undefined : byReferenceName.get(referenceName)?.value(row)
    },
    has: (id) => rows.indexOf(id) >= 0,
    projectOf(id) {
      const row = rows.indexOf(id)
      return row < 0 ? '' : source.projectName(row)
    },
  }
}
