import {
  defineTable,
  fromParent,
  identity,
  integer,
  json,
  type ParentLink,
  type Table,
  text,
  timestamp,
} from '@devopsql/schema'

const exact = { collation: 'exact' } as const

/** Read for each work item. */
const eachWorkItem: ParentLink = {
  table: 'WorkItems',
  parameters: { id: 'Id' },
  equals: { WorkItemId: 'Id' },
}

const toWorkItem = { columns: ['WorkItemId'], table: 'WorkItems', references: ['Id'] } as const

const updates: Table = defineTable({
  name: 'WorkItemUpdates',
  doc: 'What each revision of a work item changed: one request for each work item.',
  area: 'work-items',
  kind: 'view',
  levels: ['organization', 'project'],
  key: ['WorkItemId', 'Id'],
  foreignKeys: [toWorkItem],
  columns: {
    WorkItemId: integer('workItemId', 'Number of the work item.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    Id: integer('id', 'Number of the update, from 1 for each work item.'),
    Rev: integer('rev', 'Number of the revision that the update made.'),
    ...identity('RevisedBy', 'revisedBy', { doc: 'who made the update' }),
    RevisedDate: timestamp(
      'revisedDate',
      'When the next update took its place; a day in the year 9999 for the last.',
    ),
    ChangedDate: timestamp(
      ['fields', 'System.ChangedDate', 'newValue'],
      'When the update was made.',
    ),
    OldState: text(['fields', 'System.State', 'oldValue'], 'State before, where it changed.'),
    NewState: text(['fields', 'System.State', 'newValue'], 'State after, where it changed.'),
    Fields: json('fields', 'Old and new value of each field that changed, by reference name.'),
    Relations: json('relations', 'Links that were added, removed and changed.'),
    Url: text('url', 'REST address of the update.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'updates of a work item',
      request: { path: '_apis/wit/workItems/{id}/updates' },
      // The most that the service gives at once is not documented.
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 200 },
      parent: eachWorkItem,
    },
  ],
})

/** What happened to work items. */
export const workItemHistoryTables: readonly Table[] = [updates]
