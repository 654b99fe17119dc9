import {
  boolean,
  type ColumnDefinitions,
  defineTable,
  fromParent,
  integer,
  json,
  type ParentLink,
  type Pushdown,
  type RequestDefinition,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { feedOfParent, feedReference } from '../feed-columns.ts'
import { foreignKeyToProject } from '../project-columns.ts'

const base = { area: 'artifacts', kind: 'view', levels: ['organization', 'project'] } as const
const exact = { collation: 'exact' } as const

/** A list below a feed. */
function ofFeed(list: string): RequestDefinition {
  return { service: 'feeds', path: `{project}/_apis/packaging/feeds/{feedId}/${list}` }
}

const pages = { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 } as const

const eachFeed: ParentLink = {
  table: 'Feeds',
  parameters: { project: 'ProjectId', feedId: 'Id' },
  optional: ['project'],
}

const packageColumns: ColumnDefinitions = {
  Id: uuid('id', 'Identifier of the package.', { aliases: ['PackageId'] }),
  Name: text('name', 'Name of the package.', exact),
  NormalizedName: text('normalizedName', 'Name as packages of its type are compared.', exact),
  ProtocolType: text('protocolType', 'Type of the package: NuGet, npm ...'),
  IsCached: boolean('isCached', 'Whether it was only kept from another source.'),
  StarCount: integer('starCount', 'No longer used.'),
  Versions: json('versions', 'The latest version: see PackageVersions.'),
  ...feedOfParent,
  Url: text('url', 'REST address of the package.', exact),
  Links: json('_links', 'Related addresses.'),
}

const packageFilters: readonly Pushdown[] = [
  {
    column: 'ProtocolType',
    operators: ['='],
    send: { protocolType: '$value' },
    values: { nuget: 'NuGet', npm: 'npm' },
    inexact: 'which letter case is taken is not documented',
  },
  {
    column: 'Name',
    operators: ['='],
    send: { packageNameQuery: '$value' },
    refuse: ['*', '?', ' ', '"', "'"],
    inexact: 'names that contain it are found too',
  },
]

// covers P-TBL-08 (Packages)
const packages: Table = defineTable({
  ...base,
  name: 'Packages',
  doc: 'Packages of the feeds, each with its latest version: one request or more for each feed.',
  key: ['FeedId', 'Id'],
  foreignKeys: [feedReference, foreignKeyToProject],
  columns: packageColumns,
  access: [
    {
      name: 'packages of a feed',
      request: ofFeed('packages'),
      paging: pages,
      parent: eachFeed,
      pushdown: packageFilters,
    },
  ],
})

const recycleBinPackages: Table = defineTable({
  ...base,
  name: 'RecycleBinPackages',
  doc: 'Packages with deleted versions that can still be brought back: one request or more for each feed.',
  key: ['FeedId', 'Id'],
  foreignKeys: [feedReference, foreignKeyToProject],
  columns: packageColumns,
  access: [
    {
      name: 'deleted packages of a feed',
      request: ofFeed('recyclebin/packages'),
      paging: pages,
      parent: eachFeed,
      pushdown: packageFilters,
    },
  ],
})

const versionColumns: ColumnDefinitions = {
  Id: uuid('id', 'Identifier of the version.', { aliases: ['PackageVersionId'] }),
  Version: text('version', 'Version as it is shown.', exact),
  NormalizedVersion: text(
    'normalizedVersion',
    'Version as versions of its type are compared.',
    exact,
  ),
  PackageId: fromParent('uuid', 'Id', 'Identifier of the package.'),
  PackageName: { ...fromParent('varchar', 'Name', 'Name of the package.'), collation: 'exact' },
  ProtocolType: fromParent('varchar', 'ProtocolType', 'Type of the package: NuGet, npm ...'),
  IsLatest: boolean('isLatest', 'Whether it is the latest version.'),
  IsListed: boolean('isListed', 'Whether a NuGet package is listed.'),
  IsDeleted: boolean('isDeleted', 'True for deleted versions; NULL or false for others.'),
  IsCachedVersion: boolean('isCachedVersion', 'Whether it was only kept from another source.'),
  PublishDate: timestamp('publishDate', 'When it was published.'),
  DeletedDate: timestamp('deletedDate', 'When it was deleted.'),
  Author: text('author', 'Who wrote the package.'),
  Summary: text('summary', 'The package in short.'),
  Description: text('description', 'What the package is.'),
  PackageDescription: text('packageDescription', 'The same in lists of packages.'),
  Tags: json('tags', 'Words to find it by.'),
  Dependencies: json('dependencies', 'Packages that it needs.'),
  Files: json('files', 'Its files, where its type has several.'),
  Views: json('views', 'Views of the feed that show it.'),
  OtherVersions: json('otherVersions', 'Other versions of the package.'),
  ProtocolMetadataSchemaVersion: integer(
    'protocolMetadata.schemaVersion',
    'Version of the format of ProtocolMetadataData.',
  ),
  ProtocolMetadataData: json('protocolMetadata.data', 'What only packages of its type have.'),
  DirectUpstreamSourceId: uuid('directUpstreamSourceId', 'Source that it came from.'),
  SourceChain: json('sourceChain', 'All sources that it came through.'),
  StorageId: text('storageId', 'Where it is stored.', exact),
  FeedId: fromParent('uuid', 'FeedId', 'Identifier of the feed.'),
  FeedName: fromParent('varchar', 'FeedName', 'Name of the feed.'),
  ProjectId: fromParent(
    'uuid',
    'ProjectId',
    'Project of the feed; NULL for feeds of the organization.',
  ),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of that project.'),
  Url: text('url', 'REST address of the version.', exact),
  Links: json('_links', 'Related addresses.'),
}

/** The packages of one of the tables above, for their versions. */
function eachPackage(table: string): ParentLink {
  return {
    table,
    parameters: { project: 'ProjectId', feedId: 'FeedId', packageId: 'Id' },
    optional: ['project'],
  }
}

// covers P-TBL-08 (PackageVersions)
const packageVersions: Table = defineTable({
  ...base,
  name: 'PackageVersions',
  doc: 'Versions of the packages: one request for each package.',
  key: ['FeedId', 'PackageId', 'Id'],
  foreignKeys: [
    { columns: ['FeedId', 'PackageId'], table: 'Packages', references: ['FeedId', 'Id'] },
    feedReference,
    foreignKeyToProject,
  ],
  columns: versionColumns,
  access: [
    {
      name: 'versions of a package',
      request: ofFeed('packages/{packageId}/versions'),
      parent: eachPackage('Packages'),
      pushdown: [
        {
          column: 'IsDeleted',
          operators: ['='],
          send: { isDeleted: '$value' },
          inexact: 'versions that are not deleted may leave it out',
        },
      ],
    },
  ],
})

const recycleBinPackageVersions: Table = defineTable({
  ...base,
  name: 'RecycleBinPackageVersions',
  doc: 'Deleted versions of packages that can still be brought back: one request for each package that has some.',
  key: ['FeedId', 'PackageId', 'Id'],
  foreignKeys: [
    { columns: ['FeedId', 'PackageId'], table: 'RecycleBinPackages', references: ['FeedId', 'Id'] },
    feedReference,
    foreignKeyToProject,
  ],
  columns: {
    ...versionColumns,
    ScheduledPermanentDeleteDate: timestamp(
      'scheduledPermanentDeleteDate',
      'When it is going to be deleted for ever.',
    ),
  },
  access: [
    {
      name: 'deleted versions of a package',
      request: ofFeed('recyclebin/packages/{packageId}/versions'),
      parent: eachPackage('RecycleBinPackages'),
    },
  ],
})

/** Packages of the feeds and their versions. */
export const packageTables: readonly Table[] = [
  packages,
  packageVersions,
  recycleBinPackages,
  recycleBinPackageVersions,
]
