import type { ResolvedTable, Table } from '@devopsql/schema'
import { columnName } from './column-name.ts'
import type { WorkItemType } from './load-work-item-types.ts'

/** The type that a view is named after: `UserStory`, or `"User Story"` as Azure DevOps writes it. */
export function typeOfView(name: string, types: readonly WorkItemType[]): WorkItemType | undefined {
  const wanted = name.toLowerCase()
  return (
    types.find((type) => viewName(type).toLowerCase() === wanted) ??
    types.find((type) => type.name.toLowerCase() === wanted)
  )
}

/** The name of the view of a type: `User Story` is `UserStory`. */
export function viewName(type: WorkItemType): string {
  return columnName(type.name)
}

/** The work items of one type, with the fields of that type only. */
export function workItemView(workItems: ResolvedTable, type: WorkItemType): ResolvedTable {
  const { table, scope } = workItems
  return {
    ...workItems,
    table: tableOfType(table, type),
    scope: { ...scope, workItemType: type.name },
  }
}

/** The table of the work items as one of those of one type. */
export function tableOfType(table: Table, type: WorkItemType): Table {
  return {
    ...table,
    aliases: [],
    name: viewName(type),
    doc: `Work items of the type ${type.name}, with the fields of that type.`,
    kind: 'view',
    columns: table.columns.filter(
      ({ field }) => field === undefined || isOfType(field.referenceName, type),
    ),
  }
}

// Every work item has these, though not every type lists them.
const always: ReadonlySet<string> = new Set(
  ['System.Id', 'System.Rev', 'System.WorkItemType', 'System.TeamProject', 'System.State'].map(
    (name) => name.toLowerCase(),
  ),
)

function isOfType(referenceName: string, { fields }: WorkItemType): boolean {
  const name = referenceName.toLowerCase()
  return always.has(name) || fields.has(name)
}
