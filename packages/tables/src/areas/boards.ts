import {
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  fromParent,
  integer,
  json,
  type ParentLink,
  type Table,
  text,
  uuid,
} from '@devopsql/schema'
import { foreignKeyToProject } from '../project-columns.ts'
import { eachTeam, foreignKeyToTeam, teamOfParent } from '../team-columns.ts'

const exact = { collation: 'exact' } as const
const outer = { outer: true } as const
const levelTypes = ['portfolio', 'requirement', 'task'] as const
const columnTypes = ['incoming', 'inProgress', 'outgoing'] as const

const base = { area: 'work', levels: ['organization', 'project'] } as const
const list = { path: '{project}/{team}/_apis/work/backlogs' } as const

// covers P-TBL-06
const backlogs: Table = defineTable({
  ...base,
  name: 'Backlogs',
  doc: 'Levels of the backlogs of teams: one request for each team.',
  kind: 'view',
  key: ['TeamId', 'Id'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam],
  columns: {
    ...teamOfParent,
    Id: text('id', 'Identifier of the level: the reference name of its category.'),
    Name: text('name', 'Name of the level.'),
    Rank: integer('rank', 'Place of the level; the lowest is that of tasks.'),
    Type: choice('type', levelTypes, 'Kind of the level.'),
    Color: text('color', 'Color as six hexadecimal digits.'),
    IsHidden: boolean('isHidden', 'Whether the team hides the level.'),
    WorkItemCountLimit: integer('workItemCountLimit', 'Most work items that the level shows.'),
    DefaultWorkItemTypeName: text('defaultWorkItemType.name', 'Type of new work items.'),
    DefaultWorkItemTypeUrl: text(
      'defaultWorkItemType.url',
      'REST address of the type of new work items.',
      exact,
    ),
    WorkItemTypes: json('workItemTypes', 'Work item types of the level.'),
    ColumnFields: json('columnFields', 'Columns that are shown: see BacklogColumnFields.'),
    AddPanelFields: json('addPanelFields', 'Fields of the panel: see BacklogPanelFields.'),
  },
  access: [
    { name: 'backlogs of a team', request: list, parent: eachTeam },
    {
      name: 'backlog by identifier',
      request: { path: '{project}/{team}/_apis/work/backlogs/{id}' },
      rows: '',
      parent: eachTeam,
      requires: { id: 'Id' },
      missingIsEmpty: true,
    },
  ],
})

const backlogOfElement: ColumnDefinitions = {
  BacklogId: text('id', 'Identifier of the level.', outer),
  BacklogName: text('name', 'Name of the level.', outer),
  ...teamOfParent,
}

const foreignKeyToBacklog = {
  columns: ['TeamId', 'BacklogId'],
  table: 'Backlogs',
  references: ['TeamId', 'Id'],
} as const

// covers P-TBL-06
const backlogColumnFields: Table = defineTable({
  ...base,
  name: 'BacklogColumnFields',
  doc: 'Columns that backlogs show: one request for each team.',
  kind: 'view',
  key: ['TeamId', 'BacklogId', 'ReferenceName'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam, foreignKeyToBacklog],
  columns: {
    ...backlogOfElement,
    ReferenceName: text('columnFieldReference.referenceName', 'Reference name of the field.'),
    Name: text('columnFieldReference.name', 'Name of the field.'),
    Url: text('columnFieldReference.url', 'REST address of the field.', exact),
    Width: integer('width', 'Width of the column in pixels.'),
  },
  access: [{ name: 'columns of a team', request: list, each: 'columnFields', parent: eachTeam }],
})

// covers P-TBL-06
const backlogPanelFields: Table = defineTable({
  ...base,
  name: 'BacklogPanelFields',
  doc: 'Fields of the panels that add work items to backlogs: one request for each team.',
  kind: 'view',
  key: ['TeamId', 'BacklogId', 'ReferenceName'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam, foreignKeyToBacklog],
  columns: {
    ...backlogOfElement,
    ReferenceName: text('referenceName', 'Reference name of the field.'),
    Name: text('name', 'Name of the field.'),
    Url: text('url', 'REST address of the field.', exact),
  },
  access: [{ name: 'panels of a team', request: list, each: 'addPanelFields', parent: eachTeam }],
})

// covers P-TBL-06
const backlogWorkItems: Table = defineTable({
  ...base,
  name: 'BacklogWorkItems',
  doc: 'Work items on the backlogs of teams, as many as a level shows: one request for each level of each team.',
  kind: 'view',
  key: ['TeamId', 'BacklogId', 'WorkItemId'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam, foreignKeyToBacklog],
  columns: {
    BacklogId: fromParent('varchar', 'Id', 'Identifier of the level.'),
    BacklogName: fromParent('varchar', 'Name', 'Name of the level.'),
    TeamId: fromParent('uuid', 'TeamId', 'Identifier of the team.'),
    TeamName: fromParent('varchar', 'TeamName', 'Name of the team.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    WorkItemId: integer('target.id', 'Number of the work item.'),
    WorkItemUrl: text('target.url', 'REST address of the work item.', exact),
    ParentId: integer('source.id', 'Number of the work item above it.'),
    ParentUrl: text('source.url', 'REST address of the work item above it.', exact),
    Rel: text('rel', 'Type of the link to the work item above it; NULL at the top.'),
  },
  access: [
    {
      name: 'work items of a backlog',
      request: { path: '{project}/{team}/_apis/work/backlogs/{backlogId}/workItems' },
      rows: '',
      each: 'workItems',
      parent: {
        table: 'Backlogs',
        parameters: { project: 'ProjectId', team: 'TeamId', backlogId: 'Id' },
      },
    },
  ],
})

// covers P-TBL-06
const boards: Table = defineTable({
  ...base,
  name: 'Boards',
  doc: 'Boards of teams: one request for each team, and one for each board.',
  kind: 'view',
  key: ['Id'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam],
  columns: {
    ...teamOfParent,
    Id: uuid('id', 'Identifier of the board.'),
    Name: text('name', 'Name of the board.'),
    Revision: integer('revision', 'Revision of the settings.'),
    IsValid: boolean('isValid', 'Whether every state is mapped to a column.'),
    CanEdit: boolean('canEdit', 'Whether this identity may change the board.'),
    ColumnFieldReferenceName: text(
      'fields.columnField.referenceName',
      'Reference name of the field that holds the column of a work item.',
    ),
    RowFieldReferenceName: text(
      'fields.rowField.referenceName',
      'Reference name of the field that holds the row of a work item.',
    ),
    DoneFieldReferenceName: text(
      'fields.doneField.referenceName',
      'Reference name of the field that says whether a work item is done in its column.',
    ),
    AllowedMappings: json('allowedMappings', 'States that columns may be mapped to, by type.'),
    Columns: json('columns', 'Columns: see BoardColumns.'),
    Rows: json('rows', 'Rows: see BoardRows.'),
    Links: json('_links', 'Related addresses.'),
    Url: text('url', 'REST address of the board.', exact),
  },
  access: [
    {
      name: 'boards of a team',
      request: { path: '{project}/{team}/_apis/work/boards' },
      parent: eachTeam,
      // The list has name and address only.
      partial: { lacking: ['revision'], path: '{project}/{team}/_apis/work/boards/{$id}' },
    },
    {
      name: 'board by identifier',
      request: { path: '{project}/{team}/_apis/work/boards/{id}' },
      rows: '',
      parent: eachTeam,
      requires: { id: 'Id' },
      missingIsEmpty: true,
    },
  ],
})

const eachBoard: ParentLink = {
  table: 'Boards',
  parameters: { project: 'ProjectId', team: 'TeamId', board: 'Id' },
}
const boardOfParent: ColumnDefinitions = {
  BoardId: fromParent('uuid', 'Id', 'Identifier of the board.'),
  BoardName: fromParent('varchar', 'Name', 'Name of the board.'),
  TeamId: fromParent('uuid', 'TeamId', 'Identifier of the team.'),
  TeamName: fromParent('varchar', 'TeamName', 'Name of the team.'),
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}
const foreignKeyToBoard = { columns: ['BoardId'], table: 'Boards', references: ['Id'] } as const

// covers P-TBL-06
const boardColumns: Table = defineTable({
  ...base,
  name: 'BoardColumns',
  doc: 'Columns of boards: one request for each board.',
  kind: 'view',
  key: ['BoardId', 'Id'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam, foreignKeyToBoard],
  columns: {
    ...boardOfParent,
    Id: uuid('id', 'Identifier of the column.'),
    Name: text('name', 'Name of the column.'),
    ColumnType: choice('columnType', columnTypes, 'Where the column stands.'),
    ItemLimit: integer('itemLimit', 'Most work items in progress; 0: any number.'),
    IsSplit: boolean('isSplit', 'Whether the column is split into doing and done.'),
    Description: text('description', 'What has to be done before an item leaves the column.'),
    StateMappings: json('stateMappings', 'State that the column stands for, by work item type.'),
  },
  access: [
    {
      name: 'columns of a board',
      request: { path: '{project}/{team}/_apis/work/boards/{board}/columns' },
      parent: eachBoard,
    },
  ],
})

// covers P-TBL-06
const boardRows: Table = defineTable({
  ...base,
  name: 'BoardRows',
  doc: 'Rows of boards, which is where work is kept apart: one request for each board.',
  kind: 'view',
  key: ['BoardId', 'Id'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam, foreignKeyToBoard],
  columns: {
    ...boardOfParent,
    Id: uuid('id', 'Identifier of the row; all zeros for the default row.'),
    Name: text('name', 'Name of the row; NULL for the default row without a name.'),
    Color: text('color', 'Color as six hexadecimal digits.'),
  },
  access: [
    {
      name: 'rows of a board',
      request: { path: '{project}/{team}/_apis/work/boards/{board}/rows' },
      parent: eachBoard,
    },
  ],
})

/** Backlogs and boards. */
export const boardTables: readonly Table[] = [
  backlogs,
  backlogColumnFields,
  backlogPanelFields,
  backlogWorkItems,
  boards,
  boardColumns,
  boardRows,
]
