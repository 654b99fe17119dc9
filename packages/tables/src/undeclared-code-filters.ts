import { reasons } from './undeclared-reasons.ts'

const ofCommits = {
  includeLinks: reasons.links,
  pushId: 'a second way to ask for the commits of a push',
  'searchCriteria.ids': reasons.local,
  'searchCriteria.showOldestCommitsFirst': reasons.order,
  'searchCriteria.user': 'the committer is compared here',
  skip: 'ignored by this operation',
  top: 'ignored by this operation',
}

const tracked = { $baseIteration: reasons.shape, $iteration: reasons.shape }

/** The same for repositories and what lies in them. */
export const undeclaredCodeFilters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  GitBranches: { filterContains: reasons.local, peelTags: 'tags are not branches' },
  Commits: {
    ...ofCommits,
    changeCount: reasons.shape,
    'searchCriteria.includeWorkItems': reasons.shape,
  },
  CommitWorkItems: {
    ...ofCommits,
    'searchCriteria.compareVersion.version': reasons.version,
    'searchCriteria.compareVersion.versionOptions': reasons.version,
    'searchCriteria.compareVersion.versionType': reasons.version,
    'searchCriteria.excludeDeletes': reasons.history,
    'searchCriteria.fromCommitId': reasons.history,
    'searchCriteria.historyMode': reasons.history,
    'searchCriteria.itemPath': reasons.column,
    'searchCriteria.itemVersion.version': reasons.version,
    'searchCriteria.itemVersion.versionOptions': reasons.version,
    'searchCriteria.itemVersion.versionType': reasons.version,
    'searchCriteria.includeLinks': reasons.links,
    'searchCriteria.includePushData': reasons.shape,
    'searchCriteria.includeUserImageUrl': reasons.shape,
    'searchCriteria.toCommitId': reasons.history,
  },
  PullRequests: { maxCommentLength: reasons.shape },
  PullRequestReviewers: {
    maxCommentLength: reasons.shape,
    'searchCriteria.includeLinks': reasons.links,
    'searchCriteria.sourceRepositoryId': reasons.column,
  },
  GitRefs: {
    includeMyBranches: 'asks for the branches of whoever asks',
    latestStatusesOnly: reasons.shape,
  },
  GitTags: {
    filterContains: reasons.local,
    includeMyBranches: 'asks for the branches of whoever asks',
    includeStatuses: reasons.shape,
    latestStatusesOnly: reasons.shape,
  },
  GitForks: { includeLinks: reasons.links },
  PullRequestThreads: tracked,
  PullRequestComments: tracked,
  PullRequestChanges: { $compareTo: 'compares with another iteration, which no column says' },
  PullRequestLabels: { projectId: 'the project is in the address' },
  PolicyConfigurations: { scope: reasons.column },
  GitPolicyConfigurations: { refName: reasons.column },
  GitItems: {
    $format: reasons.shape,
    download: reasons.shape,
    includeContent: 'the content is no column',
    latestProcessedChange: 'one level at a time only',
    path: 'a second way to ask for one row',
    resolveLfs: 'the content is no column',
    sanitize: 'the content is no column',
    zipForUnix: reasons.shape,
  },
  TfvcChangesets: {
    $orderby: reasons.order,
    'searchCriteria.author': 'finds names and aliases, not identifiers',
    'searchCriteria.followRenames': reasons.history,
    'searchCriteria.itemPath': reasons.column,
    'searchCriteria.mappings': reasons.column,
  },
  TfvcChangesetChanges: { continuationToken: reasons.paging },
  TfvcBranches: {
    path: 'a second way to ask for one row',
    scopePath: 'answers rows with fewer columns',
  },
  TfvcLabels: {
    'requestData.itemLabelFilter': reasons.column,
    'requestData.maxItemCount': reasons.shape,
    'requestData.owner': 'finds names and aliases, not identifiers',
  },
  TfvcItems: {
    download: reasons.shape,
    fileName: reasons.shape,
    includeContent: 'the content is no column',
    path: 'a second way to ask for one row',
    'versionDescriptor.version': reasons.version,
    'versionDescriptor.versionOption': reasons.version,
    'versionDescriptor.versionType': reasons.version,
  },
  TfvcShelvesets: {
    'requestData.includeDetails': reasons.shape,
    'requestData.includeWorkItems': reasons.shape,
    'requestData.maxChangeCount': reasons.shape,
    shelvesetId: 'a second way to ask for one row',
  },
  GitRefFavorites: { identityId: 'asks for the favorites of somebody else' },
  CommitGitStatus: { latestOnly: 'leaves out what a newer status of the same context replaces' },
}
