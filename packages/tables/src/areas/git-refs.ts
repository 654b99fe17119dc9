import {
  boolean,
  type ColumnDefinitions,
  defineTable,
  identity,
  integer,
  json,
  type Paging,
  parameter,
  type Table,
  text,
} from '@devopsql/schema'
import { commitColumns, toRepository } from '../git-columns.ts'
import { sendVersion, versionParameters } from '../git-versions.ts'
import { needing } from '../needing.ts'
import { eachRepository, repositoryOfParent } from '../project-columns.ts'

const levels = ['organization', 'project', 'repository'] as const
const exact = { collation: 'exact' } as const

const path = '{project}/_apis/git/repositories/{repositoryId}/refs'
const paging: Paging = {
  kind: 'continuation-header',
  token: 'continuationToken',
  top: '$top',
  pageSize: 1000,
}

const creator = 'whoever made it'
const refColumns: ColumnDefinitions = {
  ...identity('Creator', 'creator', { doc: creator }),
  CreatorDescriptor: text('creator.descriptor', `Graph descriptor of ${creator}.`, exact),
  IsLocked: boolean('isLocked', 'True while it is locked; NULL otherwise.'),
  ...identity('IsLockedBy', 'isLockedBy', { doc: 'whoever locked it' }),
  Url: text('url', 'REST address.', exact),
  ...needing({ includeLinks: 'true' }, { Links: json('_links', 'Related addresses.') }),
}

// covers P-TBL-08 (GitRefs)
const gitRefs: Table = defineTable({
  name: 'GitRefs',
  doc: 'Branches, tags, heads of pull requests and all other refs of the Git repositories; a disabled repository shows none.',
  area: 'git',
  levels,
  key: ['RepositoryId', 'Name'],
  foreignKeys: toRepository,
  columns: {
    Name: text('name', 'Full name, such as refs/heads/main or refs/tags/v1.0.', exact),
    ...repositoryOfParent,
    ObjectId: text('objectId', 'What it points to: a commit, or an annotated tag.', exact),
    ...needing(
      { peelTags: 'true' },
      {
        PeeledObjectId: text('peeledObjectId', 'Commit behind an annotated tag.', exact),
      },
    ),
    ...refColumns,
    ...needing(
      { includeStatuses: 'true' },
      { Statuses: json('statuses', 'Statuses of the commit, not more than 1,000.') },
    ),
    Filter: parameter('varchar', 'How names begin after refs/, such as heads/release/.'),
    FilterContains: parameter('varchar', 'What names hold.'),
  },
  access: [
    {
      name: 'refs of a repository',
      request: { path },
      paging,
      parent: eachRepository,
      pushdown: [
        { column: 'Filter', operators: ['='], send: { filter: '$value' } },
        { column: 'FilterContains', operators: ['='], send: { filterContains: '$value' } },
      ],
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-08 (GitTags)
const gitTags: Table = defineTable({
  name: 'GitTags',
  aliases: ['Tags'],
  doc: 'Tags of the Git repositories; a disabled repository shows none.',
  area: 'git',
  levels,
  key: ['RepositoryId', 'Name'],
  foreignKeys: toRepository,
  columns: {
    Name: text('name', 'Full name, such as refs/tags/v1.0.', exact),
    ...repositoryOfParent,
    ObjectId: text('objectId', 'Commit, or the tag itself where it is an annotated one.', exact),
    PeeledObjectId: text(
      'peeledObjectId',
      'Commit behind an annotated tag; NULL for other tags.',
      exact,
    ),
    ...refColumns,
  },
  access: [
    {
      name: 'tags of a repository',
      request: { path, query: { filter: 'tags/', peelTags: 'true' } },
      paging,
      parent: eachRepository,
      missingIsEmpty: true,
    },
  ],
})

// covers P-TBL-07, P-TBL-30
const gitStats: Table = defineTable({
  name: 'GitStats',
  doc: 'How far each branch is ahead of and behind the default branch of its repository, or the version that is asked for; one without commits shows none.',
  kind: 'view',
  area: 'git',
  levels,
  key: ['RepositoryId', 'Name'],
  foreignKeys: toRepository,
  columns: {
    Name: text('name', 'Name of the branch without refs/heads/.', exact),
    ...repositoryOfParent,
    AheadCount: integer('aheadCount', 'Number of commits that the default branch lacks.'),
    BehindCount: integer('behindCount', 'Number of commits of the default branch that it lacks.'),
    IsBaseVersion: boolean('isBaseVersion', 'Whether it is what the others are compared with.'),
    CommitId: text('commit.commitId', 'Newest commit of the branch.', exact),
    ...commitColumns('Commit', 'commit'),
    ...versionParameters,
  },
  access: [
    {
      name: 'branch statistics of a repository',
      request: { path: '{project}/_apis/git/repositories/{repositoryId}/stats/branches' },
      parent: eachRepository,
      pushdown: sendVersion('baseVersionDescriptor'),
      missingIsEmpty: true,
    },
    {
      name: 'by name',
      request: {
        path: '{project}/_apis/git/repositories/{repositoryId}/stats/branches',
        query: { name: '{name}' },
      },
      rows: '',
      parent: eachRepository,
      requires: { name: 'Name' },
      missingIsEmpty: true,
    },
  ],
})

/** Refs of the Git repositories. */
export const gitRefTables: readonly Table[] = [gitRefs, gitTags, gitStats]
