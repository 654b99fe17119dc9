import {
  boolean,
  type ColumnDefinitions,
  choice,
  type ForeignKey,
  fromParent,
  identity,
  integer,
  json,
  type Paging,
  type ParentLink,
  type Pushdown,
  text,
  timestamp,
} from '@devopsql/schema'
import { foreignKeyToProject } from './project-columns.ts'
import { timeRange } from './time-range.ts'

const exact = { collation: 'exact' } as const

const foreignKeyToRepository: ForeignKey = {
  columns: ['RepositoryId'],
  table: 'Repositories',
  references: ['Id'],
}

/** What all that lies in a repository refers to. */
export const toRepository: readonly ForeignKey[] = [foreignKeyToProject, foreignKeyToRepository]

/** Pages of commits. Plain $top and $skip are ignored: Azure/azure-rest-api-specs#37527. */
export const commitPages: Paging = {
  kind: 'skip-top',
  top: 'searchCriteria.$top',
  skip: 'searchCriteria.$skip',
  pageSize: 1000,
}

/** What the list of the commits of a repository filters by, whatever is read of each. */
export const commitFilters: readonly Pushdown[] = [
  {
    column: 'AuthorName',
    operators: ['='],
    send: { 'searchCriteria.author': '$value' },
    inexact: 'author finds aliases and parts of names too',
  },
  // The range is on the date of the commit, not on that of its author: MicrosoftDocs/azure-devops-docs#3909.
  ...timeRange('CommitterDate', {
    from: 'searchCriteria.fromDate',
    to: 'searchCriteria.toDate',
  }),
]

/** Where the pictures of the people of a commit are. */
export const commitPictures: ColumnDefinitions = pictures('', '')

function pictures(role: string, path: string): ColumnDefinitions {
  const address = (person: string): string => `${path}${person}.imageUrl`
  return {
    [`${role}AuthorImageUrl`]: text(
      address('author'),
      'Address of the picture of the author.',
      exact,
    ),
    [`${role}CommitterImageUrl`]: text(
      address('committer'),
      'Address of the picture of the committer.',
      exact,
    ),
  }
}

/** The columns of a commit but for its identifier: the row itself, or nested at `path` with names that begin with `role`. */
export function commitColumns(role: string = '', path: string = ''): ColumnDefinitions {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  return {
    [`${role}AuthorName`]: text(at('author.name'), 'Name of the author.'),
    [`${role}AuthorEmail`]: text(at('author.email'), 'Mail address of the author.'),
    [`${role}AuthorDate`]: timestamp(at('author.date'), 'When the change was written.'),
    [`${role}CommitterName`]: text(at('committer.name'), 'Name of the committer.'),
    [`${role}CommitterEmail`]: text(at('committer.email'), 'Mail address of the committer.'),
    [`${role}CommitterDate`]: timestamp(at('committer.date'), 'When the commit was made.'),
    ...pictures(role, at('')),
    [`${role}Comment`]: text(at('comment'), 'Message; cut when CommentTruncated is true.'),
    [`${role}CommentTruncated`]: boolean(
      at('commentTruncated'),
      'True when Comment is not the whole message.',
    ),
    CommitTooManyChanges: boolean(
      at('commitTooManyChanges'),
      'Whether there are too many changes to show.',
    ),
    [`${role}ChangeCountsAdd`]: integer(at('changeCounts.Add'), 'Number of added files.'),
    [`${role}ChangeCountsEdit`]: integer(at('changeCounts.Edit'), 'Number of edited files.'),
    [`${role}ChangeCountsDelete`]: integer(at('changeCounts.Delete'), 'Number of deleted files.'),
    [`${role}ChangeCounts`]: json(at('changeCounts'), 'Number of changes by kind.'),
    [`${role}Parents`]: json(at('parents'), 'SHA-1 of the parent commits.'),
    [`${role}RemoteUrl`]: text(at('remoteUrl'), 'Address in the browser.', exact),
    [`${role}Url`]: text(at('url'), 'REST address of the commit.', exact),
  }
}

/** The columns of a reference to a commit: its identifier and its address. */
export function commitReference(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}CommitId`]: text(`${path}.commitId`, `SHA-1 of ${doc}.`, exact),
    [`${role}Url`]: text(`${path}.url`, `REST address of ${doc}.`, exact),
  }
}

/** The columns of a status that a service has set on a commit or a pull request. */
export const statusColumns: ColumnDefinitions = {
  ContextGenre: text('context.genre', 'Kind of service that set it; may be empty.'),
  ContextName: text('context.name', 'Name that tells it from other statuses.'),
  State: choice(
    'state',
    ['notSet', 'pending', 'succeeded', 'failed', 'error', 'notApplicable', 'partiallySucceeded'],
    'What the service says.',
  ),
  Description: text('description', 'What the service says in words.'),
  TargetUrl: text('targetUrl', 'Address where the service tells more.', exact),
  ...identity('CreatedBy', 'createdBy', { doc: 'whoever set it' }),
  CreationDate: timestamp('creationDate', 'When it was set.'),
  UpdatedDate: timestamp('updatedDate', 'When it was changed last.'),
  Links: json('_links', 'Related addresses.'),
}

/** The columns of a change of one file or folder. */
export const changeColumns: ColumnDefinitions = {
  ItemPath: text('item.path', 'File or folder.', { ...exact, aliases: ['Path'] }),
  ChangeType: text('changeType', 'What was done, such as add or edit; several joined by commas.'),
  OriginalPath: text('originalPath', 'Where it was before it was moved.', exact),
  SourceServerItem: text('sourceServerItem', 'Where it came from, on the server.', exact),
  ItemGitObjectType: text('item.gitObjectType', 'blob for a file, tree for a folder.'),
  ItemObjectId: text('item.objectId', 'SHA-1 of the content after the change.', exact),
  ItemOriginalObjectId: text(
    'item.originalObjectId',
    'SHA-1 of the content before the change.',
    exact,
  ),
  ItemCommitId: text('item.commitId', 'Commit that the content was read at.', exact),
  ItemIsFolder: boolean('item.isFolder', 'True for a folder; NULL otherwise.'),
  ItemUrl: text('item.url', 'REST address of the content.', exact),
  ChangeId: integer('changeId', 'Number of the change among those of the same list.'),
  Url: text('url', 'REST address of the change.', exact),
}

/** Read for each commit of the Git repositories. */
export const eachCommit: ParentLink = {
  table: 'Commits',
  parameters: { project: 'ProjectId', repositoryId: 'RepositoryId', commitId: 'Id' },
}

/** The commit of a row that doesn't name it: the one that was asked. */
export const commitOfParent: ColumnDefinitions = {
  CommitId: { ...fromParent('varchar', 'Id', 'SHA-1 of the commit.'), ...exact },
  RepositoryId: fromParent('uuid', 'RepositoryId', 'Identifier of the repository.'),
  RepositoryName: fromParent('varchar', 'RepositoryName', 'Name of the repository.'),
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
  CommitterDate: fromParent('timestamptz', 'CommitterDate', 'When the commit was made.'),
}

export const toCommit: readonly ForeignKey[] = [
  { columns: ['RepositoryId', 'CommitId'], table: 'Commits', references: ['RepositoryId', 'Id'] },
  ...toRepository,
]
