import { reasons } from './undeclared-reasons.ts'

const ofCommits = {
  includeLinks: reasons.links,
  pushId: reasons.column,
  'searchCriteria.compareVersion.version': reasons.version,
  'searchCriteria.compareVersion.versionOptions': reasons.version,
  'searchCriteria.compareVersion.versionType': reasons.version,
  'searchCriteria.excludeDeletes': reasons.history,
  'searchCriteria.fromCommitId': reasons.history,
  'searchCriteria.historyMode': reasons.history,
  'searchCriteria.ids': reasons.local,
  'searchCriteria.includeLinks': reasons.links,
  'searchCriteria.includePushData': reasons.shape,
  'searchCriteria.includeUserImageUrl': reasons.shape,
  'searchCriteria.itemPath': reasons.column,
  'searchCriteria.itemVersion.version': reasons.version,
  'searchCriteria.itemVersion.versionOptions': reasons.version,
  'searchCriteria.itemVersion.versionType': reasons.version,
  'searchCriteria.showOldestCommitsFirst': reasons.order,
  'searchCriteria.toCommitId': reasons.history,
  'searchCriteria.user': 'the committer is compared here',
  skip: 'ignored by this operation',
  top: 'ignored by this operation',
}

const tracked = { $baseIteration: reasons.shape, $iteration: reasons.shape }

/** The same for repositories and what lies in them. */
export const undeclaredCodeFilters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Repositories: {
    includeAllUrls: reasons.shape,
    includeHidden: 'hidden repositories are not shown',
    includeLinks: reasons.links,
    includeParent: reasons.shape,
  },
  GitBranches: {
    filterContains: reasons.local,
    includeLinks: reasons.links,
    includeMyBranches: 'asks for the branches of whoever asks',
    includeStatuses: reasons.shape,
    latestStatusesOnly: reasons.shape,
    peelTags: 'tags are not branches',
  },
  Commits: {
    ...ofCommits,
    changeCount: reasons.shape,
    'searchCriteria.includeWorkItems': reasons.shape,
  },
  CommitWorkItems: ofCommits,
  PullRequests: {
    maxCommentLength: reasons.shape,
    'searchCriteria.includeLinks': reasons.links,
    'searchCriteria.reviewerId': reasons.column,
    'searchCriteria.sourceRepositoryId': reasons.column,
  },
  PullRequestReviewers: {
    maxCommentLength: reasons.shape,
    'searchCriteria.includeLinks': reasons.links,
    'searchCriteria.sourceRepositoryId': reasons.column,
  },
  GitRefs: {
    filter: 'begins the names, which are compared here',
    filterContains: reasons.local,
    includeMyBranches: 'asks for the branches of whoever asks',
    latestStatusesOnly: reasons.shape,
  },
  GitTags: {
    filterContains: reasons.local,
    includeMyBranches: 'asks for the branches of whoever asks',
    includeStatuses: reasons.shape,
    latestStatusesOnly: reasons.shape,
  },
  GitStats: {
    'baseVersionDescriptor.version': reasons.version,
    'baseVersionDescriptor.versionOptions': reasons.version,
    'baseVersionDescriptor.versionType': reasons.version,
  },
  Pushes: { 'searchCriteria.refName': 'no plain column of the rows says what it asks for' },
  PullRequestThreads: tracked,
  PullRequestComments: tracked,
  PullRequestChanges: { $compareTo: 'compares with another iteration, which no column says' },
  PullRequestLabels: { projectId: 'the project is in the address' },
  PolicyConfigurations: { scope: reasons.column },
  GitPolicyConfigurations: { refName: reasons.column },
  CommitGitStatus: { latestOnly: 'leaves out what a newer status of the same context replaces' },
}
