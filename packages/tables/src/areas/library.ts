import {
  bigint,
  boolean,
  choice,
  defineTable,
  fromParent,
  identity,
  integer,
  json,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { eachProject, projectOfParent } from '../project-columns.ts'
import { taskResults } from '../task-results.ts'

const area = 'distributedTask'
const kind = 'view'
const levels = ['organization', 'project'] as const
const exact = { collation: 'exact' } as const
const toProject = { columns: ['ProjectId'], table: 'Projects', references: ['Id'] } as const

// covers P-TBL-05 (TaskGroups)
const taskGroups: Table = defineTable({
  name: 'TaskGroups',
  doc: 'Task groups, one row for each version of a group.',
  area,
  levels,
  key: ['Id', 'VersionMajor', 'VersionMinor', 'VersionPatch'],
  foreignKeys: [toProject],
  columns: {
    Id: uuid('id', 'Identifier of the group.', { aliases: ['TaskGroupId'] }),
    Name: text('name', 'Name of the group.'),
    FriendlyName: text('friendlyName', 'Name of the group as it is shown.'),
    Description: text('description', 'Description of the group.'),
    Category: text('category', 'Category of the group.'),
    Author: text('author', 'Author of the group.'),
    Owner: text('owner', 'Owner of the group.'),
    Comment: text('comment', 'Comment on this revision.'),
    VersionMajor: integer('version.major', 'First number of the version.'),
    VersionMinor: integer('version.minor', 'Second number of the version.'),
    VersionPatch: integer('version.patch', 'Third number of the version.'),
    VersionIsTest: boolean('version.isTest', 'Whether the version is a draft.'),
    Revision: integer('revision', 'Revision of the group.'),
    ParentDefinitionId: uuid('parentDefinitionId', 'Group that this is a draft of.'),
    ...projectOfParent,
    CreatedOn: timestamp('createdOn', 'When the group was made.'),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the group' }),
    ModifiedOn: timestamp('modifiedOn', 'When the group was changed last.'),
    ...identity('ModifiedBy', 'modifiedBy', { doc: 'the one who changed the group last' }),
    Tasks: json('tasks', 'Tasks of the group, in their order.'),
    Inputs: json('inputs', 'Parameters of the group.'),
    Groups: json('groups', 'Groups of parameters.'),
    RunsOn: json('runsOn', 'Kinds of jobs that can use it.'),
    Visibility: json('visibility', 'Where it is offered.'),
    Demands: json('demands', 'What it demands of an agent.'),
    Satisfies: json('satisfies', 'Demands that it satisfies.'),
    OutputVariables: json('outputVariables', 'Variables that it sets.'),
    SourceDefinitions: json('sourceDefinitions', 'Sources of choices.'),
    DataSourceBindings: json('dataSourceBindings', 'Where choices come from.'),
    Execution: json('execution', 'How it is run.'),
    PreJobExecution: json('preJobExecution', 'What is run before the job.'),
    PostJobExecution: json('postJobExecution', 'What is run after the job.'),
    AgentExecution: json('agentExecution', 'How agents run it.'),
    Restrictions: json('restrictions', 'Commands and variables that it may use.'),
    DefinitionType: text('definitionType', 'Kind: metaTask for a group.'),
    HostType: text('hostType', 'Kind of host that it is for.'),
    InstanceNameFormat: text('instanceNameFormat', 'Name that a use of it gets.'),
    MinimumAgentVersion: text('minimumAgentVersion', 'Least version of the agent.', exact),
    ReleaseNotes: text('releaseNotes', 'Notes on the version.'),
    HelpMarkDown: text('helpMarkDown', 'Help text.'),
    HelpUrl: text('helpUrl', 'Address of help.', exact),
    IconUrl: text('iconUrl', 'Address of its icon.', exact),
    Deleted: boolean('deleted', 'Whether it is deleted.'),
    Deprecated: boolean('deprecated', 'Whether it should no longer be used.'),
    Disabled: boolean('disabled', 'Whether it is out of use.'),
    Preview: boolean('preview', 'Whether it is a preview.'),
    ServerOwned: boolean('serverOwned', 'Whether it belongs to the service.'),
    ShowEnvironmentVariables: boolean(
      'showEnvironmentVariables',
      'Whether environment variables are shown.',
    ),
    ContentsUploaded: boolean('contentsUploaded', 'Whether its files are there.'),
    ContributionIdentifier: text('contributionIdentifier', 'Extension that it comes from.'),
    ContributionVersion: text('contributionVersion', 'Version of that extension.', exact),
    PackageLocation: text('packageLocation', 'Where its package is.', exact),
    PackageType: text('packageType', 'Kind of its package.'),
    SourceLocation: text('sourceLocation', 'Where its source is.', exact),
  },
  access: [
    {
      name: 'task groups of a project',
      request: { path: '{project}/_apis/distributedtask/taskgroups' },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachProject,
    },
  ],
})

// covers P-TBL-05 (VariableGroups)
const variableGroups: Table = defineTable({
  name: 'VariableGroups',
  doc: 'Variable groups; one that is shared stands in each of its projects. Secret values are never shown.',
  area,
  levels,
  key: ['ProjectId', 'Id'],
  foreignKeys: [toProject],
  columns: {
    Id: integer('id', 'Number of the group, unique in the organization.', {
      aliases: ['VariableGroupId'],
    }),
    Name: text('name', 'Name of the group.'),
    Description: text('description', 'Description of the group.'),
    Type: text('type', 'Kind of the group: Vsts or AzureKeyVault.'),
    ...projectOfParent,
    IsShared: boolean('isShared', 'Whether other projects have it too.'),
    CreatedOn: timestamp('createdOn', 'When the group was made.'),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the group' }),
    ModifiedOn: timestamp('modifiedOn', 'When the group was changed last.'),
    ...identity('ModifiedBy', 'modifiedBy', { doc: 'the one who changed the group last' }),
    Variables: json('variables', 'Variables with their values.'),
    ProviderData: json('providerData', 'Key vault that the variables come from.'),
    VariableGroupProjectReferences: json(
      'variableGroupProjectReferences',
      'Projects that have the group.',
    ),
  },
  access: [
    {
      name: 'variable groups of a project',
      request: {
        path: '{project}/_apis/distributedtask/variablegroups',
        query: { queryOrder: 'idAscending' },
      },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachProject,
      pushdown: [
        {
          column: 'Id',
          operators: ['=', 'in'],
          send: { groupIds: '$values' },
          maxValues: 200,
          alone: true,
        },
        {
          column: 'Name',
          operators: ['='],
          send: { groupName: '$value' },
          refuse: ['*', '?'],
          inexact: 'letter case and accents may not count there',
        },
      ],
    },
  ],
})

const secureFiles: Table = defineTable({
  name: 'SecureFiles',
  doc: 'Secure files, without what is in them.',
  kind,
  area,
  levels,
  key: ['ProjectId', 'Id'],
  foreignKeys: [toProject],
  columns: {
    Id: uuid('id', 'Identifier of the file.', { aliases: ['SecureFileId'] }),
    Name: text('name', 'Name of the file.'),
    ...projectOfParent,
    CreatedOn: timestamp('createdOn', 'When the file was added.'),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who added the file' }),
    ModifiedOn: timestamp('modifiedOn', 'When the file was changed last.'),
    ...identity('ModifiedBy', 'modifiedBy', { doc: 'the one who changed the file last' }),
    Properties: json('properties', 'Properties of the file.'),
  },
  access: [
    {
      name: 'secure files of a project',
      request: {
        path: '{project}/_apis/distributedtask/securefiles',
        apiVersion: '7.1-preview.1',
      },
      parent: eachProject,
      pushdown: [
        {
          column: 'Name',
          operators: ['='],
          send: { namePattern: '$value' },
          refuse: ['*', '?'],
          inexact: 'letter case may not count there',
        },
      ],
    },
  ],
})

const serviceEndpoints: Table = defineTable({
  name: 'ServiceEndpoints',
  doc: 'Service connections; one that is shared stands in each of its projects. Secrets are never shown.',
  kind,
  area: 'serviceEndpoint',
  levels,
  key: ['ProjectId', 'Id'],
  foreignKeys: [toProject],
  columns: {
    Id: uuid('id', 'Identifier of the connection.', { aliases: ['EndpointId'] }),
    Name: text('name', 'Name of the connection.'),
    Type: text('type', 'Kind of service, such as azurerm or github.'),
    Description: text('description', 'Description of the connection.'),
    Url: text('url', 'Address of the service.', exact),
    ...projectOfParent,
    AuthorizationScheme: text('authorization.scheme', 'How it signs in there.'),
    AuthorizationParameters: json('authorization.parameters', 'As whom, without secrets.'),
    IsReady: boolean('isReady', 'Whether it can be used.'),
    IsShared: boolean('isShared', 'Whether other projects have it too.'),
    Owner: text('owner', 'library or agentcloud.'),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the connection' }),
    ...identity('AdministratorsGroup', 'administratorsGroup', {
      doc: 'the group of its administrators',
    }),
    ...identity('ReadersGroup', 'readersGroup', { doc: 'the group of its readers' }),
    GroupScopeId: uuid('groupScopeId', 'Scope of those groups.'),
    Data: json('data', 'Further facts of the connection.'),
    OperationStatus: json('operationStatus', 'What went wrong when it was made.'),
    ServiceEndpointProjectReferences: json(
      'serviceEndpointProjectReferences',
      'Projects that have the connection.',
    ),
  },
  access: [
    {
      name: 'connections of a project',
      request: { path: '{project}/_apis/serviceendpoint/endpoints' },
      parent: eachProject,
      pushdown: [
        {
          column: 'Id',
          operators: ['=', 'in'],
          send: { endpointIds: '$values' },
          maxValues: 50,
          alone: true,
        },
        {
          column: 'Type',
          operators: ['='],
          send: { type: '$value' },
          inexact: 'letter case may not count there',
        },
        {
          column: 'AuthorizationScheme',
          operators: ['='],
          send: { authSchemes: '$value' },
          refuse: [','],
          inexact: 'letter case may not count there',
        },
        {
          column: 'Owner',
          operators: ['='],
          send: { owner: '$value' },
          values: { library: 'library', agentcloud: 'agentcloud' },
          inexact: 'letter case may not count there',
        },
      ],
    },
  ],
})

const serviceEndpointExecutionHistory: Table = defineTable({
  name: 'ServiceEndpointExecutionHistory',
  doc: 'Jobs that have used the service connections: one request or more for each connection.',
  kind,
  area: 'serviceEndpoint',
  levels,
  key: ['ProjectId', 'EndpointId', 'Id'],
  foreignKeys: [
    {
      columns: ['ProjectId', 'EndpointId'],
      table: 'ServiceEndpoints',
      references: ['ProjectId', 'Id'],
    },
    toProject,
  ],
  columns: {
    Id: bigint('data.id', 'Number of the record.'),
    EndpointId: uuid('endpointId', 'Identifier of the connection.'),
    EndpointName: fromParent('varchar', 'Name', 'Name of the connection.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    PlanType: text('data.planType', 'Kind of the plan, such as Build or Release.'),
    StartTime: timestamp('data.startTime', 'When the job began.'),
    FinishTime: timestamp('data.finishTime', 'When the job ended.'),
    Result: choice('data.result', taskResults, 'How the job ended.'),
    Definition: json('data.definition', 'The pipeline.'),
    Owner: json('data.owner', 'The run.'),
    OwnerDetails: text('data.ownerDetails', 'More about the run.'),
  },
  access: [
    {
      name: 'history of a connection',
      request: { path: '{project}/_apis/serviceendpoint/{endpointId}/executionhistory' },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: 'top',
        pageSize: 1000,
      },
      parent: {
        table: 'ServiceEndpoints',
        parameters: { project: 'ProjectId', endpointId: 'Id' },
        equals: { EndpointId: 'Id' },
      },
    },
  ],
})

const serviceEndpointTypes: Table = defineTable({
  name: 'ServiceEndpointTypes',
  doc: 'Kinds of services that connections can be made to.',
  kind,
  area: 'serviceEndpoint',
  levels: ['organization'],
  key: ['Name'],
  columns: {
    Name: text('name', 'Name of the kind, as connections have it.', exact),
    DisplayName: text('displayName', 'Name of the kind as it is shown.'),
    Description: text('description', 'Description of the kind.'),
    EndpointUrlDisplayName: text('endpointUrl.displayName', 'Label of the address.'),
    EndpointUrlValue: text('endpointUrl.value', 'Address, where it is always the same.', exact),
    EndpointUrlFormat: text('endpointUrl.format', 'How the address is put together.', exact),
    EndpointUrlHelpText: text('endpointUrl.helpText', 'Help on the address.'),
    EndpointUrlIsVisible: text('endpointUrl.isVisible', 'Whether the address is asked for.'),
    EndpointUrlDependsOn: json('endpointUrl.dependsOn', 'Input that chooses the address.'),
    HelpLinkText: text('helpLink.text', 'Text of the link to help.'),
    HelpLinkUrl: text('helpLink.url', 'Address of help.', exact),
    HelpMarkDown: text('helpMarkDown', 'Help text.'),
    IconUrl: text('iconUrl', 'Address of the icon.', exact),
    UiContributionId: text('uiContributionId', 'Extension that shows the form.', exact),
    AuthenticationSchemes: json('authenticationSchemes', 'Ways to sign in.'),
    DataSources: json('dataSources', 'What can be asked of the service.'),
    DependencyData: json('dependencyData', 'Which inputs depend on which.'),
    InputDescriptors: json('inputDescriptors', 'What has to be said of a connection.'),
    TrustedHosts: json('trustedHosts', 'Hosts that may be called.'),
  },
  access: [
    {
      name: 'all kinds',
      request: { path: '_apis/serviceendpoint/types' },
      pushdown: [
        {
          column: 'Name',
          operators: ['='],
          send: { type: '$value' },
          inexact: 'letter case may not count there',
        },
      ],
    },
  ],
})

/** What pipelines use: task groups, variables, files and connections. */
export const libraryTables: readonly Table[] = [
  taskGroups,
  variableGroups,
  secureFiles,
  serviceEndpoints,
  serviceEndpointExecutionHistory,
  serviceEndpointTypes,
]
