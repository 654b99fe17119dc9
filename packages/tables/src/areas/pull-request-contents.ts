import {
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  identity,
  integer,
  json,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { changeColumns, commitColumns, commitReference, statusColumns } from '../git-columns.ts'
import { needing } from '../needing.ts'
import { outward } from '../outward.ts'
import {
  eachPullRequest,
  iterationOfParent,
  pullRequestOfParent,
  toPullRequest,
} from '../pull-request-columns.ts'

const levels = ['organization', 'project', 'repository'] as const
const exact = { collation: 'exact' } as const
const pullRequest =
  '{project}/_apis/git/repositories/{repositoryId}/pullRequests/{pullRequestId}' as const

const threadStatus = choice(
  'status',
  ['unknown', 'active', 'fixed', 'wontFix', 'closed', 'byDesign', 'pending'],
  'State of the discussion; NULL for what the service itself has noted.',
)
const threadFile = text('threadContext.filePath', 'File that is discussed; NULL for none.', exact)

/** The columns of a place in a file: its line, and the character in that line. */
function place(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}Line`]: integer(`${path}.line`, `Line of ${doc}, from 1.`),
    [`${role}Offset`]: integer(`${path}.offset`, `Character in that line.`),
  }
}

// covers P-TBL-08 (PullRequestThreads)
const pullRequestThreads: Table = defineTable({
  name: 'PullRequestThreads',
  doc: 'Discussions of the pull requests, and what the service has noted in them: one request for each pull request.',
  area: 'git',
  levels,
  key: ['PullRequestId', 'Id'],
  foreignKeys: toPullRequest,
  columns: {
    Id: integer('id', 'Number of the thread.', { aliases: ['ThreadId'] }),
    ...pullRequestOfParent,
    Status: threadStatus,
    PublishedDate: timestamp('publishedDate', 'When it began.'),
    LastUpdatedDate: timestamp('lastUpdatedDate', 'When it was changed last.'),
    IsDeleted: boolean('isDeleted', 'Whether all of its comments were deleted.'),
    FilePath: threadFile,
    ...place('LeftFileStart', 'threadContext.leftFileStart', 'the start, in the file before'),
    ...place('LeftFileEnd', 'threadContext.leftFileEnd', 'the end, in the file before'),
    ...place('RightFileStart', 'threadContext.rightFileStart', 'the start, in the changed file'),
    ...place('RightFileEnd', 'threadContext.rightFileEnd', 'the end, in the changed file'),
    ChangeTrackingId: integer(
      'pullRequestThreadContext.changeTrackingId',
      'Number of the change in PullRequestChanges.',
    ),
    FirstComparingIteration: integer(
      'pullRequestThreadContext.iterationContext.firstComparingIteration',
      'Iteration on the left side when the thread began.',
    ),
    SecondComparingIteration: integer(
      'pullRequestThreadContext.iterationContext.secondComparingIteration',
      'Iteration on the right side when the thread began.',
    ),
    TrackingCriteria: json(
      'pullRequestThreadContext.trackingCriteria',
      'Where the thread was before it was tracked to later iterations.',
    ),
    Comments: json('comments', 'Comments: see PullRequestComments.'),
    Identities: json('identities', 'People that the thread speaks of.'),
    Properties: json('properties', 'What services have attached.'),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'threads of a pull request',
      request: { path: `${pullRequest}/threads` },
      parent: eachPullRequest,
    },
  ],
})

// covers P-TBL-08 (PullRequestComments)
const pullRequestComments: Table = defineTable({
  name: 'PullRequestComments',
  doc: 'Comments in the discussions of the pull requests: one request for each pull request.',
  area: 'git',
  levels,
  key: ['PullRequestId', 'ThreadId', 'Id'],
  foreignKeys: [
    {
      columns: ['PullRequestId', 'ThreadId'],
      table: 'PullRequestThreads',
      references: ['PullRequestId', 'Id'],
    },
    ...toPullRequest,
  ],
  columns: {
    Id: integer('id', 'Number of the comment in its thread.', { aliases: ['CommentId'] }),
    ...outward({
      ThreadId: integer('id', 'Number of the thread.'),
      ThreadStatus: threadStatus,
      ThreadFilePath: threadFile,
    }),
    ...pullRequestOfParent,
    ParentCommentId: integer('parentCommentId', 'Comment that it answers; 0 for none.'),
    CommentType: choice(
      'commentType',
      ['unknown', 'text', 'codeChange', 'system'],
      'Whether somebody wrote it, or the service.',
    ),
    Content: text('content', 'Text of the comment; NULL once it was deleted.'),
    ...identity('Author', 'author', { doc: 'the author' }),
    PublishedDate: timestamp('publishedDate', 'When it was written.'),
    LastUpdatedDate: timestamp('lastUpdatedDate', 'When it was changed last.'),
    LastContentUpdatedDate: timestamp('lastContentUpdatedDate', 'When its text was changed last.'),
    IsDeleted: boolean('isDeleted', 'True for a deleted comment; NULL otherwise.'),
    UsersLiked: json('usersLiked', 'People who like it.'),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'comments of a pull request',
      request: { path: `${pullRequest}/threads` },
      each: 'comments',
      parent: eachPullRequest,
    },
  ],
})

// covers P-TBL-08 (PullRequestCommits)
const pullRequestCommits: Table = defineTable({
  name: 'PullRequestCommits',
  doc: 'Commits that the pull requests bring: one request for each pull request.',
  area: 'git',
  levels,
  key: ['PullRequestId', 'Id'],
  foreignKeys: toPullRequest,
  columns: {
    Id: text('commitId', 'SHA-1 of the commit.', { ...exact, aliases: ['CommitId'] }),
    ...pullRequestOfParent,
    ...commitColumns(),
  },
  access: [
    {
      name: 'commits of a pull request',
      request: { path: `${pullRequest}/commits` },
      paging: {
        kind: 'continuation-header',
        token: 'continuationToken',
        top: '$top',
        pageSize: 500,
      },
      parent: eachPullRequest,
    },
  ],
})

// covers P-TBL-08 (PullRequestIterations)
const pullRequestIterations: Table = defineTable({
  name: 'PullRequestIterations',
  doc: 'Pushes to the pull requests, each of which can be reviewed: one request for each pull request.',
  area: 'git',
  levels,
  key: ['PullRequestId', 'Id'],
  foreignKeys: toPullRequest,
  columns: {
    Id: integer('id', 'Number of the iteration, from 1.', { aliases: ['IterationId'] }),
    ...pullRequestOfParent,
    Reason: text('reason', 'Why there is an iteration, such as push, forcePush or create.'),
    Description: text('description', 'Description.'),
    ...identity('Author', 'author', { doc: 'whoever pushed' }),
    CreatedDate: timestamp('createdDate', 'When it was made.'),
    UpdatedDate: timestamp('updatedDate', 'When it was changed last.'),
    HasMoreCommits: boolean('hasMoreCommits', 'Whether Commits is not the whole list.'),
    OldTargetRefName: text('oldTargetRefName', 'Target before it was changed.', exact),
    NewTargetRefName: text('newTargetRefName', 'Target after it was changed.', exact),
    PushId: integer('push.pushId', 'Number of the push.'),
    PushDate: timestamp('push.date', 'When it was pushed.'),
    ...commitReference('SourceRefCommit', 'sourceRefCommit', 'the head of the source branch'),
    ...commitReference('TargetRefCommit', 'targetRefCommit', 'the head of the target branch'),
    ...commitReference('CommonRefCommit', 'commonRefCommit', 'what both branches have'),
    ...needing(
      { includeCommits: 'true' },
      { Commits: json('commits', 'Commits of the iteration.') },
    ),
    ChangeList: json(
      'changeList',
      'Changes, where the service gives them: see PullRequestChanges.',
    ),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'iterations of a pull request',
      request: { path: `${pullRequest}/iterations` },
      parent: eachPullRequest,
    },
  ],
})

const iterationOf = {
  table: 'PullRequestIterations',
  parameters: {
    project: 'ProjectId',
    repositoryId: 'RepositoryId',
    pullRequestId: 'PullRequestId',
    iterationId: 'Id',
  },
} as const

const pullRequestChanges: Table = defineTable({
  name: 'PullRequestChanges',
  doc: 'Files that the iterations of the pull requests change, compared with what both branches have: one request or more for each iteration.',
  kind: 'view',
  area: 'git',
  levels,
  key: ['PullRequestId', 'IterationId', 'ChangeId'],
  foreignKeys: toPullRequest,
  columns: {
    ...iterationOfParent,
    ...changeColumns,
    ChangeTrackingId: integer(
      'changeTrackingId',
      'Number of the file, the same in each iteration.',
    ),
  },
  access: [
    {
      name: 'changes of an iteration',
      request: { path: `${pullRequest}/iterations/{iterationId}/changes` },
      rows: 'changeEntries',
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 2000 },
      parent: iterationOf,
    },
  ],
})

const pullRequestIterationCommits: Table = defineTable({
  name: 'PullRequestIterationCommits',
  doc: 'Commits that each iteration of the pull requests has: one request or more for each iteration.',
  kind: 'view',
  area: 'git',
  levels,
  key: ['PullRequestId', 'IterationId', 'CommitId'],
  foreignKeys: toPullRequest,
  columns: {
    CommitId: text('commitId', 'SHA-1 of the commit.', exact),
    ...iterationOfParent,
    ...commitColumns(),
  },
  access: [
    {
      name: 'commits of an iteration',
      request: { path: `${pullRequest}/iterations/{iterationId}/commits` },
      paging: { kind: 'skip-top', top: 'top', skip: 'skip', pageSize: 500 },
      parent: iterationOf,
    },
  ],
})

const pullRequestLabels: Table = defineTable({
  name: 'PullRequestLabels',
  doc: 'Labels of the pull requests: one request for each pull request.',
  area: 'git',
  levels,
  key: ['PullRequestId', 'Id'],
  foreignKeys: toPullRequest,
  columns: {
    Id: uuid('id', 'Identifier of the label.', { aliases: ['LabelId'] }),
    Name: text('name', 'Name of the label.'),
    ...pullRequestOfParent,
    Active: boolean('active', 'Whether the label is in use.'),
    Url: text('url', 'REST address of the label.', exact),
  },
  access: [
    {
      name: 'labels of a pull request',
      request: { path: `${pullRequest}/labels` },
      parent: eachPullRequest,
    },
  ],
})

const pullRequestStatus: ColumnDefinitions = {
  ...statusColumns,
  Properties: json('properties', 'What the service has attached.'),
}

const pullRequestStatuses: Table = defineTable({
  name: 'PullRequestStatuses',
  doc: 'Statuses that services have set on the pull requests: one request for each pull request. PullRequestIterationStatuses has those of single iterations.',
  area: 'git',
  levels,
  key: ['PullRequestId', 'Id'],
  foreignKeys: toPullRequest,
  columns: {
    Id: integer('id', 'Number of the status.', { aliases: ['StatusId'] }),
    ...pullRequestOfParent,
    IterationId: integer('iterationId', 'Iteration that it holds for; NULL for all.'),
    ...pullRequestStatus,
  },
  access: [
    {
      name: 'statuses of a pull request',
      request: { path: `${pullRequest}/statuses` },
      parent: eachPullRequest,
    },
  ],
})

const pullRequestIterationStatuses: Table = defineTable({
  name: 'PullRequestIterationStatuses',
  doc: 'Statuses that services have set on single iterations of the pull requests: one request for each iteration.',
  kind: 'view',
  area: 'git',
  levels,
  key: ['PullRequestId', 'IterationId', 'Id'],
  foreignKeys: toPullRequest,
  columns: {
    Id: integer('id', 'Number of the status.', { aliases: ['StatusId'] }),
    ...iterationOfParent,
    StatusIterationId: integer('iterationId', 'Iteration that the status itself names.'),
    ...pullRequestStatus,
  },
  access: [
    {
      name: 'statuses of an iteration',
      request: { path: `${pullRequest}/iterations/{iterationId}/statuses` },
      parent: iterationOf,
    },
  ],
})

const pullRequestAttachments: Table = defineTable({
  name: 'PullRequestAttachments',
  doc: 'Files attached to the pull requests, without their content: one request for each pull request.',
  area: 'git',
  levels,
  key: ['PullRequestId', 'Id'],
  foreignKeys: toPullRequest,
  columns: {
    Id: integer('id', 'Number of the file.', { aliases: ['AttachmentId'] }),
    DisplayName: text('displayName', 'Name of the file.'),
    ...pullRequestOfParent,
    Description: text('description', 'What the file is.'),
    ...identity('Author', 'author', { doc: 'whoever attached it' }),
    CreatedDate: timestamp('createdDate', 'When it was attached.'),
    ContentHash: text('contentHash', 'SHA-1 of the content.', exact),
    Properties: json('properties', 'What services have attached.'),
    Url: text('url', 'Address of the content.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'attachments of a pull request',
      request: { path: `${pullRequest}/attachments` },
      parent: eachPullRequest,
    },
  ],
})

/** What belongs to the pull requests. */
export const pullRequestContentTables: readonly Table[] = [
  pullRequestThreads,
  pullRequestComments,
  pullRequestCommits,
  pullRequestIterations,
  pullRequestChanges,
  pullRequestIterationCommits,
  pullRequestLabels,
  pullRequestStatuses,
  pullRequestIterationStatuses,
  pullRequestAttachments,
]
