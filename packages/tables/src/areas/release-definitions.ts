import {
  type AccessDefinition,
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  fromParent,
  identity,
  integer,
  json,
  type Table,
  text,
  timestamp,
} from '@devopsql/schema'
import { needing } from '../needing.ts'
import { outward } from '../outward.ts'
import { foreignKeyToProject, projectOfParent } from '../project-columns.ts'
import { projectAbove, projectAsked, releasePages } from '../release-list.ts'

const area = 'release'
const kind = 'view'
const levels = ['organization', 'project'] as const
const exact = { collation: 'exact' } as const

const sources = ['undefined', 'restApi', 'userInterface', 'ibiza', 'portalExtensionApi'] as const

const definitionsOfProject: Omit<AccessDefinition, 'name'> = {
  request: { service: 'release', path: '{project}/_apis/release/definitions' },
  paging: releasePages,
  parent: projectAsked,
  pushdown: [
    {
      column: 'Id',
      operators: ['=', 'in'],
      send: { definitionIdFilter: '$values' },
      maxValues: 100,
    },
    {
      column: 'Name',
      operators: ['='],
      send: { searchText: '$value', isExactNameMatch: 'true' },
      refuse: ['%', '_', '[', '*', '?'],
      inexact: 'letter case and accents may not count there',
    },
    {
      column: 'Path',
      operators: ['='],
      send: { path: '$value' },
      startsWith: '\\',
      inexact: 'the folders below may be found there too',
    },
  ],
  orders: [
    { column: 'Id', descending: true, send: { queryOrder: 'idDescending' } },
    { column: 'Id', descending: false, send: { queryOrder: 'idAscending' } },
  ],
}

const lastRelease: ColumnDefinitions = {
  LastReleaseId: integer('lastRelease.id', 'Number of the newest release.'),
  LastReleaseName: text('lastRelease.name', 'Name of the newest release.'),
  LastReleaseDescription: text('lastRelease.description', 'Description of the newest release.'),
  LastReleaseCreatedOn: timestamp('lastRelease.createdOn', 'When the newest release was made.'),
  ...identity('LastReleaseCreatedBy', 'lastRelease.createdBy', {
    doc: 'the one who made the newest release',
  }),
}

const releaseDefinitions: Table = defineTable({
  name: 'ReleaseDefinitions',
  doc: 'Classic release pipelines.',
  area,
  levels,
  key: ['Id'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    Id: integer('id', 'Number of the definition, unique in the organization.', {
      aliases: ['ReleaseDefinitionId'],
    }),
    Name: text('name', 'Name of the definition.', { nullable: false }),
    Path: text('path', 'Folder of the definition, \\ for the root.'),
    Description: text('description', 'Description of the definition.'),
    Comment: text('comment', 'What was said of the last change.'),
    Revision: integer('revision', 'Revision of the definition.'),
    Source: choice('source', sources, 'What it was made with.'),
    IsDeleted: boolean('isDeleted', 'Whether the definition is deleted.'),
    ReleaseNameFormat: text('releaseNameFormat', 'How releases are named.', exact),
    ...projectOfParent,
    CreatedOn: timestamp('createdOn', 'When the definition was made.'),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the definition' }),
    ModifiedOn: timestamp('modifiedOn', 'When the definition was changed last.'),
    ...identity('ModifiedBy', 'modifiedBy', { doc: 'the one who changed the definition last' }),
    ...needing({ $expand: 'lastRelease' }, lastRelease),
    ...needing(
      { $expand: 'environments' },
      { Environments: json('environments', 'Stages of the definition.') },
    ),
    ...needing(
      { $expand: 'artifacts' },
      { Artifacts: json('artifacts', 'The artifacts: see ReleaseDefinitionArtifacts.') },
    ),
    ...needing({ $expand: 'triggers' }, { Triggers: json('triggers', 'What begins a release.') }),
    ...needing({ $expand: 'variables' }, { Variables: json('variables', 'Variables.') }),
    ...needing({ $expand: 'tags' }, { Tags: json('tags', 'Tags.') }),
    VariableGroups: json('variableGroups', 'Numbers of the variable groups that it uses.'),
    Properties: json('properties', 'Properties of the definition.'),
    Url: text('url', 'REST address of the definition.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [{ name: 'definitions of a project', ...definitionsOfProject }],
})

const renamed: Readonly<Record<string, string>> = {
  Id: 'ReleaseDefinitionId',
  Name: 'ReleaseDefinitionName',
  Path: 'ReleaseDefinitionPath',
}

const { orders: _, pushdown: ofDefinitions = [], request, ...list } = definitionsOfProject

// covers P-TBL-05 (ReleaseDefinitionArtifacts)
const releaseDefinitionArtifacts: Table = defineTable({
  name: 'ReleaseDefinitionArtifacts',
  doc: 'What classic release pipelines deploy: builds, repositories and other artifacts.',
  area,
  levels,
  key: ['ReleaseDefinitionId', 'Alias'],
  foreignKeys: [
    { columns: ['ReleaseDefinitionId'], table: 'ReleaseDefinitions', references: ['Id'] },
    foreignKeyToProject,
  ],
  columns: {
    Alias: text('alias', 'Name of the artifact in the definition.'),
    Type: text('type', 'Kind of the artifact, such as Build or Git.'),
    DefinitionId: text(
      ['definitionReference', 'definition', 'id'],
      'Where versions come from: the number of a build definition, the identifier of a repository.',
      exact,
    ),
    DefinitionName: text(['definitionReference', 'definition', 'name'], 'Name of that source.'),
    DefaultVersionType: text(
      ['definitionReference', 'defaultVersionType', 'id'],
      'Which version a release takes where none is said.',
    ),
    IsPrimary: boolean('isPrimary', 'Whether releases are named after it.'),
    IsRetained: boolean('isRetained', 'Whether releases keep its versions from deletion.'),
    ...outward({
      ReleaseDefinitionId: integer('id', 'Number of the release definition.'),
      ReleaseDefinitionName: text('name', 'Name of the release definition.'),
      ReleaseDefinitionPath: text('path', 'Folder of the release definition.'),
    }),
    ...projectOfParent,
    DefinitionReference: json('definitionReference', 'All that is known of the source.'),
  },
  access: [
    {
      name: 'artifacts of the definitions of a project',
      ...list,
      request: { ...request, query: { $expand: 'artifacts' } },
      each: 'artifacts',
      pushdown: ofDefinitions.map((each) => ({
        ...each,
        column: renamed[each.column] ?? each.column,
      })),
    },
  ],
})

const releaseDefinitionRevisions: Table = defineTable({
  name: 'ReleaseDefinitionRevisions',
  doc: 'Changes of classic release pipelines: one request for each.',
  kind,
  area,
  levels,
  key: ['ReleaseDefinitionId', 'Revision'],
  foreignKeys: [
    { columns: ['ReleaseDefinitionId'], table: 'ReleaseDefinitions', references: ['Id'] },
    foreignKeyToProject,
  ],
  columns: {
    ReleaseDefinitionId: integer('definitionId', 'Number of the release definition.'),
    ReleaseDefinitionName: fromParent('varchar', 'Name', 'Name of the release definition.'),
    Revision: integer('revision', 'Revision that the change made.'),
    ChangeType: choice('changeType', ['add', 'update', 'delete', 'undelete'], 'Kind of change.'),
    ChangedDate: timestamp('changedDate', 'When it was changed.'),
    ...identity('ChangedBy', 'changedBy', { doc: 'the one who changed it' }),
    Comment: text('comment', 'What was said of the change.'),
    ApiVersion: text('apiVersion', 'Version of the API that it was changed with.'),
    ...projectAbove,
    DefinitionUrl: text('definitionUrl', 'REST address of the definition as it was then.', exact),
  },
  access: [
    {
      name: 'revisions of a definition',
      request: {
        service: 'release',
        path: '{project}/_apis/Release/definitions/{definitionId}/revisions',
      },
      parent: {
        table: 'ReleaseDefinitions',
        parameters: { project: 'ProjectId', definitionId: 'Id' },
        equals: { ReleaseDefinitionId: 'Id' },
      },
      missingIsEmpty: true,
    },
  ],
})

const releaseFolders: Table = defineTable({
  name: 'ReleaseFolders',
  doc: 'Folders of classic release pipelines.',
  kind,
  area,
  levels,
  key: ['ProjectId', 'Path'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    Path: text('path', 'The folder, \\ for the root.'),
    Description: text('description', 'Description of the folder.'),
    ...projectOfParent,
    CreatedOn: timestamp('createdOn', 'When the folder was made.'),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the folder' }),
    LastChangedDate: timestamp('lastChangedDate', 'When the folder was changed last.'),
    ...identity('LastChangedBy', 'lastChangedBy', { doc: 'the one who changed the folder last' }),
  },
  access: [
    {
      name: 'folders of a project',
      request: { service: 'release', path: '{project}/_apis/release/folders' },
      parent: projectAsked,
    },
  ],
})

/** Classic release pipelines. */
export const releaseDefinitionTables: readonly Table[] = [
  releaseDefinitions,
  releaseDefinitionArtifacts,
  releaseDefinitionRevisions,
  releaseFolders,
]
