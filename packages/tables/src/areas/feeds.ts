import {
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  json,
  type ParentLink,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { feedOfParent, feedReference } from '../feed-columns.ts'
import { needing } from '../needing.ts'
import { eachProject, foreignKeyToProject } from '../project-columns.ts'

const base = { area: 'artifacts', levels: ['organization', 'project'] } as const
const exact = { collation: 'exact' } as const

const feedColumns: ColumnDefinitions = {
  Id: uuid('id', 'Identifier of the feed.', { aliases: ['FeedId'] }),
  Name: text('name', 'Name of the feed.', { nullable: false }),
  Description: text('description', 'What the feed is for.'),
  ProjectId: uuid('project.id', 'Project of the feed; NULL for feeds of the organization.'),
  ProjectName: text('project.name', 'Name of that project.'),
  ProjectVisibility: text('project.visibility', 'Who can see that project.'),
  FullyQualifiedId: text('fullyQualifiedId', 'Identifiers of feed and view.', exact),
  FullyQualifiedName: text('fullyQualifiedName', 'Names of feed and view: feed@view.'),
  IsReadOnly: boolean('isReadOnly', 'Whether packages can not be changed.'),
  BadgesEnabled: boolean('badgesEnabled', 'Whether badges can be made for packages.'),
  Capabilities: choice(
    'capabilities',
    ['none', 'upstreamV2', 'underMaintenance', 'defaultCapabilities'],
    'What the feed can do.',
  ),
  HideDeletedPackageVersions: boolean(
    'hideDeletedPackageVersions',
    'Whether deleted versions are hidden.',
  ),
  DefaultViewId: uuid('defaultViewId', 'View that readers get.'),
  UpstreamEnabled: boolean('upstreamEnabled', 'Whether packages come from other sources too.'),
  UpstreamEnabledChangedDate: timestamp(
    'upstreamEnabledChangedDate',
    'When that was switched last.',
  ),
  UpstreamSources: json('upstreamSources', 'Those sources.'),
  DeletedDate: timestamp('deletedDate', 'When the feed was deleted.'),
  ScheduledPermanentDeleteDate: timestamp(
    'scheduledPermanentDeleteDate',
    'When it is going to be deleted for ever.',
  ),
  PermanentDeletedDate: timestamp('permanentDeletedDate', 'When it was deleted for ever.'),
  Permissions: json('permissions', 'Roles that the feed itself gives.'),
  ViewId: uuid('viewId', 'View that the row is of, if it is of one.'),
  ViewName: text('viewName', 'Name of that view.'),
  ViewType: choice('view.type', ['none', 'release', 'implicit'], 'Type of that view.'),
  ViewVisibility: choice(
    'view.visibility',
    ['private', 'collection', 'organization', 'aadTenant'],
    'Who can see that view.',
  ),
  ViewUrl: text('view.url', 'REST address of that view.', exact),
  Url: text('url', 'REST address of the feed.', exact),
  Links: json('_links', 'Related addresses.'),
}

// covers P-TBL-05, P-TBL-11 (Feeds)
const feeds: Table = defineTable({
  ...base,
  name: 'Feeds',
  doc: 'Package feeds, those of the organization and those of projects.',
  key: ['Id'],
  foreignKeys: [foreignKeyToProject],
  columns: feedColumns,
  access: [
    { name: 'all feeds', request: { service: 'feeds', path: '_apis/packaging/feeds' } },
    {
      name: 'feeds of a project',
      request: { service: 'feeds', path: '{project}/_apis/packaging/feeds' },
      parent: eachProject,
    },
  ],
})

const recycleBinFeeds: Table = defineTable({
  ...base,
  name: 'RecycleBinFeeds',
  doc: 'Package feeds that were deleted and can still be brought back.',
  kind: 'view',
  key: ['Id'],
  foreignKeys: [foreignKeyToProject],
  columns: feedColumns,
  access: [
    {
      name: 'all deleted feeds',
      request: { service: 'feeds', path: '_apis/packaging/feedrecyclebin' },
    },
    {
      name: 'deleted feeds of a project',
      request: { service: 'feeds', path: '{project}/_apis/packaging/feedrecyclebin' },
      parent: eachProject,
    },
  ],
})

const eachFeed: ParentLink = {
  table: 'Feeds',
  parameters: { project: 'ProjectId', feedId: 'Id' },
  optional: ['project'],
}

// covers P-TBL-05, P-TBL-11 (FeedViews)
const feedViews: Table = defineTable({
  ...base,
  name: 'FeedViews',
  doc: 'Views of the package feeds: one request for each feed.',
  key: ['FeedId', 'Id'],
  foreignKeys: [feedReference, foreignKeyToProject],
  columns: {
    Id: uuid('id', 'Identifier of the view.', { aliases: ['FeedViewId'] }),
    Name: text('name', 'Name of the view.'),
    Type: choice('type', ['none', 'release', 'implicit'], 'Type of the view.'),
    Visibility: choice(
      'visibility',
      ['private', 'collection', 'organization', 'aadTenant'],
      'Who can see the view.',
    ),
    ...feedOfParent,
    Url: text('url', 'REST address of the view.', exact),
    Links: json('_links', 'Related addresses.'),
  },
  access: [
    {
      name: 'views of a feed',
      request: { service: 'feeds', path: '{project}/_apis/packaging/feeds/{feedId}/views' },
      parent: eachFeed,
    },
  ],
})

// covers P-TBL-06 (FeedPermissions)
const feedPermissions: Table = defineTable({
  ...base,
  name: 'FeedPermissions',
  doc: 'Roles of users and groups in the package feeds: one request for each feed.',
  kind: 'view',
  key: ['FeedId', 'IdentityDescriptor'],
  foreignKeys: [feedReference, foreignKeyToProject],
  columns: {
    IdentityDescriptor: text('identityDescriptor', 'Descriptor as Identities have it.', exact),
    ...needing(
      { includeIds: 'true' },
      { IdentityId: uuid('identityId', 'Identifier as Identities have it.') },
    ),
    DisplayName: text('displayName', 'Name of the user or group.'),
    Role: choice(
      'role',
      ['custom', 'none', 'reader', 'contributor', 'administrator', 'collaborator'],
      'Role in the feed.',
    ),
    IsInheritedRole: boolean('isInheritedRole', 'Whether the role is not of the feed itself.'),
    ...feedOfParent,
  },
  access: [
    {
      name: 'permissions of a feed',
      request: { service: 'feeds', path: '{project}/_apis/packaging/feeds/{feedId}/permissions' },
      parent: eachFeed,
      pushdown: [
        {
          column: 'IsInheritedRole',
          operators: ['='],
          send: { excludeInheritedPermissions: '$value' },
          values: { false: 'true' },
          inexact: 'a row may leave out whether its role is inherited',
        },
        {
          column: 'IdentityDescriptor',
          operators: ['='],
          send: { identityDescriptor: '$value' },
          inexact: 'letter case may be ignored',
        },
      ],
    },
  ],
})

const feedGlobalPermissions: Table = defineTable({
  name: 'FeedGlobalPermissions',
  area: 'artifacts',
  levels: ['organization'],
  doc: 'Who may make feeds and administer all of them.',
  kind: 'view',
  key: ['IdentityDescriptor'],
  columns: {
    IdentityDescriptor: text('identityDescriptor', 'Descriptor as Identities have it.', exact),
    ...needing(
      { includeIds: 'true' },
      { IdentityId: uuid('identityId', 'Identifier as Identities have it.') },
    ),
    Role: choice('role', ['custom', 'none', 'feedCreator', 'administrator'], 'Role in all feeds.'),
  },
  access: [
    {
      name: 'global permissions',
      request: { service: 'feeds', path: '_apis/packaging/globalpermissions' },
    },
  ],
})

/** Feeds of packages, their views and permissions. */
export const feedTables: readonly Table[] = [
  feeds,
  recycleBinFeeds,
  feedViews,
  feedPermissions,
  feedGlobalPermissions,
]
