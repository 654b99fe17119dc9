import {
  bigint,
  boolean,
  type ColumnDefinitions,
  defineTable,
  type ForeignKey,
  fromParent,
  identity,
  integer,
  json,
  type Paging,
  type Pushdown,
  type Table,
  text,
  timestamp,
} from '@devopsql/schema'
import { needing } from '../needing.ts'
import { eachProject, foreignKeyToProject, projectOfParent } from '../project-columns.ts'
import { timeRange } from '../time-range.ts'

const levels = ['organization', 'project'] as const
const exact = { collation: 'exact' } as const
/** Stars and question marks would be wildcards. */
const byName: Pushdown = {
  column: 'Name',
  operators: ['='],
  send: { 'requestData.name': '$value' },
  refuse: ['*', '?'],
  inexact: 'letter case of names may not count there',
}

const pages: Paging = { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 }
// Without it comments are cut.
const wholeComments = '10000'

/** The project of a row below one that has it. */
const sameProject: ColumnDefinitions = {
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}

const itemColumns: ColumnDefinitions = {
  Path: text('path', 'File or folder on the server, such as $/Fabrikam/Main.'),
  Version: integer('version', 'Changeset that changed it last.'),
  ChangeDate: timestamp('changeDate', 'When it was changed last.'),
  Size: bigint('size', 'Size of the file in bytes.'),
  IsFolder: boolean('isFolder', 'True for a folder; NULL otherwise.'),
  IsBranch: boolean('isBranch', 'Whether it is the root of a branch.'),
  IsSymLink: boolean('isSymLink', 'Whether it is a symbolic link.'),
  IsPendingChange: boolean('isPendingChange', 'Whether a change of it is pending.'),
  DeletionId: integer('deletionId', 'Greater than 0 for what was deleted.'),
  Encoding: integer('encoding', 'Code page of the file; -1 for a binary one.'),
  HashValue: text('hashValue', 'MD5 of the content in base 64.', exact),
  Url: text('url', 'REST address of the content.', exact),
}

const tfvcChange: ColumnDefinitions = {
  ItemPath: text('item.path', 'File or folder on the server.', { aliases: ['Path'] }),
  ChangeType: text('changeType', 'What was done, such as add or edit; several joined by commas.'),
  ItemVersion: integer('item.version', 'Changeset that the content is of.'),
  ItemIsFolder: boolean('item.isFolder', 'True for a folder; NULL otherwise.'),
  ItemUrl: text('item.url', 'REST address of the content.', exact),
  SourceServerItem: text('sourceServerItem', 'Where it came from, on the server.'),
  MergeSources: json('mergeSources', 'What was merged, or where it was before it was moved.'),
  PendingVersion: integer('pendingVersion', 'Version that a shelved change was made to.'),
  Url: text('url', 'REST address of the change.', exact),
}

const workItemColumns: ColumnDefinitions = {
  WorkItemId: integer('id', 'Number of the work item.', { aliases: ['Id'] }),
  Title: text('title', 'Title of the work item.'),
  WorkItemType: text('workItemType', 'Type of the work item.'),
  State: text('state', 'State of the work item.'),
  AssignedTo: text('assignedTo', 'Whoever it is assigned to.'),
  WebUrl: text('webUrl', 'Address in the browser.', exact),
  Url: text('url', 'REST address of the work item.', exact),
}

const toWorkItem: ForeignKey = {
  columns: ['WorkItemId'],
  table: 'WorkItems',
  references: ['Id'],
}

// covers P-TBL-08 (TfvcChangesets)
const tfvcChangesets: Table = defineTable({
  name: 'TfvcChangesets',
  doc: 'Changesets of Team Foundation Version Control; one that spans projects is shown in each.',
  area: 'tfvc',
  levels,
  key: ['ProjectId', 'Id'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    Id: integer('changesetId', 'Number of the changeset.', { aliases: ['ChangesetId'] }),
    ...projectOfParent,
    Comment: text('comment', 'Comment; cut when CommentTruncated is true.'),
    CommentTruncated: boolean('commentTruncated', 'True when Comment is not the whole comment.'),
    CreatedDate: timestamp('createdDate', 'When it was checked in.'),
    ...identity('Author', 'author', { doc: 'the author' }),
    ...identity('CheckedInBy', 'checkedInBy', { doc: 'whoever checked it in' }),
    Url: text('url', 'REST address of the changeset.', exact),
    ...needing(
      { 'searchCriteria.includeLinks': 'true' },
      { Links: json('_links', 'Related addresses.') },
    ),
  },
  access: [
    {
      name: 'changesets of a project',
      request: {
        path: '{project}/_apis/tfvc/changesets',
        query: { maxCommentLength: wholeComments },
      },
      paging: pages,
      parent: eachProject,
      pushdown: [
        {
          column: 'Id',
          operators: ['='],
          send: { 'searchCriteria.fromId': '$value', 'searchCriteria.toId': '$value' },
        },
        { column: 'Id', operators: ['>='], send: { 'searchCriteria.fromId': '$value' } },
        { column: 'Id', operators: ['<='], send: { 'searchCriteria.toId': '$value' } },
        {
          column: 'Id',
          operators: ['>'],
          send: { 'searchCriteria.fromId': '$value' },
          inexact: 'the bound itself comes too',
        },
        {
          column: 'Id',
          operators: ['<'],
          send: { 'searchCriteria.toId': '$value' },
          inexact: 'the bound itself comes too',
        },
        ...timeRange('CreatedDate', {
          from: 'searchCriteria.fromDate',
          to: 'searchCriteria.toDate',
        }),
      ],
      missingIsEmpty: true,
    },
  ],
})

const ofChangeset = {
  table: 'TfvcChangesets',
  parameters: { id: 'Id' },
} as const
const changesetOfParent: ColumnDefinitions = {
  ChangesetId: fromParent('integer', 'Id', 'Number of the changeset.'),
  ...sameProject,
  CreatedDate: fromParent('timestamptz', 'CreatedDate', 'When it was checked in.'),
}
const toChangeset: ForeignKey = {
  columns: ['ProjectId', 'ChangesetId'],
  table: 'TfvcChangesets',
  references: ['ProjectId', 'Id'],
}

const tfvcChangesetChanges: Table = defineTable({
  name: 'TfvcChangesetChanges',
  doc: 'Files and folders that the changesets have changed, in whichever project: one request or more for each changeset.',
  kind: 'view',
  area: 'tfvc',
  levels,
  key: ['ProjectId', 'ChangesetId', 'ItemPath'],
  foreignKeys: [toChangeset, foreignKeyToProject],
  columns: { ...changesetOfParent, ...tfvcChange },
  access: [
    {
      name: 'changes of a changeset',
      request: { path: '_apis/tfvc/changesets/{id}/changes' },
      paging: pages,
      parent: ofChangeset,
    },
  ],
})

const tfvcChangesetWorkItems: Table = defineTable({
  name: 'TfvcChangesetWorkItems',
  doc: 'Work items that are linked to the changesets: one request for each changeset.',
  kind: 'view',
  area: 'tfvc',
  levels,
  key: ['ProjectId', 'ChangesetId', 'WorkItemId'],
  foreignKeys: [toChangeset, toWorkItem, foreignKeyToProject],
  columns: { ...changesetOfParent, ...workItemColumns },
  access: [
    {
      name: 'work items of a changeset',
      request: { path: '_apis/tfvc/changesets/{id}/workItems' },
      parent: ofChangeset,
    },
  ],
})

// covers P-TBL-08 (TfvcBranches)
const tfvcBranches: Table = defineTable({
  name: 'TfvcBranches',
  doc: 'Branches of Team Foundation Version Control, deleted ones included.',
  area: 'tfvc',
  levels,
  key: ['ProjectId', 'Path'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    Path: text('path', 'Root of the branch, such as $/Fabrikam/Main.'),
    ...projectOfParent,
    Description: text('description', 'Description.'),
    CreatedDate: timestamp('createdDate', 'When it was made.'),
    IsDeleted: boolean('isDeleted', 'Whether it was deleted.'),
    ...identity('Owner', 'owner', { doc: 'the owner' }),
    ...needing(
      { includeParent: 'true' },
      { ParentPath: text('parent.path', 'Branch that it was made from.') },
    ),
    Mappings: json('mappings', 'Folders that belong to the branch.'),
    RelatedBranches: json('relatedBranches', 'Branches that it can be merged with.'),
    Url: text('url', 'REST address of the branch.', exact),
    ...needing({ includeLinks: 'true' }, { Links: json('_links', 'Related addresses.') }),
  },
  access: [
    {
      name: 'branches of a project',
      request: {
        path: '{project}/_apis/tfvc/branches',
        query: { includeChildren: 'true', includeDeleted: 'true' },
      },
      tree: { children: 'children' },
      parent: eachProject,
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-08 (TfvcLabels)
const tfvcLabels: Table = defineTable({
  name: 'TfvcLabels',
  doc: 'Labels of Team Foundation Version Control.',
  area: 'tfvc',
  levels,
  key: ['ProjectId', 'Id'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    Id: integer('id', 'Number of the label.', { aliases: ['LabelId'] }),
    Name: text('name', 'Name of the label.'),
    ...projectOfParent,
    Description: text('description', 'Description.'),
    LabelScope: text('labelScope', 'Folder that the name is unique in.'),
    ModifiedDate: timestamp('modifiedDate', 'When it was changed last.'),
    ...identity('Owner', 'owner', { doc: 'the owner' }),
    Url: text('url', 'REST address of the label.', exact),
    ...needing(
      { 'requestData.includeLinks': 'true' },
      { Links: json('_links', 'Related addresses.') },
    ),
  },
  access: [
    {
      name: 'labels of a project',
      request: { path: '{project}/_apis/tfvc/labels' },
      paging: pages,
      parent: eachProject,
      pushdown: [
        byName,
        {
          column: 'LabelScope',
          operators: ['='],
          send: { 'requestData.labelScope': '$value' },
          startsWith: '$/',
          inexact: 'labels of the folders below may come too',
        },
      ],
      missingIsEmpty: true,
    },
  ],
})

const tfvcLabelItems: Table = defineTable({
  name: 'TfvcLabelItems',
  doc: 'Versions of files and folders that the labels stand for: one request or more for each label.',
  kind: 'view',
  area: 'tfvc',
  levels,
  key: ['ProjectId', 'LabelId', 'Path'],
  foreignKeys: [
    { columns: ['ProjectId', 'LabelId'], table: 'TfvcLabels', references: ['ProjectId', 'Id'] },
    foreignKeyToProject,
  ],
  columns: {
    LabelId: fromParent('integer', 'Id', 'Number of the label.'),
    LabelName: fromParent('varchar', 'Name', 'Name of the label.'),
    ...sameProject,
    ...itemColumns,
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'items of a label',
      request: { path: '_apis/tfvc/labels/{labelId}/items' },
      paging: pages,
      parent: { table: 'TfvcLabels', parameters: { labelId: 'Id' } },
    },
  ],
})

// covers P-TBL-08 (TfvcItems)
const tfvcItems: Table = defineTable({
  name: 'TfvcItems',
  doc: 'Files and folders of Team Foundation Version Control at their latest version.',
  area: 'tfvc',
  levels,
  key: ['ProjectId', 'Path'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    ...itemColumns,
    ...projectOfParent,
    ...needing({ includeLinks: 'true' }, { Links: json('_links', 'Related addresses.') }),
  },
  access: [
    {
      name: 'items of a project',
      request: {
        path: '{project}/_apis/tfvc/items',
        query: { scopePath: '$/{projectName}', recursionLevel: 'full' },
      },
      parent: { ...eachProject, parameters: { project: 'Id', projectName: 'Name' } },
      missingIsEmpty: true,
    },
  ],
})

const tfvcShelvesets: Table = defineTable({
  name: 'TfvcShelvesets',
  doc: 'Shelvesets of Team Foundation Version Control.',
  area: 'tfvc',
  levels: ['organization'],
  key: ['Id'],
  columns: {
    Id: text('id', 'Name and owner of the shelveset.', { ...exact, aliases: ['ShelvesetId'] }),
    Name: text('name', 'Name, unique to its owner.'),
    Comment: text('comment', 'Comment; cut when CommentTruncated is true.'),
    CommentTruncated: boolean('commentTruncated', 'True when Comment is not the whole comment.'),
    CreatedDate: timestamp('createdDate', 'When it was shelved.'),
    ...identity('Owner', 'owner', { doc: 'the owner' }),
    Url: text('url', 'REST address of the shelveset.', exact),
    ...needing(
      { 'requestData.includeLinks': 'true' },
      { Links: json('_links', 'Related addresses.') },
    ),
  },
  access: [
    {
      name: 'all shelvesets',
      request: {
        path: '_apis/tfvc/shelvesets',
        query: { 'requestData.maxCommentLength': wholeComments },
      },
      paging: pages,
      pushdown: [
        byName,
        {
          column: 'OwnerId',
          operators: ['='],
          send: { 'requestData.owner': '$value' },
          inexact: 'names of owners are found too',
        },
      ],
    },
  ],
})

const ofShelveset = {
  table: 'TfvcShelvesets',
  parameters: { shelvesetId: 'Id' },
} as const
const toShelveset: ForeignKey = {
  columns: ['ShelvesetId'],
  table: 'TfvcShelvesets',
  references: ['Id'],
}
const shelvesetOfParent: ColumnDefinitions = {
  ShelvesetId: { ...fromParent('varchar', 'Id', 'Name and owner of the shelveset.'), ...exact },
  ShelvesetName: fromParent('varchar', 'Name', 'Name of the shelveset.'),
}

const tfvcShelvesetChanges: Table = defineTable({
  name: 'TfvcShelvesetChanges',
  doc: 'Files and folders that are changed in the shelvesets: one request or more for each shelveset.',
  kind: 'view',
  area: 'tfvc',
  levels: ['organization'],
  key: ['ShelvesetId', 'ItemPath'],
  foreignKeys: [toShelveset],
  columns: { ...shelvesetOfParent, ...tfvcChange },
  access: [
    {
      name: 'changes of a shelveset',
      request: {
        path: '_apis/tfvc/shelvesets/changes',
        query: { shelvesetId: '{shelvesetId}' },
      },
      paging: pages,
      parent: ofShelveset,
    },
  ],
})

const tfvcShelvesetWorkItems: Table = defineTable({
  name: 'TfvcShelvesetWorkItems',
  doc: 'Work items that are linked to the shelvesets: one request for each shelveset.',
  kind: 'view',
  area: 'tfvc',
  levels: ['organization'],
  key: ['ShelvesetId', 'WorkItemId'],
  foreignKeys: [toShelveset, toWorkItem],
  columns: { ...shelvesetOfParent, ...workItemColumns },
  access: [
    {
      name: 'work items of a shelveset',
      request: {
        path: '_apis/tfvc/shelvesets/workitems',
        query: { shelvesetId: '{shelvesetId}' },
      },
      parent: ofShelveset,
    },
  ],
})

/** Team Foundation Version Control. */
export const tfvcTables: readonly Table[] = [
  tfvcChangesets,
  tfvcChangesetChanges,
  tfvcChangesetWorkItems,
  tfvcBranches,
  tfvcLabels,
  tfvcLabelItems,
  tfvcItems,
  tfvcShelvesets,
  tfvcShelvesetChanges,
  tfvcShelvesetWorkItems,
]
