import {
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  fromParent,
  identity,
  integer,
  json,
  type ParentLink,
  parameter,
  type Table,
  text,
  timestamp,
} from '@devopsql/schema'
import { eachProject, foreignKeyToProject, projectOfParent } from '../project-columns.ts'

const exact = { collation: 'exact' } as const

/** Read for each work item. */
const eachWorkItem: ParentLink = {
  table: 'WorkItems',
  parameters: { id: 'Id' },
  equals: { WorkItemId: 'Id' },
}

const toWorkItem = { columns: ['WorkItemId'], table: 'WorkItems', references: ['Id'] } as const

// covers P-TBL-02 (WorkItemUpdatesHistory)
const updates: Table = defineTable({
  name: 'WorkItemUpdates',
  aliases: ['WorkItemUpdatesHistory'],
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

const field = (referenceName: string): readonly string[] => ['fields', referenceName]

/** Columns of fields, each of which comes where it is named. */
function named(columns: ColumnDefinitions): ColumnDefinitions {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      const [, referenceName = ''] = column.source.kind === 'row' ? column.source.path : []
      return [name, { ...column, needs: { fields: referenceName } }]
    }),
  )
}

// covers P-TBL-02 (WorkItemsHistory)
const revisions: Table = defineTable({
  name: 'WorkItemRevisions',
  aliases: ['WorkItemsHistory'],
  doc: 'Every revision of the work items of the projects, read in large pages: hundreds of revisions with one request.',
  area: 'work-items',
  levels: ['organization', 'project'],
  key: ['Id', 'Rev'],
  foreignKeys: [foreignKeyToProject, { columns: ['Id'], table: 'WorkItems', references: ['Id'] }],
  columns: {
    ...projectOfParent,
    Id: integer('id', 'Number of the work item.'),
    Rev: integer('rev', 'Number of the revision, from 1 for each work item.'),
    ...named({
      Type: text(field('System.WorkItemType'), 'Work item type.', { aliases: ['WorkItemType'] }),
      Title: text(field('System.Title'), 'Title.'),
      State: text(field('System.State'), 'State.'),
      Reason: text(field('System.Reason'), 'Reason of the state.'),
      ...identity('AssignedTo', field('System.AssignedTo'), { doc: 'who it was assigned to' }),
      AreaPath: text(field('System.AreaPath'), 'Path of the area.'),
      IterationPath: text(field('System.IterationPath'), 'Path of the iteration.'),
      ...identity('ChangedBy', field('System.ChangedBy'), { doc: 'who made the revision' }),
      ChangedDate: timestamp(field('System.ChangedDate'), 'When the revision was made.'),
      ...identity('CreatedBy', field('System.CreatedBy'), { doc: 'who created the work item' }),
      CreatedDate: timestamp(field('System.CreatedDate'), 'When the work item was created.'),
      Tags: text(field('System.Tags'), 'Tags, with semicolons between them.'),
    }),
    Fields: json('fields', 'Every field of the revision, long text too, by reference name.', {
      needs: { $expand: 'fields', fields: '' },
    }),
  },
  access: [
    {
      name: 'revisions of a project',
      request: {
        path: '{project}/_apis/wit/reporting/workitemrevisions',
        // Without a name all fields come. The names of all columns fit an address well: no need of a POST.
        query: { includeIdentityRef: 'true', fields: 'System.Id' },
      },
      rows: 'values',
      // The token is there on the last page too, for whoever wants to go on later.
      paging: {
        kind: 'continuation-body',
        token: 'continuationToken',
        path: 'continuationToken',
        last: 'isLastBatch',
        beginning: ['startDateTime'],
      },
      parent: eachProject,
      pushdown: [
        {
          column: 'ChangedDate',
          operators: ['>', '>='],
          send: { startDateTime: '$value' },
          inexact: 'revisions that were made later than they say may come too',
        },
      ],
    },
  ],
})

// covers P-TBL-08 (WorkItemComments)
const comments: Table = defineTable({
  name: 'WorkItemComments',
  doc: 'What was said of work items: one request for each, so choose those with CommentCount > 0.',
  area: 'work-items',
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: [toWorkItem, foreignKeyToProject],
  columns: {
    WorkItemId: integer('workItemId', 'Number of the work item.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    Id: integer('id', 'Number of the comment.', { otherwise: ['commentId'] }),
    Version: integer('version', 'How often it was written, from 1 on.'),
    Text: text('text', 'What it says, in its format.'),
    Format: choice('format', ['markdown', 'html'], 'How the text is written.'),
    RenderedText: text('renderedText', 'What it says as HTML.', { needs: { $expand: 'all' } }),
    ...identity('CreatedBy', 'createdBy', { doc: 'who wrote it' }),
    CreatedDate: timestamp('createdDate', 'When it was written.'),
    ...identity('CreatedOnBehalfOf', 'createdOnBehalfOf', { doc: 'whom it was written for' }),
    CreatedOnBehalfDate: timestamp('createdOnBehalfDate', 'When it counts as written.'),
    ...identity('ModifiedBy', 'modifiedBy', { doc: 'who changed it last' }),
    ModifiedDate: timestamp('modifiedDate', 'When it was changed last.'),
    IsDeleted: boolean('isDeleted', 'True for deleted ones; absent or false for others.'),
    Mentions: json('mentions', 'Whom and what it mentions.'),
    Reactions: json('reactions', 'How people reacted.', { needs: { $expand: 'all' } }),
    Url: text('url', 'REST address.', exact),
    Links: json('_links', 'Related addresses.'),
    IncludeDeleted: parameter('boolean', 'TRUE: deleted comments too.'),
  },
  access: [
    {
      name: 'comments of a work item',
      request: {
        path: '{project}/_apis/wit/workItems/{id}/comments',
        apiVersion: '7.1-preview.4',
        // The oldest first, so that new ones move none to another page.
        query: { order: 'asc' },
      },
      rows: 'comments',
      paging: {
        kind: 'continuation-body',
        token: 'continuationToken',
        path: 'continuationToken',
        top: '$top',
        pageSize: 200,
      },
      parent: { ...eachWorkItem, parameters: { id: 'Id', project: 'ProjectName' } },
      pushdown: [
        { column: 'IncludeDeleted', operators: ['='], send: { includeDeleted: '$value' } },
      ],
    },
  ],
})

const detail = { detail: 'shown' } as const

const deletedWorkItems: Table = defineTable({
  name: 'DeletedWorkItems',
  aliases: ['WorkItemRecycleBin'],
  doc: 'Work items in the recycle bins of the projects.',
  area: 'work-items',
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    ...projectOfParent,
    Id: integer('id', 'Number of the work item.'),
    Type: text('type', 'Work item type.', detail),
    Name: text('name', 'Title.', detail),
    DeletedDate: timestamp('deletedDate', 'When it was deleted.', {
      ...detail,
      decode: 'american-time',
    }),
    DeletedByDisplayName: text('deletedBy', 'Display name of who deleted it.', {
      ...detail,
      decode: 'person-name',
    }),
    DeletedByUniqueName: text(
      'deletedBy',
      'Unique name, mostly the mail address, of who deleted it.',
      { ...detail, decode: 'person-unique-name' },
    ),
    Project: text('project', 'Name of the project that it was deleted from.', detail),
    Code: integer('code', 'Status with which it was read.', detail),
    Message: text('message', 'Why it can not be read.', detail),
    Url: text('url', 'REST address.', exact),
  },
  access: [
    {
      name: 'recycle bin of a project',
      request: { path: '{project}/_apis/wit/recyclebin' },
      // One that was restored since the list was read has a code of its own.
      partial: {
        lacking: ['name'],
        path: '{project}/_apis/wit/recyclebin',
        batch: { parameter: 'ids', size: 200 },
      },
      parent: eachProject,
    },
  ],
})

/** What happened to work items. */
export const workItemHistoryTables: readonly Table[] = [
  updates,
  revisions,
  comments,
  deletedWorkItems,
]
