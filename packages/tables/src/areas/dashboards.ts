import {
  boolean,
  type ColumnDefinition,
  choice,
  defineTable,
  fromParent,
  integer,
  json,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { eachProject, foreignKeyToProject, projectOfParent } from '../project-columns.ts'
import { eachTeam, foreignKeyToTeam } from '../team-columns.ts'

const base = { area: 'dashboard', levels: ['organization', 'project'] } as const
const exact = { collation: 'exact' } as const
const scopes = ['collection_User', 'project_Team', 'project'] as const

const nameOfTeam: ColumnDefinition = {
  ...text('groupId', 'Name of the team.'),
  source: { kind: 'lookup', path: ['groupId'], table: 'Teams', match: 'Id', column: 'Name' },
}

// covers P-TBL-05 (Dashboards)
const dashboards: Table = defineTable({
  ...base,
  name: 'Dashboards',
  doc: 'Dashboards of projects and of teams: one request for each team and each project.',
  key: ['Id'],
  foreignKeys: [foreignKeyToProject, foreignKeyToTeam],
  columns: {
    Id: uuid('id', 'Identifier of the dashboard.', { aliases: ['DashboardId'] }),
    Name: text('name', 'Name of the dashboard.'),
    Description: text('description', 'What the dashboard is for.'),
    DashboardScope: choice('dashboardScope', scopes, 'Whether it is that of a team.'),
    TeamId: uuid('groupId', 'Identifier of the team; NULL where it is that of the project.', {
      aliases: ['GroupId'],
    }),
    TeamName: nameOfTeam,
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    OwnerId: uuid('ownerId', 'The team, or the one who made the dashboard of a project.'),
    Position: integer('position', 'Place among the dashboards beside it, from 1 on.'),
    RefreshInterval: integer('refreshInterval', 'Minutes until it is drawn again; 0: never.'),
    ModifiedBy: uuid('modifiedBy', 'Identifier of the one who changed it last.'),
    ModifiedDate: timestamp('modifiedDate', 'When it was changed last.'),
    LastAccessedDate: timestamp('lastAccessedDate', 'When it was looked at last.'),
    ETag: text('eTag', 'Version of the dashboard.', exact),
    Links: json('_links', 'Related addresses.'),
    Url: text('url', 'REST address of the dashboard.', exact),
  },
  access: [
    {
      name: 'dashboards of teams and projects',
      request: {
        path: '{project}/{team}/_apis/dashboard/dashboards',
        // Which of them a list has beside those of its own differs: a project's may be in the list of each team.
        also: ['{project}/_apis/dashboard/dashboards'],
        apiVersion: '7.1-preview.3',
      },
      parent: { ...eachTeam, equalsUnlessNull: { TeamId: 'Id', TeamName: 'Name' } },
    },
  ],
})

// covers P-TBL-05 (Widgets)
const widgets: Table = defineTable({
  ...base,
  name: 'Widgets',
  doc: 'What dashboards show: one request for each dashboard.',
  key: ['DashboardId', 'Id'],
  foreignKeys: [
    { columns: ['DashboardId'], table: 'Dashboards', references: ['Id'] },
    foreignKeyToProject,
    foreignKeyToTeam,
  ],
  columns: {
    Id: uuid('id', 'Identifier of the widget.', { aliases: ['WidgetId'] }),
    Name: text('name', 'Title of the widget.'),
    DashboardId: fromParent('uuid', 'Id', 'Identifier of the dashboard.'),
    DashboardName: fromParent('varchar', 'Name', 'Name of the dashboard.'),
    TeamId: fromParent('uuid', 'TeamId', 'Team of the dashboard; NULL where it has none.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    ContributionId: text('contributionId', 'Identifier of the kind of widget.'),
    TypeId: text('typeId', 'Older identifier of the kind of widget.'),
    ArtifactId: text('artifactId', 'What is pinned to the dashboard.', exact),
    PositionRow: integer('position.row', 'Row of the grid that it begins in, from 1 on.'),
    PositionColumn: integer('position.column', 'Column of the grid that it begins in.'),
    SizeRowSpan: integer('size.rowSpan', 'Rows of the grid that it takes.'),
    SizeColumnSpan: integer('size.columnSpan', 'Columns of the grid that it takes.'),
    AllowedSizes: json('allowedSizes', 'Sizes that it can have.'),
    Settings: text('settings', 'Settings of the widget, mostly JSON as text.', exact),
    SettingsVersionMajor: integer('settingsVersion.major', 'First number of their version.'),
    SettingsVersionMinor: integer('settingsVersion.minor', 'Second number of their version.'),
    SettingsVersionPatch: integer('settingsVersion.patch', 'Third number of their version.'),
    AreSettingsBlockedForUser: boolean(
      'areSettingsBlockedForUser',
      'Whether this identity may not change them.',
    ),
    IsEnabled: boolean('isEnabled', 'Whether it is in use.'),
    IsNameConfigurable: boolean('isNameConfigurable', 'Whether its title can be changed.'),
    ConfigurationContributionId: text(
      'configurationContributionId',
      'Identifier of the dialog that changes its settings.',
    ),
    ConfigurationContributionRelativeId: text(
      'configurationContributionRelativeId',
      'The same without publisher and extension.',
    ),
    ContentUri: text('contentUri', 'Where its content is loaded from.', exact),
    LoadingImageUrl: text('loadingImageUrl', 'Picture that is shown before.', exact),
    LightboxOptionsHeight: integer('lightboxOptions.height', 'Height of its window in pixels.'),
    LightboxOptionsWidth: integer('lightboxOptions.width', 'Width of its window in pixels.'),
    LightboxOptionsResizable: boolean('lightboxOptions.resizable', 'Whether that can be resized.'),
    ETag: text('eTag', 'Version of the widget.', exact),
    Links: json('_links', 'Related addresses.'),
    Url: text('url', 'REST address of the widget.', exact),
  },
  access: [
    {
      name: 'widgets of a dashboard',
      request: {
        path: '{project}/{team}/_apis/dashboard/dashboards/{dashboardId}/widgets',
        apiVersion: '7.1-preview.2',
      },
      parent: {
        table: 'Dashboards',
        parameters: { project: 'ProjectId', team: 'TeamId', dashboardId: 'Id' },
        optional: ['team'],
      },
    },
  ],
})

const widgetTypes: Table = defineTable({
  ...base,
  name: 'WidgetTypes',
  doc: 'Kinds of widgets that dashboards of the projects can have: one request for each project.',
  kind: 'view',
  key: ['ProjectId', 'ContributionId'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    ContributionId: text('contributionId', 'Identifier of the kind of widget.'),
    Name: text('name', 'Name of the kind of widget.'),
    ...projectOfParent,
    Description: text('description', 'What widgets of the kind show.'),
    PublisherName: text('publisherName', 'Who brings it.'),
    TypeId: text('typeId', 'Older identifier of the kind of widget.'),
    IsEnabled: boolean('isEnabled', 'Whether it is in use.'),
    IsVisibleFromCatalog: boolean('isVisibleFromCatalog', 'Whether it can be chosen by hand.'),
    IsNameConfigurable: boolean('isNameConfigurable', 'Whether titles can be changed.'),
    AnalyticsServiceRequired: boolean('analyticsServiceRequired', 'Whether it needs Analytics.'),
    ConfigurationRequired: boolean('configurationRequired', 'Whether it has to be set up first.'),
    ConfigurationContributionId: text(
      'configurationContributionId',
      'Identifier of the dialog that changes settings.',
    ),
    ConfigurationContributionRelativeId: text(
      'configurationContributionRelativeId',
      'The same without publisher and extension.',
    ),
    DefaultSettings: text(
      'defaultSettings',
      'Settings of new widgets, mostly JSON as text.',
      exact,
    ),
    AllowedSizes: json('allowedSizes', 'Sizes that widgets can have.'),
    SupportedScopes: json('supportedScopes', 'Dashboards that can have it.'),
    Keywords: json('keywords', 'Words that find it.'),
    Tags: json('tags', 'Tags that are shown.'),
    Targets: json('targets', 'What it adds to.'),
    LightboxOptionsHeight: integer('lightboxOptions.height', 'Height of its window in pixels.'),
    LightboxOptionsWidth: integer('lightboxOptions.width', 'Width of its window in pixels.'),
    LightboxOptionsResizable: boolean('lightboxOptions.resizable', 'Whether that can be resized.'),
    ContentUri: text('contentUri', 'Where content is loaded from.', exact),
    LoadingImageUrl: text('loadingImageUrl', 'Picture that is shown before.', exact),
    CatalogIconUrl: text('catalogIconUrl', 'Picture of it among the others.', exact),
    CatalogInfoUrl: text('catalogInfoUrl', 'Address of more about it.', exact),
  },
  access: [
    {
      name: 'kinds of widgets of a project',
      request: {
        path: '{project}/_apis/dashboard/widgettypes',
        apiVersion: '7.1-preview.1',
        // The other scope, that of a person, is no longer in use.
        query: { $scope: 'project_Team' },
      },
      rows: 'widgetTypes',
      parent: eachProject,
    },
  ],
})

/** Dashboards, their widgets, and the kinds of widgets. */
export const dashboardTables: readonly Table[] = [dashboards, widgets, widgetTypes]
