import {
  defineTable,
  identity,
  integer,
  json,
  parameter,
  type Table,
  text,
  timestamp,
} from '@devopsql/schema'
import {
  changeColumns,
  commitFilters,
  commitOfParent,
  commitPages,
  eachCommit,
  statusColumns,
  toCommit,
  toRepository,
} from '../git-columns.ts'
import { needing } from '../needing.ts'
import { eachRepository, repositoryOfParent } from '../project-columns.ts'
import { timeRange } from '../time-range.ts'

const levels = ['organization', 'project', 'repository'] as const
const exact = { collation: 'exact' } as const

// covers P-TBL-05 (Pushes)
const pushes: Table = defineTable({
  name: 'Pushes',
  doc: 'Pushes to the Git repositories; a disabled repository shows none.',
  area: 'git',
  levels,
  key: ['RepositoryId', 'Id'],
  foreignKeys: toRepository,
  columns: {
    Id: integer('pushId', 'Number of the push.', { aliases: ['PushId'] }),
    ...repositoryOfParent,
    Date: timestamp('date', 'When it was pushed.'),
    ...identity('PushedBy', 'pushedBy', { doc: 'whoever pushed' }),
    ...needing(
      { 'searchCriteria.includeRefUpdates': 'true' },
      { RefUpdates: json('refUpdates', 'Refs that were moved, with their old and new commits.') },
    ),
    Url: text('url', 'REST address of the push.', exact),
    ...needing(
      { 'searchCriteria.includeLinks': 'true' },
      { Links: json('_links', 'Related addresses.') },
    ),
    RefName: parameter('varchar', 'Full name of a ref that was pushed to.'),
  },
  access: [
    {
      name: 'pushes of a repository',
      request: { path: '{project}/_apis/git/repositories/{repositoryId}/pushes' },
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 },
      parent: eachRepository,
      pushdown: [
        { column: 'RefName', operators: ['='], send: { 'searchCriteria.refName': '$value' } },
        {
          column: 'PushedById',
          operators: ['='],
          send: { 'searchCriteria.pusherId': '$value' },
        },
        ...timeRange('Date', {
          from: 'searchCriteria.fromDate',
          to: 'searchCriteria.toDate',
        }),
      ],
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-06 (CommitChanges)
const commitChanges: Table = defineTable({
  name: 'CommitChanges',
  doc: 'Files and folders that the commits have changed: one request or more for each commit.',
  kind: 'view',
  area: 'git',
  levels,
  key: ['RepositoryId', 'CommitId', 'ItemPath'],
  foreignKeys: toCommit,
  columns: { ...commitOfParent, ...changeColumns },
  access: [
    {
      name: 'changes of a commit',
      request: {
        path: '{project}/_apis/git/repositories/{repositoryId}/commits/{commitId}/changes',
      },
      rows: 'changes',
      paging: { kind: 'skip-top', top: 'top', skip: 'skip', pageSize: 1000 },
      parent: eachCommit,
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-29
const commitGitStatus: Table = defineTable({
  name: 'CommitGitStatus',
  doc: 'Statuses that services have set on the commits: one request for each commit.',
  kind: 'view',
  area: 'git',
  levels,
  key: ['RepositoryId', 'CommitId', 'Id'],
  foreignKeys: toCommit,
  columns: {
    ...commitOfParent,
    Id: integer('id', 'Number of the status.'),
    ...statusColumns,
  },
  access: [
    {
      name: 'statuses of a commit',
      request: {
        path: '{project}/_apis/git/repositories/{repositoryId}/commits/{commitId}/statuses',
      },
      paging: { kind: 'skip-top', top: 'top', skip: 'skip', pageSize: 1000 },
      parent: eachCommit,
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-06 (CommitWorkItems)
const commitWorkItems: Table = defineTable({
  name: 'CommitWorkItems',
  doc: 'Work items that are linked to the commits.',
  kind: 'view',
  area: 'git',
  levels,
  key: ['RepositoryId', 'CommitId', 'WorkItemId'],
  foreignKeys: [...toCommit, { columns: ['WorkItemId'], table: 'WorkItems', references: ['Id'] }],
  columns: {
    CommitId: text('commitId', 'SHA-1 of the commit.', { ...exact, outer: true }),
    WorkItemId: integer('id', 'Number of the work item.', { aliases: ['Id'] }),
    ...repositoryOfParent,
    AuthorName: text('author.name', 'Name of the author.', { outer: true }),
    CommitterDate: timestamp('committer.date', 'When the commit was made.', { outer: true }),
    Url: text('url', 'REST address of the work item.', exact),
  },
  access: [
    {
      name: 'work items of the commits of a repository',
      request: {
        path: '{project}/_apis/git/repositories/{repositoryId}/commits',
        query: { 'searchCriteria.includeWorkItems': 'true' },
      },
      each: 'workItems',
      paging: commitPages,
      parent: eachRepository,
      pushdown: commitFilters,
      missingIsEmpty: true,
    },
  ],
})

/** Pushes, and what belongs to the commits of the Git repositories. */
export const gitCommitTables: readonly Table[] = [
  pushes,
  commitChanges,
  commitGitStatus,
  commitWorkItems,
]
