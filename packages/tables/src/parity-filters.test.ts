import { findColumn } from '@devopsql/schema'
import { expect, it } from 'vitest'
import { findTable } from './tables.ts'
import { undeclaredParityFilters } from './undeclared-parity-filters.ts'

// covers P-TBL-20, P-TBL-22 … P-TBL-39

/** Conditions that other drivers send: table -> columns and request parameters. */
const filters: Readonly<Record<string, string>> = {
  WorkItems: 'Id',
  Projects: 'Id State',
  BuildDefinitions:
    'Id ProjectId Name Path ProcessType ProcessYamlFileName Properties RepositoryId RepositoryType RevisionNum BuildDate MinMetricsTime IncludeLatestBuilds TaskId IncludeAllProperties',
  Builds:
    'Id ProjectId BuildNumber DefinitionId FinishTime QueueTime StartTime Reason RepositoryId RepositoryType Result SourceBranch Status Tags DeletedFilter Properties QueueId RequestedForId MaxBuildsPerDefinition',
  Releases:
    'Id CreatedOn ProjectId ReleaseDefinitionId Status Tags Properties IsDeleted SourceBranch ArtifactVersionId ArtifactTypeId EnvironmentStatus DefinitionEnvironmentId SearchText SourceId Path TopGateRecoards Expand',
  Repositories: 'Id ProjectId IncludeAllUrls IncludeHidden IncludeLinks IncludeParent',
  GitBranches: 'ProjectId RepositoryId IncludeLinks MyBranches IncludeStatuses LatestStatusesOnly',
  Commits:
    'Id ProjectId RepositoryId AuthorName CommitterName PushId ExcludeDeletes HistoryMode IncludePushData IncludeLinks ItemPath VersionType Version VersionOptions CompareVersionType CompareVersion CompareVersionOptions FromCommitId ToCommitId',
  CommitGitStatus: 'CommitId ProjectId RepositoryId',
  GitStats: 'ProjectId RepositoryId Name VersionOptions Version VersionType',
  PullRequests:
    'Id ProjectId RepositoryId CreatedById SourceRefName Status TargetRefName IncludeLinks ReviewerId SourceRepositoryId TargetRepositoryId',
  Teams: 'Id ProjectId ExpandIdentity Mine',
  TestPlans: 'Id ProjectId OwnerId IncludePlanDetails ActivePlans',
  TestSuites: 'Id ProjectId PlanId Expand TreeView TestCaseId',
  TestCases: 'Id ProjectId TestPlanId TestSuiteId ConfigurationIds',
  TestSessions:
    'ProjectId TeamId Source AllSessions IncludeAllProperties IncludeOnlyCompletedSessions Period',
  Queries: 'Id ProjectId Depth Expand IncludeDeleted',
  AuditLogEntries: 'BatchSize DownloadWindow SkipAggregation',
}

const reasonFor = (table: string, name: string): string | undefined =>
  undeclaredParityFilters[table]?.[name]
const isColumn = (table: string, name: string): boolean =>
  findColumn(findTable(table) ?? { columns: [] }, name) !== undefined
const all = Object.entries(filters).flatMap(([table, names]) =>
  names.split(' ').map((name) => ({ table, name })),
)

it.each(all)('lets WHERE say $table.$name, or says why not', ({ table, name }) => {
  expect(isColumn(table, name)).toBe(reasonFor(table, name) === undefined)
})

it('gives reasons for what is asked for and missing only', () => {
  const given = Object.entries(undeclaredParityFilters).flatMap(([table, reasons]) =>
    Object.keys(reasons).map((name) => ({ table, name })),
  )
  expect(all).toEqual(expect.arrayContaining(given))
})
