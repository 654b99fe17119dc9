import {
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  identity,
  integer,
  json,
  parameter,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { toRepository } from '../git-columns.ts'
import { sendVersion, versionParameters } from '../git-versions.ts'
import { needing } from '../needing.ts'
import {
  eachProject,
  eachRepository,
  foreignKeyToProject,
  projectColumns,
  projectOfParent,
  repositoryOfParent,
} from '../project-columns.ts'

const levels = ['organization', 'project', 'repository'] as const
const exact = { collation: 'exact' } as const
const repository = '{project}/_apis/git/repositories/{repositoryId}' as const

// covers P-TBL-08 (GitItems)
const gitItems: Table = defineTable({
  name: 'GitItems',
  aliases: ['Items'],
  doc: 'Files and folders of each Git repository at the head of its default branch, or at a version that is asked for.',
  area: 'git',
  levels,
  key: ['RepositoryId', 'Path'],
  foreignKeys: toRepository,
  columns: {
    Path: text('path', 'File or folder, from the root: /src/app.ts.', exact),
    ...repositoryOfParent,
    GitObjectType: choice(
      'gitObjectType',
      ['bad', 'commit', 'tree', 'blob', 'tag', 'ext2', 'ofsDelta', 'refDelta'],
      'blob for a file, tree for a folder, commit for a submodule.',
    ),
    IsFolder: boolean('isFolder', 'True for a folder; NULL otherwise.'),
    IsSymLink: boolean('isSymLink', 'True for a symbolic link; NULL otherwise.'),
    ObjectId: text('objectId', 'SHA-1 of the content.', exact),
    OriginalObjectId: text('originalObjectId', 'SHA-1 of the content before a change.', exact),
    CommitId: text('commitId', 'Commit that was looked at.', exact),
    ...needing(
      { includeContentMetadata: 'true' },
      {
        ContentMetadataFileName: text('contentMetadata.fileName', 'Name without folders.', exact),
        ContentMetadataExtension: text(
          'contentMetadata.extension',
          'Extension of the name.',
          exact,
        ),
        ContentMetadataContentType: text('contentMetadata.contentType', 'Media type.'),
        ContentMetadataEncoding: integer('contentMetadata.encoding', 'Code page.'),
        ContentMetadataIsBinary: boolean('contentMetadata.isBinary', 'True for no text.'),
        ContentMetadataIsImage: boolean('contentMetadata.isImage', 'True for a picture.'),
        ContentMetadataVsLink: text('contentMetadata.vsLink', 'Address for Visual Studio.', exact),
      },
    ),
    Url: text('url', 'REST address of the content.', exact),
    ...needing({ includeLinks: 'true' }, { Links: json('_links', 'Related addresses.') }),
    ScopePath: parameter('varchar', 'Folder to look at instead of the root, such as /src.'),
    ...versionParameters,
  },
  access: [
    {
      name: 'items of a repository',
      request: {
        path: `${repository}/items`,
        query: { scopePath: '/', recursionLevel: 'full' },
      },
      parent: eachRepository,
      pushdown: [
        { column: 'ScopePath', operators: ['='], send: { scopePath: '$value' } },
        ...sendVersion('versionDescriptor'),
      ],
      missingIsEmpty: true,
    },
  ],
})

const operationStatus = choice(
  'status',
  ['queued', 'inProgress', 'completed', 'failed', 'abandoned'],
  'How far it is.',
)
const operationDetails: ColumnDefinitions = {
  DetailedStatusCurrentStep: integer('detailedStatus.currentStep', 'Number of the step.'),
  DetailedStatusAllSteps: json('detailedStatus.allSteps', 'Names of all steps.'),
  DetailedStatusErrorMessage: text('detailedStatus.errorMessage', 'Why it failed.'),
}

const importRequests: Table = defineTable({
  name: 'ImportRequests',
  doc: 'Imports into the Git repositories, abandoned ones included.',
  area: 'git',
  levels,
  key: ['RepositoryId', 'Id'],
  foreignKeys: toRepository,
  columns: {
    Id: integer('importRequestId', 'Number of the import.', { aliases: ['ImportRequestId'] }),
    ...repositoryOfParent,
    Status: operationStatus,
    ...operationDetails,
    ParametersGitSourceUrl: text('parameters.gitSource.url', 'Repository imported from.', exact),
    ParametersGitSourceOverwrite: boolean(
      'parameters.gitSource.overwrite',
      'Whether it brings a repository up to date.',
    ),
    ParametersTfvcSourcePath: text('parameters.tfvcSource.path', 'Folder imported from.'),
    ParametersTfvcSourceImportHistory: boolean(
      'parameters.tfvcSource.importHistory',
      'Whether the history comes too.',
    ),
    ParametersTfvcSourceImportHistoryDurationInDays: integer(
      'parameters.tfvcSource.importHistoryDurationInDays',
      'Days of history.',
    ),
    ParametersServiceEndpointId: uuid(
      'parameters.serviceEndpointId',
      'Service connection that was used.',
    ),
    ParametersDeleteServiceEndpointAfterImportIsDone: boolean(
      'parameters.deleteServiceEndpointAfterImportIsDone',
      'Whether that is deleted in the end.',
    ),
    Url: text('url', 'REST address of the import.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'imports of a repository',
      request: { path: `${repository}/importRequests`, query: { includeAbandoned: 'true' } },
      parent: eachRepository,
      missingIsEmpty: true,
    },
  ],
})

const forkSyncRequests: Table = defineTable({
  name: 'GitForkSyncRequests',
  doc: 'Copies of refs from one fork into another, abandoned ones included.',
  area: 'git',
  levels,
  key: ['RepositoryId', 'OperationId'],
  foreignKeys: toRepository,
  columns: {
    OperationId: integer('operationId', 'Number of the operation.', { aliases: ['Id'] }),
    ...repositoryOfParent,
    Status: operationStatus,
    ...operationDetails,
    SourceCollectionId: uuid('source.collectionId', 'Organization of the source.'),
    SourceProjectId: uuid('source.projectId', 'Project of the source.'),
    SourceRepositoryId: uuid('source.repositoryId', 'Repository of the source.'),
    SourceToTargetRefs: json('sourceToTargetRefs', 'Refs that are copied; NULL for all.'),
    ...needing({ includeLinks: 'true' }, { Links: json('_links', 'Related addresses.') }),
  },
  access: [
    {
      name: 'synchronizations of a repository',
      request: { path: `${repository}/forkSyncRequests`, query: { includeAbandoned: 'true' } },
      parent: eachRepository,
      missingIsEmpty: true,
    },
  ],
})

const gitForks: Table = defineTable({
  name: 'GitForks',
  doc: 'Forks of the Git repositories that lie in an organization; its identifier has to be given.',
  kind: 'view',
  area: 'git',
  levels,
  key: ['RepositoryId', 'ForkId'],
  foreignKeys: toRepository,
  columns: {
    ForkId: uuid('id', 'Identifier of the fork.'),
    ForkName: text('name', 'Name of the fork.'),
    ...repositoryOfParent,
    CollectionId: uuid('collection.id', 'Identifier of the organization of the fork.'),
    CollectionName: text('collection.name', 'Name of that organization.'),
    CollectionUrl: text('collection.url', 'REST address of that organization.', exact),
    CollectionAvatarUrl: text('collection.avatarUrl', 'Address of its picture.', exact),
    IsFork: boolean('isFork', 'Whether it is a fork.'),
    ...Object.fromEntries(
      Object.entries(projectColumns('project')).map(([name, column]) => [`Fork${name}`, column]),
    ),
    RemoteUrl: text('remoteUrl', 'Address for git over HTTPS.', exact),
    SshUrl: text('sshUrl', 'Address for git over SSH.', exact),
    Url: text('url', 'REST address of the fork.', exact),
  },
  access: [
    {
      name: 'forks of a repository',
      request: { path: `${repository}/forks/{collectionId}` },
      parent: eachRepository,
      requires: { collectionId: 'CollectionId' },
      missingIsEmpty: true,
    },
  ],
})

const deletedRepository: ColumnDefinitions = {
  Id: uuid('id', 'Identifier of the repository.'),
  Name: text('name', 'Name of the repository.'),
  ...projectColumns('project'),
  CreatedDate: timestamp('createdDate', 'When it was made.'),
  DeletedDate: timestamp('deletedDate', 'When it was deleted.'),
  ...identity('DeletedBy', 'deletedBy', { doc: 'whoever deleted it' }),
}

function deletedRepositories(name: string, doc: string, path: string): Table {
  return defineTable({
    name,
    doc,
    kind: 'view',
    area: 'git',
    levels: ['organization', 'project'],
    key: ['Id'],
    foreignKeys: [foreignKeyToProject],
    columns: deletedRepository,
    access: [
      {
        name: 'deleted repositories of a project',
        request: { path: `{project}/_apis/git/${path}` },
        parent: eachProject,
      },
    ],
  })
}

const gitRefFavorites: Table = defineTable({
  name: 'GitRefFavorites',
  doc: 'Refs and folders of refs that whoever asks has marked as favorites.',
  area: 'git',
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: toRepository,
  columns: {
    Id: integer('id', 'Number of the favorite.'),
    Name: text('name', 'Ref, or folder of refs.', exact),
    Type: choice('type', ['invalid', 'folder', 'ref'], 'Whether it is a ref or a folder.'),
    RepositoryId: uuid('repositoryId', 'Identifier of the repository.'),
    ...projectOfParent,
    IdentityId: uuid('identityId', 'Whoever has marked it.'),
    Url: text('url', 'REST address of the favorite.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'favorites in a project',
      request: { path: '{project}/_apis/git/favorites/refs' },
      parent: eachProject,
      pushdown: [{ column: 'RepositoryId', operators: ['='], send: { repositoryId: '$value' } }],
    },
  ],
})

/** Lists of the Git repositories: files, imports, forks, and what was deleted. */
export const gitRepositoryListTables: readonly Table[] = [
  gitItems,
  importRequests,
  gitForks,
  forkSyncRequests,
  deletedRepositories(
    'RecycleBinRepositories',
    'Git repositories that were deleted and can be restored.',
    'recycleBin/repositories',
  ),
  deletedRepositories(
    'DeletedRepositories',
    'Git repositories that were deleted, also those that can no longer be restored.',
    'deletedrepositories',
  ),
  gitRefFavorites,
]
