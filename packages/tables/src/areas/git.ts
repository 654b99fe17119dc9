import {
  bigint,
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  fromParent,
  identity,
  integer,
  json,
  type PartialRows,
  type Pushdown,
  parameter,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { askHistory, historyParameters } from '../commit-history.ts'
import {
  commitColumns,
  commitFilters,
  commitPages,
  commitPictures,
  toRepository,
} from '../git-columns.ts'
import { sendVersion, versionParameters } from '../git-versions.ts'
import { answered, includeFlag, sendFlag } from '../include-flags.ts'
import { needing } from '../needing.ts'
import {
  eachProject,
  eachRepository,
  foreignKeyToProject,
  projectColumns,
  projectStates,
  projectVisibilities,
  repositoryOfParent,
} from '../project-columns.ts'
import { timeRange } from '../time-range.ts'
import { valueMap } from '../value-map.ts'

/** Of forks; only reading one of them has it. */
const hidden = { detail: 'hidden' } as const
const parentRepository: ColumnDefinitions = {
  ParentRepositoryId: uuid('parentRepository.id', 'Repository that it is a fork of.', hidden),
  ParentRepositoryName: text('parentRepository.name', 'Name of that repository.', hidden),
  ParentRepositoryIsFork: boolean(
    'parentRepository.isFork',
    'Whether that repository is a fork itself; NULL where not.',
    hidden,
  ),
  ParentRepositoryProjectId: uuid(
    'parentRepository.project.id',
    'Project of that repository.',
    hidden,
  ),
  ParentRepositoryProjectName: text(
    'parentRepository.project.name',
    'Name of the project of that repository.',
    hidden,
  ),
  ParentRepositoryRemoteUrl: text(
    'parentRepository.remoteUrl',
    'Address of that repository for git over HTTPS.',
    { ...hidden, collation: 'exact' },
  ),
  ParentRepositoryUrl: text('parentRepository.url', 'REST address of that repository.', {
    ...hidden,
    collation: 'exact',
  }),
  ParentRepositoryCollectionId: uuid(
    'parentRepository.collection.id',
    'Organization of that repository.',
    hidden,
  ),
  ParentRepositoryCollectionName: text(
    'parentRepository.collection.name',
    'Name of the organization of that repository.',
    hidden,
  ),
}
const withParent: PartialRows = {
  lacking: ['parentRepository'],
  only: { property: 'isFork', value: true },
  stoppedBy: 'IncludeParent',
  path: '_apis/git/repositories/{$id}',
  query: { includeParent: 'true' },
}
const askRepositories: readonly Pushdown[] = [
  sendFlag('IncludeHidden', 'includeHidden'),
  sendFlag('IncludeAllUrls', 'includeAllUrls'),
  sendFlag('IncludeLinks', 'includeLinks'),
  { column: 'IncludeParent', operators: ['='], send: {} },
]

// covers P-TBL-26
const repositories: Table = defineTable({
  name: 'Repositories',
  doc: 'Git repositories, disabled ones included; hidden ones where IncludeHidden asks for them.',
  area: 'git',
  levels: ['organization', 'project', 'repository'],
  key: ['Id'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    Id: uuid('id', 'Identifier of the repository.', { aliases: ['RepositoryId'] }),
    Name: text('name', 'Name of the repository.', { nullable: false, aliases: ['RepositoryName'] }),
    ...projectColumns('project'),
    DefaultBranch: text('defaultBranch', 'Default branch; NULL while nothing was pushed.', {
      collation: 'exact',
    }),
    Size: bigint('size', 'Compressed size in bytes.'),
    IsDisabled: boolean(
      'isDisabled',
      'Whether the repository is disabled: nothing in it is readable.',
    ),
    IsFork: boolean('isFork', 'True for a fork; NULL otherwise.'),
    IsInMaintenance: boolean('isInMaintenance', 'Whether the repository is in maintenance.'),
    RemoteUrl: text('remoteUrl', 'Address for git over HTTPS.', { collation: 'exact' }),
    SshUrl: text('sshUrl', 'Address for git over SSH.', { collation: 'exact' }),
    WebUrl: text('webUrl', 'Address in the browser.', { collation: 'exact' }),
    Url: text('url', 'REST address of the repository.', { collation: 'exact' }),
    ...needing(
      { includeAllUrls: 'true' },
      { ValidRemoteUrls: json('validRemoteUrls', 'Every address for git.') },
    ),
    ...needing({ includeLinks: 'true' }, { Links: json('_links', 'Related addresses.') }),
    ...parentRepository,
    IncludeHidden: parameter('boolean', 'TRUE: hidden repositories too, such as those of wikis.'),
    IncludeAllUrls: includeFlag('ValidRemoteUrls'),
    IncludeLinks: includeFlag('Links'),
    IncludeParent: includeFlag('the repository that it is a fork of'),
  },
  access: [
    {
      name: 'all repositories',
      request: { path: '_apis/git/repositories' },
      pushdown: askRepositories,
      partial: withParent,
    },
    {
      name: 'repositories of a project',
      request: { path: '{project}/_apis/git/repositories' },
      pushdown: askRepositories,
      partial: withParent,
      parent: eachProject,
    },
    {
      name: 'by id',
      request: {
        path: '_apis/git/repositories/{repositoryId}',
        query: { includeParent: 'true' },
      },
      rows: '',
      requires: { repositoryId: 'Id' },
      pushdown: [answered('IncludeLinks'), sendFlag('IncludeParent', 'includeParent')],
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-27
const gitBranches: Table = defineTable({
  name: 'GitBranches',
  doc: 'Branches of the Git repositories; a disabled repository shows none.',
  area: 'git',
  levels: ['organization', 'project', 'repository'],
  key: ['RepositoryId', 'Name'],
  foreignKeys: toRepository,
  columns: {
    ...repositoryOfParent,
    Name: text('name', 'Full name of the branch, such as refs/heads/main.', { collation: 'exact' }),
    ObjectId: text('objectId', 'Commit that the branch points to.', { collation: 'exact' }),
    PeeledObjectId: text('peeledObjectId', 'Commit behind an annotated tag.', {
      collation: 'exact',
    }),
    ...identity('Creator', 'creator', { doc: 'the one who made the branch' }),
    CreatorDescriptor: text(
      'creator.descriptor',
      'Graph descriptor of the one who made the branch.',
      {
        collation: 'exact',
      },
    ),
    CreatorLinksAvatarHref: text(
      'creator._links.avatar.href',
      'Address of the picture of the one who made the branch.',
      { collation: 'exact' },
    ),
    IsLocked: boolean('isLocked', 'True while the branch is locked; NULL otherwise.'),
    ...identity('IsLockedBy', 'isLockedBy', { doc: 'the one who locked the branch' }),
    Url: text('url', 'REST address of the branch.', { collation: 'exact' }),
    ...needing(
      { includeStatuses: 'true' },
      { Statuses: json('statuses', 'Statuses of the commit, not more than 1,000.') },
    ),
    ...needing({ includeLinks: 'true' }, { Links: json('_links', 'Related addresses.') }),
    MyBranches: parameter(
      'boolean',
      'True: only the branches of whoever asks, favorites among them, and the default branch.',
    ),
    IncludeStatuses: includeFlag('Statuses'),
    LatestStatusesOnly: parameter('boolean', 'True: Statuses has the newest status only.'),
    IncludeLinks: includeFlag('Links'),
  },
  access: [
    {
      name: 'branches of a repository',
      request: {
        path: '{project}/_apis/git/repositories/{repositoryId}/refs',
        query: { filter: 'heads/' },
      },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 1000,
      },
      parent: eachRepository,
      pushdown: [
        {
          column: 'MyBranches',
          operators: ['='],
          // The service takes the two not together; those are all branches.
          send: { includeMyBranches: 'true', filter: '' },
          values: { true: 'true' },
        },
        {
          column: 'MyBranches',
          operators: ['='],
          send: { includeMyBranches: 'false' },
          values: { false: 'false' },
        },
        sendFlag('IncludeStatuses', 'includeStatuses'),
        {
          column: 'LatestStatusesOnly',
          operators: ['='],
          send: { latestStatusesOnly: '$value', includeStatuses: 'true' },
        },
        sendFlag('IncludeLinks', 'includeLinks'),
      ],
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-28, B-09
const commits: Table = defineTable({
  name: 'Commits',
  doc: 'Commits of the Git repositories, as the service lists them when no version is named; a disabled repository shows none.',
  kind: 'view',
  area: 'git',
  levels: ['organization', 'project', 'repository'],
  key: ['RepositoryId', 'Id'],
  foreignKeys: toRepository,
  columns: {
    Id: text('commitId', 'SHA-1 of the commit.', { collation: 'exact', aliases: ['CommitId'] }),
    ...repositoryOfParent,
    ...commitColumns(),
    ...needing({ 'searchCriteria.includeUserImageUrl': 'true' }, commitPictures),
    ...needing(
      { 'searchCriteria.includePushData': 'true' },
      {
        PushId: integer('push.pushId', 'Push that brought the commit: see Pushes.'),
        PushDate: timestamp('push.date', 'When it was pushed.'),
        ...identity('PushPushedBy', 'push.pushedBy', { doc: 'whoever pushed it' }),
        PushUrl: text('push.url', 'REST address of the push.', { collation: 'exact' }),
      },
    ),
    ...needing(
      { 'searchCriteria.includeLinks': 'true' },
      { Links: json('_links', 'Related addresses.') },
    ),
    ...versionParameters,
    ...historyParameters,
    IncludePushData: includeFlag('PushId and what else is said of the push'),
    IncludeLinks: includeFlag('Links'),
  },
  access: [
    {
      name: 'commits of a repository',
      request: { path: '{project}/_apis/git/repositories/{repositoryId}/commits' },
      paging: commitPages,
      parent: eachRepository,
      pushdown: [
        ...commitFilters,
        ...sendVersion('searchCriteria.itemVersion'),
        ...askHistory,
        sendFlag('IncludePushData', 'searchCriteria.includePushData'),
        sendFlag('IncludeLinks', 'searchCriteria.includeLinks'),
      ],
      missingIsEmpty: true,
    },
    {
      name: 'by id',
      request: { path: '{project}/_apis/git/repositories/{repositoryId}/commits/{commitId}' },
      rows: '',
      parent: eachRepository,
      requires: { commitId: 'Id' },
      pushdown: [answered('IncludePushData'), answered('IncludeLinks')],
      missingIsEmpty: true,
    },
  ],
})

const pullRequestStates = ['active', 'abandoned', 'completed'] as const

const searchPullRequests: readonly Pushdown[] = [
  {
    column: 'RepositoryId',
    operators: ['='],
    send: { 'searchCriteria.repositoryId': '$value' },
  },
  {
    column: 'SourceRefName',
    operators: ['='],
    send: { 'searchCriteria.sourceRefName': '$value' },
    startsWith: 'refs/',
    inexact: 'letter case of branch names may not count there',
  },
  {
    column: 'TargetRefName',
    operators: ['='],
    send: { 'searchCriteria.targetRefName': '$value' },
    startsWith: 'refs/',
    inexact: 'letter case of branch names may not count there',
  },
  ...timeRange('CreationDate', {
    from: 'searchCriteria.minTime',
    to: 'searchCriteria.maxTime',
    also: { 'searchCriteria.queryTimeRangeType': 'created' },
  }),
  ...timeRange('ClosedDate', {
    from: 'searchCriteria.minTime',
    to: 'searchCriteria.maxTime',
    also: { 'searchCriteria.queryTimeRangeType': 'closed' },
  }),
]

// Without the parameter only active pull requests come back (P-TBL-32).
const everyState = { 'searchCriteria.status': 'all' } as const

// covers P-TBL-31, P-TBL-32
const pullRequests: Table = defineTable({
  name: 'PullRequests',
  doc: 'Pull requests in every state.',
  kind: 'view',
  area: 'git',
  levels: ['organization', 'project', 'repository'],
  key: ['Id'],
  foreignKeys: toRepository,
  columns: {
    Id: integer('pullRequestId', 'Number of the pull request, unique in the organization.', {
      aliases: ['PullRequestId'],
    }),
    Title: text('title', 'Title.'),
    Description: text('description', 'Description; lists cut it after 400 characters.'),
    Status: {
      ...choice('status', pullRequestStates, "State of the pull request; = 'all' means each."),
      everything: 'all',
    },
    IsDraft: boolean('isDraft', 'Whether it is a draft.'),
    CreationDate: timestamp('creationDate', 'When it was made.'),
    ClosedDate: timestamp('closedDate', 'When it was completed or abandoned.'),
    SourceRefName: text('sourceRefName', 'Branch with the changes.', { collation: 'exact' }),
    TargetRefName: text('targetRefName', 'Branch that the changes go to.', { collation: 'exact' }),
    ...identity('CreatedBy', 'createdBy', { doc: 'the one who made it' }),
    ...identity('ClosedBy', 'closedBy', { doc: 'the one who closed it' }),
    ...identity('AutoCompleteSetBy', 'autoCompleteSetBy', {
      doc: 'the one who set it to complete by itself',
    }),
    RepositoryId: uuid('repository.id', 'Identifier of the repository.', {
      nullable: false,
      aliases: ['TargetRepositoryId'],
    }),
    RepositoryName: text('repository.name', 'Name of the repository.'),
    RepositoryUrl: text('repository.url', 'REST address of the repository.', {
      collation: 'exact',
    }),
    ProjectId: uuid('repository.project.id', 'Identifier of the project.', { nullable: false }),
    ProjectName: text('repository.project.name', 'Name of the project.'),
    ProjectState: choice('repository.project.state', projectStates, 'State of the project.'),
    ProjectVisibility: choice(
      'repository.project.visibility',
      projectVisibilities,
      'Who can see the project.',
    ),
    MergeStatus: choice(
      'mergeStatus',
      ['notSet', 'queued', 'conflicts', 'succeeded', 'rejectedByPolicy', 'failure'],
      'Outcome of the last merge that was tried.',
    ),
    MergeId: uuid('mergeId', 'Job of the last merge.'),
    MergeFailureType: choice(
      'mergeFailureType',
      ['none', 'unknown', 'caseSensitive', 'objectTooLarge'],
      'Kind of the failure of the merge.',
    ),
    MergeFailureMessage: text('mergeFailureMessage', 'Why the merge failed.'),
    LastMergeCommitId: text('lastMergeCommit.commitId', 'Commit of the last merge.', {
      collation: 'exact',
      aliases: ['LastMergeCommitCommitId'],
    }),
    LastMergeCommitUrl: text('lastMergeCommit.url', 'REST address of that commit.', {
      collation: 'exact',
    }),
    LastMergeSourceCommitId: text(
      'lastMergeSourceCommit.commitId',
      'Head of the source branch at the last merge.',
      { collation: 'exact', aliases: ['LastMergeSourceCommitCommitId'] },
    ),
    LastMergeSourceCommitUrl: text('lastMergeSourceCommit.url', 'REST address of that commit.', {
      collation: 'exact',
    }),
    LastMergeTargetCommitId: text(
      'lastMergeTargetCommit.commitId',
      'Head of the target branch at the last merge.',
      { collation: 'exact', aliases: ['LastMergeTargetCommitCommitId'] },
    ),
    LastMergeTargetCommitUrl: text('lastMergeTargetCommit.url', 'REST address of that commit.', {
      collation: 'exact',
    }),
    CompletionOptionsMergeStrategy: choice(
      'completionOptions.mergeStrategy',
      ['noFastForward', 'squash', 'rebase', 'rebaseMerge'],
      'How it will be merged.',
    ),
    CompletionOptionsMergeCommitMessage: text(
      'completionOptions.mergeCommitMessage',
      'Message of the merge commit.',
    ),
    CompletionOptionsDeleteSourceBranch: boolean(
      'completionOptions.deleteSourceBranch',
      'Whether completing deletes the source branch.',
    ),
    CompletionOptionsSquashMerge: boolean(
      'completionOptions.squashMerge',
      'Whether commits are squashed; older form of the merge strategy.',
    ),
    CompletionOptionsTransitionWorkItems: boolean(
      'completionOptions.transitionWorkItems',
      'Whether completing moves linked work items on.',
    ),
    CompletionOptionsBypassPolicy: boolean(
      'completionOptions.bypassPolicy',
      'Whether policies are bypassed.',
    ),
    CompletionOptionsBypassReason: text(
      'completionOptions.bypassReason',
      'Why policies are bypassed.',
    ),
    CompletionOptionsTriggeredByAutoComplete: boolean(
      'completionOptions.triggeredByAutoComplete',
      'Whether it completes by itself.',
    ),
    CompletionOptionsAutoCompleteIgnoreConfigIds: json(
      'completionOptions.autoCompleteIgnoreConfigIds',
      'Policies that completing does not wait for.',
    ),
    CompletionQueueTime: timestamp('completionQueueTime', 'When it was queued for completion.'),
    MergeOptionsConflictAuthorshipCommits: boolean(
      'mergeOptions.conflictAuthorshipCommits',
      'Whether resolved conflicts go to commits of their own.',
    ),
    MergeOptionsDetectRenameFalsePositives: boolean(
      'mergeOptions.detectRenameFalsePositives',
      'Whether wrong renames are looked for.',
    ),
    MergeOptionsDisableRenames: boolean(
      'mergeOptions.disableRenames',
      'Whether renames are not looked for.',
    ),
    HasMultipleMergeBases: boolean(
      'hasMultipleMergeBases',
      'Whether the branches have several merge bases.',
    ),
    SupportsIterations: boolean(
      'supportsIterations',
      'Whether each push to the source branch can be reviewed.',
    ),
    ForkSourceName: text('forkSource.name', 'Branch in the fork that the changes come from.', {
      collation: 'exact',
    }),
    ForkSourceObjectId: text('forkSource.objectId', 'Commit of that branch.', {
      collation: 'exact',
    }),
    ForkSourceUrl: text('forkSource.url', 'REST address of that branch.', { collation: 'exact' }),
    ForkSourceRepository: json('forkSource.repository', 'Repository of the fork.'),
    Reviewers: json('reviewers', 'Reviewers and their votes: see PullRequestReviewers.'),
    Labels: json('labels', 'Labels.'),
    ArtifactId: text('artifactId', 'Address of the pull request in links.', { collation: 'exact' }),
    CodeReviewId: integer('codeReviewId', 'Number of the code review.'),
    RemoteUrl: text('remoteUrl', 'Address that older interfaces use.', { collation: 'exact' }),
    Url: text('url', 'REST address of the pull request.', { collation: 'exact' }),
    ...needing(
      { 'searchCriteria.includeLinks': 'true' },
      { Links: json('_links', 'Related addresses.') },
    ),
    ReviewerId: parameter('uuid', 'Identifier of one of the reviewers.'),
    SourceRepositoryId: parameter('uuid', 'Identifier of the repository of the source branch.'),
    IncludeLinks: includeFlag('Links'),
  },
  access: [
    {
      name: 'pull requests of a project',
      request: {
        path: '{project}/_apis/git/pullrequests',
        query: everyState,
      },
      // Without $top at most 101 come back, and there is no token.
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 },
      parent: eachProject,
      pushdown: [
        {
          column: 'Status',
          operators: ['='],
          send: { 'searchCriteria.status': '$value' },
          values: valueMap(pullRequestStates),
        },
        {
          column: 'CreatedById',
          operators: ['='],
          send: { 'searchCriteria.creatorId': '$value' },
        },
        ...searchPullRequests,
        {
          column: 'ReviewerId',
          operators: ['='],
          send: { 'searchCriteria.reviewerId': '$value' },
        },
        {
          column: 'SourceRepositoryId',
          operators: ['='],
          send: { 'searchCriteria.sourceRepositoryId': '$value' },
        },
        sendFlag('IncludeLinks', 'searchCriteria.includeLinks'),
      ],
    },
    {
      name: 'by id',
      request: { path: '_apis/git/pullrequests/{pullRequestId}' },
      rows: '',
      requires: { pullRequestId: 'Id' },
      pushdown: [answered('IncludeLinks')],
      missingIsEmpty: true,
    },
  ],
})

const outer = { outer: true } as const
const outerExact = { outer: true, collation: 'exact' } as const

const reviewedPullRequest: ColumnDefinitions = {
  PullRequestId: integer('pullRequestId', 'Number of the pull request.', outer),
  PullRequestTitle: text('title', 'Title of the pull request.', outer),
  PullRequestStatus: {
    ...choice('status', pullRequestStates, 'State of the pull request.'),
    source: { kind: 'outer', path: ['status'], decode: 'value' },
  },
  CreationDate: timestamp('creationDate', 'When the pull request was made.', outer),
  ClosedDate: timestamp('closedDate', 'When the pull request was completed or abandoned.', outer),
  SourceRefName: text('sourceRefName', 'Branch with the changes.', outerExact),
  TargetRefName: text('targetRefName', 'Branch that the changes go to.', outerExact),
  CreatedById: uuid('createdBy.id', 'Identifier of the one who made the pull request.', outer),
  RepositoryId: uuid('repository.id', 'Identifier of the repository.', outer),
  RepositoryName: text('repository.name', 'Name of the repository.', outer),
  ProjectId: uuid('repository.project.id', 'Identifier of the project.', outer),
  ProjectName: text('repository.project.name', 'Name of the project.', outer),
}

const pullRequestReviewers: Table = defineTable({
  name: 'PullRequestReviewers',
  doc: 'Reviewers of the pull requests with their votes.',
  area: 'git',
  levels: ['organization', 'project', 'repository'],
  key: ['PullRequestId', 'Id'],
  foreignKeys: [
    { columns: ['PullRequestId'], table: 'PullRequests', references: ['Id'] },
    ...toRepository,
  ],
  columns: {
    Id: uuid('id', 'Identifier of the reviewer.', { aliases: ['ReviewerId'] }),
    DisplayName: text('displayName', 'Name of the reviewer.'),
    UniqueName: text('uniqueName', 'Unique name, mostly the mail address, of the reviewer.'),
    Vote: integer(
      'vote',
      '10 approved, 5 approved with suggestions, 0 no vote, -5 waiting for the author, -10 rejected.',
    ),
    IsRequired: boolean('isRequired', 'True for a required reviewer; NULL otherwise.'),
    HasDeclined: boolean('hasDeclined', 'Whether the reviewer has declined.'),
    IsFlagged: boolean('isFlagged', 'Whether the reviewer is flagged for attention.'),
    IsReapprove: boolean('isReapprove', 'Whether the vote was given again.'),
    IsContainer: boolean('isContainer', 'True for a group or team; NULL otherwise.'),
    IsAadIdentity: boolean('isAadIdentity', 'Whether the reviewer comes from Microsoft Entra ID.'),
    IsDeletedInOrigin: boolean(
      'isDeletedInOrigin',
      'Whether the directory has deleted the reviewer.',
    ),
    Inactive: boolean('inactive', 'Whether the reviewer is inactive.'),
    VotedFor: json('votedFor', 'Groups that the reviewer has voted for.'),
    Descriptor: text('descriptor', 'Graph descriptor of the reviewer.', { collation: 'exact' }),
    DirectoryAlias: text('directoryAlias', 'Short name of the reviewer in the directory.'),
    ImageUrl: text('imageUrl', 'Address of the picture of the reviewer.', { collation: 'exact' }),
    ProfileUrl: text('profileUrl', 'Address of the profile of the reviewer.', {
      collation: 'exact',
    }),
    ReviewerUrl: text('reviewerUrl', 'REST address of the review.', { collation: 'exact' }),
    Url: text('url', 'REST address of the reviewer.', { collation: 'exact' }),
    Links: json('_links', 'Related addresses.'),
    ...reviewedPullRequest,
  },
  access: [
    {
      name: 'reviewers in the pull requests of a project',
      request: {
        path: '{project}/_apis/git/pullrequests',
        query: everyState,
      },
      each: 'reviewers',
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 },
      parent: eachProject,
      pushdown: [
        {
          column: 'Id',
          operators: ['='],
          send: { 'searchCriteria.reviewerId': '$value' },
          inexact: 'the other reviewers of the same pull requests come too',
        },
        {
          column: 'PullRequestStatus',
          operators: ['='],
          send: { 'searchCriteria.status': '$value' },
          values: valueMap(pullRequestStates),
        },
        {
          column: 'CreatedById',
          operators: ['='],
          send: { 'searchCriteria.creatorId': '$value' },
        },
        ...searchPullRequests,
      ],
    },
    {
      name: 'reviewers in a pull request',
      request: { path: '_apis/git/pullrequests/{pullRequestId}' },
      rows: '',
      each: 'reviewers',
      requires: { pullRequestId: 'PullRequestId' },
      missingIsEmpty: true,
    },
  ],
})

const pullRequestWorkItems: Table = defineTable({
  name: 'PullRequestWorkItems',
  doc: 'Work items that are linked to pull requests: one request for each pull request.',
  kind: 'view',
  area: 'git',
  levels: ['organization', 'project', 'repository'],
  key: ['PullRequestId', 'WorkItemId'],
  foreignKeys: [
    { columns: ['PullRequestId'], table: 'PullRequests', references: ['Id'] },
    { columns: ['WorkItemId'], table: 'WorkItems', references: ['Id'] },
    ...toRepository,
  ],
  columns: {
    PullRequestId: fromParent('integer', 'Id', 'Number of the pull request.'),
    WorkItemId: integer('id', 'Number of the work item.', { aliases: ['Id'] }),
    RepositoryId: fromParent('uuid', 'RepositoryId', 'Identifier of the repository.'),
    RepositoryName: fromParent('varchar', 'RepositoryName', 'Name of the repository.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    PullRequestStatus: fromParent('varchar', 'Status', 'State of the pull request.'),
    CreationDate: fromParent('timestamptz', 'CreationDate', 'When the pull request was made.'),
    ClosedDate: fromParent(
      'timestamptz',
      'ClosedDate',
      'When the pull request was completed or abandoned.',
    ),
    Url: text('url', 'REST address of the work item.', { collation: 'exact' }),
  },
  access: [
    {
      name: 'work items of a pull request',
      request: {
        path: '{project}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}/workitems',
      },
      parent: {
        table: 'PullRequests',
        parameters: {
          project: 'ProjectId',
          repositoryId: 'RepositoryId',
          pullRequestId: 'Id',
        },
      },
    },
  ],
})

/** Git repositories and pull requests. */
export const gitTables: readonly Table[] = [
  repositories,
  gitBranches,
  commits,
  pullRequests,
  pullRequestReviewers,
  pullRequestWorkItems,
]
