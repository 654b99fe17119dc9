import { reasons } from './undeclared-reasons.ts'

const oneOfMany = 'a second way to ask for rows that the list has'

const asker = 'asks for what whoever asks may do'

const ofDefinitions = {
  builtAfter: reasons.column,
  includeAllProperties: reasons.shape,
  includeLatestBuilds: reasons.shape,
  minMetricsTime: reasons.shape,
  notBuiltAfter: reasons.column,
  processType: reasons.column,
  repositoryId: reasons.column,
  repositoryType: reasons.column,
  taskIdFilter: reasons.column,
  yamlFilename: reasons.column,
}

const insideBuilds = {
  deletedFilter: 'deleted builds are not shown',
  maxBuildsPerDefinition: 'depends on the order that the service counts in',
  properties: reasons.shape,
  queues: reasons.local,
  repositoryId: reasons.column,
  repositoryType: reasons.column,
  requestedFor: reasons.column,
  tagFilters: reasons.local,
}

const finderOfReleases = {
  createdBy: 'what it finds, identifiers or names, is not documented',
}
const insideReleases = {
  ...finderOfReleases,
  artifactTypeId: reasons.local,
  artifactVersionId: reasons.local,
  definitionEnvironmentId: 'which other stages come with it is not documented',
  environmentStatusFilter: 'which other stages come with it is not documented',
  isDeleted: 'deleted releases are not shown',
  propertyFilters: reasons.shape,
  queryOrder: reasons.order,
  sourceBranchFilter: reasons.column,
  sourceId: reasons.column,
  tagFilter: reasons.local,
}
const ofReleaseDefinitions = {
  artifactSourceId: reasons.column,
  artifactType: reasons.local,
  isDeleted: 'deleted definitions are not shown',
  propertyFilters: reasons.shape,
  searchTextContainsFolderName: 'conditions on folder and name are sent by themselves',
  tagFilter: reasons.local,
}

/** The same for builds, pipelines, releases, and the agents, groups and connections that they use. */
export const undeclaredPipelineFilters: Readonly<Record<string, Readonly<Record<string, string>>>> =
  {
    BuildDefinitions: { propertyFilters: reasons.shape },
    Pipelines: { orderBy: reasons.order },
    BuildTimelineRecords: {
      changeId: 'leaves out what has not changed since',
      planId: 'chooses another plan, which no column of a row says',
    },
    BuildArtifacts: { artifactName: oneOfMany, fileId: reasons.column, fileName: reasons.column },
    BuildChanges: { includeSourceChange: reasons.shape },
    BuildTags: insideBuilds,
    BuildDemands: insideBuilds,
    BuildPlans: insideBuilds,
    BuildValidationResults: insideBuilds,
    BuildDefinitionDrafts: { ...ofDefinitions, name: reasons.local, path: reasons.local },
    BuildDefinitionMetrics: { minMetricsTime: 'changes what is counted' },
    BuildAuthorizedResources: { id: 'wants the type of the resource beside it' },
    BuildFolders: { queryOrder: reasons.order },
    BuildControllers: { name: reasons.local },
    Approvals: { userIds: reasons.column },
    AgentPools: { actionFilter: asker, properties: reasons.shape },
    Agents: { demands: reasons.column },
    AgentQueues: { actionFilter: asker, queueNames: oneOfMany },
    DeploymentGroups: { actionFilter: asker },
    DeploymentGroupMachines: {
      agentJobResult: 'what it calls passed is not documented',
      partialNameMatch: 'parts of names are compared here',
      tags: reasons.local,
    },
    CheckConfigurations: { $expand: reasons.shape },
    ServiceEndpointCheckConfigurations: { $expand: reasons.shape },
    VariableGroupCheckConfigurations: { $expand: reasons.shape },
    AgentQueueCheckConfigurations: { $expand: reasons.shape },
    TaskGroups: {
      deleted: 'deleted task groups are not shown',
      expanded: reasons.shape,
      queryOrder: reasons.order,
      taskIdFilter: reasons.column,
    },
    VariableGroups: { actionFilter: asker },
    ServiceEndpoints: {
      actionFilter: asker,
      endpointNames: oneOfMany,
      includeDetails: 'for the use of the service itself',
      includeFailed: 'connections that could not be made are not shown',
    },
    ServiceEndpointTypes: { scheme: reasons.column },
    ElasticNodes: { $state: reasons.local },
    Releases: finderOfReleases,
    ReleaseEnvironments: insideReleases,
    ReleaseArtifacts: insideReleases,
    ReleaseDefinitions: ofReleaseDefinitions,
    ReleaseDefinitionArtifacts: { ...ofReleaseDefinitions, queryOrder: reasons.order },
    ReleaseFolders: { queryOrder: reasons.order },
    Deployments: {
      createdBy: 'what it finds, identifiers or names, is not documented',
      createdFor: 'what it finds, identifiers or names, is not documented',
      latestAttemptsOnly: reasons.column,
      queryOrder: reasons.order,
      sourceBranch: reasons.column,
    },
    ReleaseApprovals: {
      assignedToFilter: 'what it finds, identifiers or names, is not documented',
      includeMyGroupApprovals: 'asks for what whoever asks may approve',
      queryOrder: reasons.order,
    },
    ReleaseTasks: {
      $expand: reasons.shape,
      $topGateRecords: 'gates are not tasks',
      approvalFilters: 'approvals are not tasks',
      definitionSnapshotRevision: 'asks for the release as a text',
      propertyFilters: reasons.shape,
    },
    BuildRetentionHistory: { daysToLookback: 'bounds how far back samples go' },
  }
