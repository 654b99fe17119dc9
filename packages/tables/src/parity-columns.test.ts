import { findColumn, type Level, type Table } from '@devopsql/schema'
import { expect, it } from 'vitest'
import { tables } from './tables.ts'
import { otherColumns } from './undeclared-parity-names.ts'

// covers P-TBL-01 … P-TBL-09, P-TBL-11, P-TBL-20, P-TBL-22 … P-TBL-31, P-TBL-33 … P-TBL-39

/** Names of tables that other drivers have, by where they have them. */
const tableNames: Readonly<Partial<Record<Level, string>>> = {
  organization: `AgentPools BuildDefinitions Projects Users AuditLogEntries ProjectProperties WorkItemIds
    WorkItemsHistory WorkItemUpdatesHistory GroupMembers Pipelines Repositories TestPlans WorkItems AccessControlLists
    ClassificationNodesAreas ClassificationNodesIterations GroupMemberships Groups Identities SecurityNamespaceActions
    SecurityNamespaces UserMemberships`,
  project: `BuildDefinitionDrafts BuildDefinitions Builds Dashboards DeploymentGroups Environments Feeds FeedViews
    GitBranches Pipelines PullRequestReviewers Pushes Queries ReleaseApprovals ReleaseDefinitionArtifacts
    ReleaseDefinitions ReleaseEnvironments Releases Repositories TaskGroups TeamIterations Teams TeamSettings TestCases
    TestConfigurations TestPlans TestResults TestRuns TestSessions TestSuites TestVariables VariableGroups Widgets
    WikiPages Wikis WorkItems BacklogColumnFields BacklogPanelFields Backlogs BacklogWorkItems BoardColumns BoardRows
    Boards BuildChanges BuildDefinitionMetrics BuildDemands BuildLogs BuildPlans BuildValidationResults BuildWorkItems
    CommitChanges CommitGitStatus Commits CommitWorkItems DeploymentGroupMachines FeedPermissions GitStats PullRequests
    QueryClauses QueryColumns ReleaseArtifacts GitItems GitRefs GitTags Packages PackageVersions PipelineRuns
    PipelineLogs PolicyConfigurations PullRequestThreads PullRequestComments PullRequestWorkItems PullRequestIterations
    PullRequestCommits QuerySortColumns ReleaseManualInterventions ReleaseTasks TeamFieldValues TeamMembers
    TeamIterationWorkItems TeamCapacities TestPoints TestRunAttachments TfvcBranches TfvcChangesets TfvcLabels
    WorkItemComments WorkItemRelations WorkItemRevisions WorkItemTypes WorkItemFields WorkItemTags`,
  repository: 'Commits GitBranches PullRequests PullRequestReviewers Pushes',
}

/** Names of columns that other drivers have: table -> columns. */
const columnNames: Readonly<Record<string, string>> = {
  WorkItems: `Id ProjectId Type State CreatedDate CreatedById CreatedByDisplayName CreatedByUrl ChangedDate ChangedById
    ChangedByDisplayName ChangedByUrl AssignedToId`,
  Projects: `Id CapabilitiesProcessTemplateName CapabilitiesProcessTemplateTypeId CapabilitiesVersionControlType
    CapabilitiesVersionControlGitEnabled CapabilitiesVersionControlTfvcEnabled DefaultTeamId DefaultTeamName
    DefaultTeamUrl DefaultTeamImageUrl Description LastUpdateTime Links Name Revision State Url Visibility`,
  BuildDefinitions: 'Name ProjectId RepositoryType ProcessYamlFilename RepositoryId Tags Revision',
  Builds:
    'AgentSpecificationIdentifier BuildNumber BuildNumberRevision ControllerId ControllerName ControllerUrl',
  ReleaseArtifacts: 'Alias BuildVersionId BuildVersionName',
  Repositories: `Id Links DefaultBranch IsFork Name ParentRepositoryId ParentRepositoryIsFork ParentRepositoryName
    ParentRepositoryProjectId`,
  GitBranches: `ObjectId ProjectId RepositoryId Name CreatorDisplayName CreatorUrl CreatorLinksAvatarHref CreatorId
    CreatorDescriptor Links Statuses Url isLocked`,
  Commits: 'Id ProjectId RepositoryId AuthorDate AuthorEmail AuthorName ChangeCountsAdd',
  CommitGitStatus: `CommitId ProjectId RepositoryId ContextGenre ContextName CreatedByDisplayName CreatedById
    CreatedByImageUrl CreatedByUniqueName CreationDate Description Id State TargetUrl UpdatedDate`,
  GitStats: `Name ProjectId RepositoryId AheadCount BehindCount CommitId IsBaseVersion VersionOptions Version
    VersionType`,
  PullRequests: `Id ProjectId ArtifactId AutoCompleteSetByDisplayName AutoCompleteSetById AutoCompleteSetByImageUrl
    AutoCompleteSetByUniqueName AutoCompleteSetByUrl ClosedByDisplayName ClosedById`,
  Teams: `Id Description IdentityCustomDisplayName IdentityId IdentityIsActive IdentityIsContainer IdentityMasterId
    IdentityMetaTypeId IdentityProviderDisplayName IdentityResourceVersion IdentitySubjectDescriptor IdentityUrl Name
    ProjectId ProjectName Url ExpandIdentity Mine`,
  TestPlans: `Id AreaPath BuildDefinitionId BuildDefinitionName BuildId Description EndDate Iteration Links Name`,
  TestSuites: `Id Links Children DefaultConfigurations DefaultTesters HasChildren SuiteType ParentSuiteId
    InheritDefaultConfigurations`,
  TestCases: `Id Links Order ProjectId ProjectLastUpdateTime ProjectName ProjectState ProjectVisibility TestPlanId`,
  TestSessions: `Id TeamId AreaId AreaName AreaUrl Comment EndDate LastUpdatedByDisplayName LastUpdatedById
    LastUpdatedByUrl`,
  QueryColumns: 'Name ReferenceName',
  AuditLogEntries: `Id ActionId ActivityId ActorCUID ActorDisplayName ActorImageUrl ActorUserId Area
    AuthenticationMechanism Category CategoryDisplayName CorrelationId Details IpAddress ScopeDisplayName ScopeId
    ScopeType Timestamp UserAgent Data`,
}

const tableNamed = (name: string): Table | undefined =>
  tables.find((table) => [table.name, ...table.aliases].includes(name))
const words = (text: string): readonly string[] => text.split(/\s+/)
const allTables = Object.entries(tableNames).flatMap(([level, names]) =>
  words(names).map((name) => ({ level, name })),
)
const allColumns = Object.entries(columnNames).flatMap(([table, names]) =>
  words(names).map((name) => ({ table, name })),
)

it.each(allTables)('has $name below the $level', ({ level, name }) => {
  const levels: readonly string[] = tableNamed(name)?.levels ?? []
  expect(levels).toContain(level)
})

it.each(allColumns)('has the column $table.$name, or says why not', ({ table, name }) => {
  const found = findColumn(tableNamed(table) ?? { columns: [] }, name)
  expect(found !== undefined).toBe(otherColumns[table]?.[name] === undefined)
})

it('gives reasons for names that are asked for and missing only', () => {
  const given = Object.entries(otherColumns).flatMap(([table, reasons]) =>
    Object.keys(reasons).map((name) => ({ table, name })),
  )
  expect(allColumns).toEqual(expect.arrayContaining(given))
})
