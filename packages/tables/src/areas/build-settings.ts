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
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { definitionsOfProject } from '../definition-list.ts'
import { outward } from '../outward.ts'
import { eachProject, projectColumns, projectOfParent } from '../project-columns.ts'

const area = 'build'
const kind = 'view'
const levels = ['organization', 'project'] as const
const exact = { collation: 'exact' } as const
const toProject = { columns: ['ProjectId'], table: 'Projects', references: ['Id'] } as const
const toDefinition = {
  columns: ['DefinitionId'],
  table: 'BuildDefinitions',
  references: ['Id'],
} as const

// covers P-TBL-05 (BuildDefinitionDrafts)
const buildDefinitionDrafts: Table = defineTable({
  name: 'BuildDefinitionDrafts',
  doc: 'Drafts of build definitions, one row for each draft.',
  area,
  levels,
  key: ['DefinitionId', 'Id'],
  foreignKeys: [toProject, toDefinition],
  columns: {
    Id: integer('id', 'Number of the draft.'),
    Name: text('name', 'Name of the draft.'),
    Path: text('path', 'Folder of the draft.'),
    ...outward({
      DefinitionId: integer('id', 'Definition that it is a draft of.'),
      DefinitionName: text('name', 'Name of that definition.'),
      DefinitionPath: text('path', 'Folder of that definition.'),
      ProjectId: uuid('project.id', 'Identifier of the project.'),
      ProjectName: text('project.name', 'Name of the project.'),
    }),
    QueueStatus: choice(
      'queueStatus',
      ['enabled', 'paused', 'disabled'],
      'Whether it can be queued.',
    ),
    Revision: integer('revision', 'Revision of the draft.'),
    Type: choice('type', ['xaml', 'build'], 'Kind of the draft.'),
    CreatedDate: timestamp('createdDate', 'When this revision was made.'),
    Project: json('project', 'The project as the draft names it.'),
    Uri: text('uri', 'Address of the draft in links.', exact),
    Url: text('url', 'REST address of the draft.', exact),
  },
  access: [
    {
      name: 'drafts in the definitions of a project',
      ...definitionsOfProject,
      each: 'drafts',
      pushdown: [
        {
          column: 'DefinitionId',
          operators: ['=', 'in'],
          send: { definitionIds: '$values' },
          maxValues: 100,
          alone: true,
        },
      ],
    },
  ],
})

const eachDefinition: ParentLink = {
  table: 'BuildDefinitions',
  parameters: { project: 'ProjectId', definitionId: 'Id' },
}

const definitionOfParent: ColumnDefinitions = {
  DefinitionId: fromParent('integer', 'Id', 'Number of the definition.'),
  DefinitionName: fromParent('varchar', 'Name', 'Name of the definition.'),
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}

// covers P-TBL-06 (BuildDefinitionMetrics)
const buildDefinitionMetrics: Table = defineTable({
  name: 'BuildDefinitionMetrics',
  doc: 'How many builds of each definition ended how, by day: one request for each definition.',
  kind,
  area,
  levels,
  key: ['DefinitionId', 'Name', 'Date'],
  foreignKeys: [toDefinition, toProject],
  columns: {
    ...definitionOfParent,
    Name: text('name', 'What is counted, such as TotalBuilds or FailedBuilds.'),
    Scope: text('scope', 'What it is counted for.'),
    Date: timestamp('date', 'Day that it is counted for.'),
    IntValue: integer('intValue', 'The count.'),
  },
  access: [
    {
      name: 'metrics of a definition',
      request: {
        path: '{project}/_apis/build/definitions/{definitionId}/metrics',
        apiVersion: '7.1-preview.1',
      },
      parent: eachDefinition,
    },
  ],
})

const buildDefinitionRevisions: Table = defineTable({
  name: 'BuildDefinitionRevisions',
  doc: 'All revisions of the build definitions: one request for each definition.',
  kind,
  area,
  levels,
  key: ['DefinitionId', 'Revision'],
  foreignKeys: [toDefinition, toProject],
  columns: {
    ...definitionOfParent,
    Revision: integer('revision', 'Number of the revision.'),
    Name: text('name', 'Name that the definition had then.'),
    ChangeType: choice('changeType', ['add', 'update', 'delete'], 'Kind of the change.'),
    ChangedDate: timestamp('changedDate', 'When it was changed.'),
    ...identity('ChangedBy', 'changedBy', { doc: 'the one who changed it' }),
    Comment: text('comment', 'Comment on the change.'),
    DefinitionUrl: text('definitionUrl', 'REST address of that revision.', exact),
  },
  access: [
    {
      name: 'revisions of a definition',
      request: { path: '{project}/_apis/build/definitions/{definitionId}/revisions' },
      parent: eachDefinition,
    },
  ],
})

const resource: ColumnDefinitions = {
  Type: text('type', 'Kind of the resource: queue, endpoint, variablegroup, securefile …'),
  Id: text('id', 'Identifier or number of the resource.', { ...exact, aliases: ['ResourceId'] }),
  Name: text('name', 'Name of the resource.'),
  Authorized: boolean('authorized', 'Whether it may be used.'),
}

const buildDefinitionResources: Table = defineTable({
  name: 'BuildDefinitionResources',
  doc: 'Queues, service connections and other resources that build definitions use: one request for each definition.',
  kind,
  area,
  levels,
  key: ['DefinitionId', 'Type', 'Id'],
  foreignKeys: [toDefinition, toProject],
  columns: { ...definitionOfParent, ...resource },
  access: [
    {
      name: 'resources of a definition',
      request: {
        path: '{project}/_apis/build/definitions/{definitionId}/resources',
        apiVersion: '7.1-preview.1',
      },
      parent: eachDefinition,
    },
  ],
})

const buildAuthorizedResources: Table = defineTable({
  name: 'BuildAuthorizedResources',
  doc: 'Resources that all pipelines of a project may use.',
  kind,
  area,
  levels,
  key: ['ProjectId', 'Type', 'Id'],
  foreignKeys: [toProject],
  columns: { ...projectOfParent, ...resource },
  access: [
    {
      name: 'resources of a project',
      request: {
        path: '{project}/_apis/build/authorizedresources',
        apiVersion: '7.1-preview.1',
      },
      parent: eachProject,
      pushdown: [
        {
          column: 'Type',
          operators: ['='],
          send: { type: '$value' },
          inexact: 'letter case may not count there',
        },
      ],
    },
  ],
})

const buildFolders: Table = defineTable({
  name: 'BuildFolders',
  doc: 'Folders of build definitions and pipelines.',
  kind,
  area,
  levels,
  key: ['ProjectId', 'Path'],
  foreignKeys: [toProject],
  columns: {
    Path: text('path', 'Path of the folder, \\ for the root.', exact),
    Description: text('description', 'Description of the folder.'),
    ...projectColumns('project'),
    CreatedOn: timestamp('createdOn', 'When the folder was made.'),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the folder' }),
    LastChangedDate: timestamp('lastChangedDate', 'When the folder was changed last.'),
    ...identity('LastChangedBy', 'lastChangedBy', { doc: 'the one who changed the folder last' }),
  },
  access: [
    {
      name: 'folders of a project',
      request: { path: '{project}/_apis/build/folders', apiVersion: '7.1-preview.2' },
      parent: eachProject,
    },
  ],
})

const buildOptions: Table = defineTable({
  name: 'BuildOptions',
  doc: 'Options that build definitions can have.',
  kind,
  area,
  levels,
  key: ['ProjectId', 'Id'],
  foreignKeys: [toProject],
  columns: {
    Id: uuid('id', 'Identifier of the option.'),
    Name: text('name', 'Name of the option.'),
    Description: text('description', 'What the option does.'),
    Ordinal: integer('ordinal', 'Place in the order in which options are applied.'),
    ...projectOfParent,
    Groups: json('groups', 'Groups of inputs.'),
    Inputs: json('inputs', 'Inputs of the option.'),
  },
  access: [
    {
      name: 'options of a project',
      request: { path: '{project}/_apis/build/options' },
      parent: eachProject,
    },
  ],
})

const buildDefinitionTemplates: Table = defineTable({
  name: 'BuildDefinitionTemplates',
  doc: 'Templates that build definitions can be made from.',
  kind,
  area,
  levels,
  key: ['ProjectId', 'Id'],
  foreignKeys: [toProject],
  columns: {
    Id: text('id', 'Identifier of the template.'),
    Name: text('name', 'Name of the template.'),
    Description: text('description', 'What the template is for.'),
    Category: text('category', 'Category of the template.'),
    CanDelete: boolean(
      'canDelete',
      'Whether it can be deleted: true for templates of the project.',
    ),
    DefaultHostedQueue: text('defaultHostedQueue', 'Hosted queue that it chooses.'),
    IconTaskId: uuid('iconTaskId', 'Task whose icon is shown.'),
    Icons: json('icons', 'Addresses of its icons.'),
    ...projectOfParent,
    Template: json('template', 'The definition that it makes.'),
  },
  access: [
    {
      name: 'templates of a project',
      request: { path: '{project}/_apis/build/definitions/templates' },
      parent: eachProject,
    },
  ],
})

const buildProjectTags: Table = defineTable({
  name: 'BuildProjectTags',
  doc: 'Tags that the builds of a project have, each once; BuildTags has them build by build.',
  kind,
  area,
  levels,
  key: ['ProjectId', 'Tag'],
  foreignKeys: [toProject],
  columns: { Tag: text([], 'Tag.', exact), ...projectOfParent },
  access: [
    {
      name: 'tags of a project',
      request: { path: '{project}/_apis/build/tags' },
      parent: eachProject,
    },
  ],
})

const buildSourceProviders: Table = defineTable({
  name: 'BuildSourceProviders',
  doc: 'Providers of sources that builds can take them from.',
  kind,
  area,
  levels,
  key: ['ProjectId', 'Name'],
  foreignKeys: [toProject],
  columns: {
    Name: text('name', 'Name of the provider, such as TfsGit.'),
    ...projectOfParent,
    SupportedCapabilities: json('supportedCapabilities', 'What the provider can do.'),
    SupportedTriggers: json('supportedTriggers', 'Triggers that it offers.'),
  },
  access: [
    {
      name: 'source providers of a project',
      request: { path: '{project}/_apis/sourceProviders' },
      parent: eachProject,
    },
  ],
})

const buildControllers: Table = defineTable({
  name: 'BuildControllers',
  doc: 'Controllers of XAML builds.',
  kind,
  area,
  levels: ['organization'],
  key: ['Id'],
  columns: {
    Id: integer('id', 'Number of the controller.', { aliases: ['ControllerId'] }),
    Name: text('name', 'Name of the controller.'),
    Description: text('description', 'Description of the controller.'),
    Enabled: boolean('enabled', 'Whether it is enabled.'),
    Status: choice('status', ['unavailable', 'available', 'offline'], 'State of the controller.'),
    CreatedDate: timestamp('createdDate', 'When the controller was made.'),
    UpdatedDate: timestamp('updatedDate', 'When the controller was changed last.'),
    Uri: text('uri', 'Address of the controller in links.', exact),
    Url: text('url', 'REST address of the controller.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [{ name: 'all controllers', request: { path: '_apis/build/controllers' } }],
})

const buildRetentionHistory: Table = defineTable({
  name: 'BuildRetentionHistory',
  doc: 'How many builds and files were retained, sampled over the last days.',
  kind,
  area,
  levels: ['organization'],
  key: ['SampleTime'],
  columns: {
    SampleTime: timestamp('sampleTime', 'When the sample was taken.'),
    Builds: text('builds', 'Retained builds, summed up.', exact),
    Definitions: text('definitions', 'Definitions of those builds.', exact),
    Files: text('files', 'Files of those builds, summed up.', exact),
  },
  access: [
    {
      name: 'all samples',
      request: { path: '_apis/build/retention/history' },
      rows: '',
      each: 'buildRetentionSamples',
    },
  ],
})

/** What definitions consist of, and what a project has for them. */
export const buildSettingsTables: readonly Table[] = [
  buildDefinitionDrafts,
  buildDefinitionMetrics,
  buildDefinitionRevisions,
  buildDefinitionResources,
  buildAuthorizedResources,
  buildFolders,
  buildOptions,
  buildDefinitionTemplates,
  buildProjectTags,
  buildSourceProviders,
  buildControllers,
  buildRetentionHistory,
]
