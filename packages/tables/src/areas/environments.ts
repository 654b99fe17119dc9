import {
  type AccessDefinition,
  bigint,
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  fromParent,
  identity,
  integer,
  json,
  type SqlType,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { agentColumns, poolColumns } from '../agent-columns.ts'
import { needing } from '../needing.ts'
import { numberedOwner } from '../numbered-owner.ts'
import { eachProject } from '../project-columns.ts'
import { taskResults } from '../task-results.ts'

const area = 'distributedTask'
const kind = 'view'
const levels = ['organization', 'project'] as const
const exact = { collation: 'exact' } as const
const toProject = { columns: ['ProjectId'], table: 'Projects', references: ['Id'] } as const

const project: ColumnDefinitions = {
  ProjectId: uuid('project.id', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'Name', 'Name of the project.'),
}
const projectAbove: ColumnDefinitions = {
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}

// covers P-TBL-05 (Environments)
const environments: Table = defineTable({
  name: 'Environments',
  doc: 'Environments that pipelines deploy to.',
  area,
  levels,
  key: ['Id'],
  foreignKeys: [toProject],
  columns: {
    Id: integer('id', 'Number of the environment.', { aliases: ['EnvironmentId'] }),
    Name: text('name', 'Name of the environment.'),
    Description: text('description', 'Description of the environment.'),
    ...project,
    CreatedOn: timestamp('createdOn', 'When the environment was made.'),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the environment' }),
    LastModifiedOn: timestamp('lastModifiedOn', 'When the environment was changed last.'),
    ...identity('LastModifiedBy', 'lastModifiedBy', {
      doc: 'the one who changed the environment last',
    }),
    Resources: json('resources', 'Resources of the environment, where lists have them.'),
  },
  access: [
    {
      name: 'environments of a project',
      request: { path: '{project}/_apis/distributedtask/environments' },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachProject,
      pushdown: [
        {
          column: 'Name',
          operators: ['='],
          send: { name: '$value' },
          inexact: 'letter case, and what only begins so, may be found there too',
        },
      ],
    },
  ],
})

const environmentDeployments: Table = defineTable({
  name: 'EnvironmentDeployments',
  doc: 'Jobs that have deployed to the environments: one request or more for each environment.',
  kind,
  area,
  levels,
  key: ['EnvironmentId', 'Id'],
  foreignKeys: [
    { columns: ['EnvironmentId'], table: 'Environments', references: ['Id'] },
    toProject,
  ],
  columns: {
    Id: bigint('id', 'Number of the record.'),
    EnvironmentId: integer('environmentId', 'Number of the environment.'),
    EnvironmentName: fromParent('varchar', 'Name', 'Name of the environment.'),
    ...projectAbove,
    StageName: text('stageName', 'Name of the stage.'),
    StageAttempt: integer('stageAttempt', 'Attempt of the stage.'),
    JobName: text('jobName', 'Name of the job.'),
    JobAttempt: integer('jobAttempt', 'Attempt of the job.'),
    Result: choice('result', taskResults, 'How it ended; NULL while it runs.'),
    QueueTime: timestamp('queueTime', 'When it was queued.'),
    StartTime: timestamp('startTime', 'When it began.'),
    FinishTime: timestamp('finishTime', 'When it ended; NULL while it runs.'),
    ...numberedOwner('Definition', 'definition', 'the pipeline'),
    ...numberedOwner('Owner', 'owner', 'the run'),
    PlanId: uuid('planId', 'Plan of the run.'),
    PlanType: text('planType', 'Kind of the plan.'),
    RequestIdentifier: text('requestIdentifier', 'Identifier of the request.', exact),
    ResourceId: integer('resourceId', 'Resource of the environment.'),
    ScopeId: uuid('scopeId', 'Project of the pipeline.'),
    ServiceOwner: uuid('serviceOwner', 'Service that asked for it.'),
  },
  access: [
    {
      name: 'deployments to an environment',
      request: {
        path: '{project}/_apis/distributedtask/environments/{environmentId}/environmentdeploymentrecords',
      },
      // 25 rows and a token come without top: microsoft/azure-devops-node-api#623.
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: 'top',
        pageSize: 1000,
      },
      parent: {
        table: 'Environments',
        parameters: { project: 'ProjectId', environmentId: 'Id' },
        equals: { EnvironmentId: 'Id' },
      },
    },
  ],
})

// covers P-TBL-05 (DeploymentGroups)
const deploymentGroups: Table = defineTable({
  name: 'DeploymentGroups',
  doc: 'Groups of machines that releases deploy to.',
  area,
  levels,
  key: ['Id'],
  foreignKeys: [toProject],
  columns: {
    Id: integer('id', 'Number of the group.', { aliases: ['DeploymentGroupId'] }),
    Name: text('name', 'Name of the group.'),
    Description: text('description', 'Description of the group.'),
    MachineCount: integer('machineCount', 'Number of machines.'),
    ...project,
    ...poolColumns,
    ...needing(
      { $expand: 'machines' },
      { Machines: json('machines', 'The machines: see DeploymentGroupMachines.') },
    ),
    ...needing(
      { $expand: 'tags' },
      { MachineTags: json('machineTags', 'Tags that machines of the group have.') },
    ),
  },
  access: [
    {
      name: 'groups of a project',
      request: { path: '{project}/_apis/distributedtask/deploymentgroups' },
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
          send: { ids: '$values' },
          maxValues: 200,
          alone: true,
        },
        {
          column: 'Name',
          operators: ['='],
          send: { name: '$value' },
          inexact: 'letter case and accents may not count there',
        },
      ],
    },
  ],
})

// covers P-TBL-06 (DeploymentGroupMachines)
const deploymentGroupMachines: Table = defineTable({
  name: 'DeploymentGroupMachines',
  doc: 'Machines of the deployment groups: one request or more for each group.',
  kind,
  area,
  levels,
  key: ['DeploymentGroupId', 'Id'],
  foreignKeys: [
    { columns: ['DeploymentGroupId'], table: 'DeploymentGroups', references: ['Id'] },
    toProject,
  ],
  columns: {
    Id: integer('id', 'Number of the machine in its group.'),
    DeploymentGroupId: fromParent('integer', 'Id', 'Number of the group.'),
    DeploymentGroupName: fromParent('varchar', 'Name', 'Name of the group.'),
    ...projectAbove,
    Tags: json('tags', 'Tags of the machine.'),
    ...agentColumns('Agent', 'agent'),
    ...needing(
      { $expand: 'capabilities' },
      {
        AgentSystemCapabilities: json(
          'agent.systemCapabilities',
          'What the agent found on its machine.',
        ),
        AgentUserCapabilities: json(
          'agent.userCapabilities',
          'What was said of the agent by hand.',
        ),
      },
    ),
    ...needing(
      { $expand: 'assignedRequest' },
      { AgentAssignedRequest: json('agent.assignedRequest', 'The job that runs.') },
    ),
    ...needing(
      { $expand: 'lastCompletedRequest' },
      {
        AgentLastCompletedRequestResult: choice(
          'agent.lastCompletedRequest.result',
          taskResults,
          'How the last job ended.',
        ),
        AgentLastCompletedRequest: json('agent.lastCompletedRequest', 'The last job that ended.'),
      },
    ),
    ...needing(
      { propertyFilters: '*' },
      { Properties: json('properties', 'Properties of the machine.') },
    ),
  },
  access: [
    {
      name: 'machines of a group',
      request: {
        path: '{project}/_apis/distributedtask/deploymentgroups/{deploymentGroupId}/targets',
      },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: {
        table: 'DeploymentGroups',
        parameters: { project: 'ProjectId', deploymentGroupId: 'Id' },
      },
      pushdown: [
        {
          column: 'AgentName',
          operators: ['='],
          send: { name: '$value' },
          inexact: 'letter case and accents may not count there',
        },
        {
          column: 'AgentStatus',
          operators: ['='],
          send: { agentStatus: '$value' },
          values: { offline: 'offline', online: 'online' },
        },
        { column: 'AgentEnabled', operators: ['='], send: { enabled: '$value' } },
      ],
    },
  ],
})

const checkColumns: ColumnDefinitions = {
  Id: integer('id', 'Number of the check.', { aliases: ['CheckId'] }),
  TypeId: uuid('type.id', 'Identifier of the kind of check.'),
  TypeName: text('type.name', 'Kind of check, such as Approval or Task Check.'),
  ResourceType: text('resource.type', 'Kind of the resource that it stands before.'),
  ResourceId: text('resource.id', 'Identifier or number of that resource.', exact),
  ResourceName: text('resource.name', 'Name of that resource.'),
  ...projectAbove,
  IsDisabled: boolean('isDisabled', 'Whether it is out of use.'),
  Timeout: integer('timeout', 'Minutes until it counts as failed.'),
  CreatedOn: timestamp('createdOn', 'When the check was made.'),
  ...identity('CreatedBy', 'createdBy', { doc: 'the one who made the check' }),
  ModifiedOn: timestamp('modifiedOn', 'When the check was changed last.'),
  ...identity('ModifiedBy', 'modifiedBy', { doc: 'the one who changed the check last' }),
  IssueType: choice('issue.type', ['error', 'warning'], 'How grave the trouble with it is.'),
  IssueMessage: text('issue.message', 'Trouble with the check.'),
  IssueDescription: text('issue.description', 'Check and resource that have the trouble.'),
  IssueDetailedMessage: text('issue.detailedMessage', 'The trouble at length.'),
  Url: text('url', 'REST address of the check.', exact),
  Links: json('_links', 'Related addresses.'),
}

interface Checked {
  readonly name: string
  readonly doc: string
  /** The table of the resources. */
  readonly table: string
  /** The type of its key. */
  readonly keyType: SqlType
  readonly resourceType: string
}

/** Checks are listed resource by resource: a table for each kind of resource. */
function checksOf({ name, doc, table, keyType, resourceType }: Checked): Table {
  const access: AccessDefinition = {
    name: `checks of a row of ${table}`,
    request: {
      path: '{project}/_apis/pipelines/checks/configurations',
      apiVersion: '7.1-preview.1',
      query: { resourceType, resourceId: '{resourceId}' },
    },
    parent: { table, parameters: { project: 'ProjectId', resourceId: 'Id' } },
  }
  return defineTable({
    name,
    doc: `${doc}: one request for each.`,
    kind,
    area: 'pipelinesChecks',
    levels,
    key: ['ProjectId', 'ParentId', 'Id'],
    foreignKeys: [toProject],
    columns: {
      ParentId: fromParent(keyType, 'Id', `The row of ${table} that the check stands before.`),
      ...checkColumns,
    },
    access: [access],
  })
}

const checks = [
  {
    name: 'CheckConfigurations',
    doc: 'Approvals and other checks of environments',
    table: 'Environments',
    keyType: 'integer',
    resourceType: 'environment',
  },
  {
    name: 'ServiceEndpointCheckConfigurations',
    doc: 'Approvals and other checks of service connections',
    table: 'ServiceEndpoints',
    keyType: 'uuid',
    resourceType: 'endpoint',
  },
  {
    name: 'VariableGroupCheckConfigurations',
    doc: 'Approvals and other checks of variable groups',
    table: 'VariableGroups',
    keyType: 'integer',
    resourceType: 'variablegroup',
  },
  {
    name: 'AgentQueueCheckConfigurations',
    doc: 'Approvals and other checks of agent queues',
    table: 'AgentQueues',
    keyType: 'integer',
    resourceType: 'queue',
  },
] as const

/** What pipelines deploy to, and what stands before it. */
export const environmentTables: readonly Table[] = [
  environments,
  environmentDeployments,
  deploymentGroups,
  deploymentGroupMachines,
  ...checks.map(checksOf),
]
