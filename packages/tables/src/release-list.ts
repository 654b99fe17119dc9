import {
  type AccessDefinition,
  type ColumnDefinitions,
  choice,
  type ForeignKey,
  fromParent,
  integer,
  json,
  type Paging,
  type ParentLink,
  text,
  timestamp,
} from '@devopsql/schema'
import { outward } from './outward.ts'
import { foreignKeyToProject } from './project-columns.ts'
import { askReleases, releaseParameters } from './release-parameters.ts'
import { timeRange } from './time-range.ts'
import { valueMap } from './value-map.ts'

const exact = { collation: 'exact' } as const

export const releaseStatuses: readonly string[] = ['undefined', 'draft', 'active', 'abandoned']

/** Lists of releases and of what belongs to them give 50 rows, or at most 100, and a token in a header. */
export const releasePages: Extract<Paging, { readonly kind: 'continuation-header' }> = {
  kind: 'continuation-header',
  token: 'continuationToken',
  top: '$top',
  pageSize: 100,
}

export const projectAsked: ParentLink = { table: 'Projects', parameters: { project: 'Id' } }

/** The columns of a nested reference to a release, a definition of releases, or a stage. */
export function releasePart(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}Id`]: integer(`${path}.id`, `Number of ${doc}.`),
    [`${role}Name`]: text(`${path}.name`, `Name of ${doc}.`),
    [`${role}Url`]: text(`${path}.url`, `REST address of ${doc}.`, exact),
    [`${role}Links`]: json(`${path}._links`, `Addresses related to ${doc}.`),
  }
}

/** The columns of a nested reference to the definition that a release follows. */
export const definitionOfRelease: ColumnDefinitions = {
  ...releasePart('ReleaseDefinition', 'releaseDefinition', 'the release definition'),
  ReleaseDefinitionPath: text(
    'releaseDefinition.path',
    'Folder of the release definition, \\ for the root.',
  ),
}

export const toRelease: readonly ForeignKey[] = [
  { columns: ['ReleaseId'], table: 'Releases', references: ['Id'] },
  { columns: ['ReleaseDefinitionId'], table: 'ReleaseDefinitions', references: ['Id'] },
  foreignKeyToProject,
]

/** The releases of each project. */
export const releasesOfProject: Omit<AccessDefinition, 'name'> = {
  request: { service: 'release', path: '{project}/_apis/release/releases' },
  paging: releasePages,
  parent: projectAsked,
  pushdown: [
    { column: 'Id', operators: ['=', 'in'], send: { releaseIdFilter: '$values' }, maxValues: 100 },
    {
      column: 'Name',
      operators: ['='],
      send: { searchText: '$value' },
      refuse: ['%', '_', '[', '*', '?'],
      inexact: 'whatever has it somewhere in its name is found there',
    },
    { column: 'ReleaseDefinitionId', operators: ['='], send: { definitionId: '$value' } },
    {
      column: 'ReleaseDefinitionPath',
      operators: ['='],
      send: { path: '$value' },
      startsWith: '\\',
      inexact: 'the folders below are found there too',
    },
    {
      column: 'Status',
      operators: ['='],
      send: { statusFilter: '$value' },
      values: valueMap(['draft', 'active', 'abandoned']),
    },
    ...askReleases,
    ...timeRange('CreatedOn', { from: 'minCreatedTime', to: 'maxCreatedTime' }),
  ],
  orders: [
    { column: 'CreatedOn', descending: true, send: { queryOrder: 'descending' } },
    { column: 'CreatedOn', descending: false, send: { queryOrder: 'ascending' } },
  ],
}

const renamed: Readonly<Record<string, string>> = {
  Id: 'ReleaseId',
  Name: 'ReleaseName',
  Status: 'ReleaseStatus',
  CreatedOn: 'ReleaseCreatedOn',
}

/** Reads what the rows of that list hold in an array of their own: no request for each release. */
export function insideReleases(array: string): Omit<AccessDefinition, 'name'> {
  const { orders, pushdown = [], request, ...list } = releasesOfProject
  return {
    ...list,
    request: { ...request, query: { $expand: array } },
    each: array,
    pushdown: pushdown
      .filter(({ column }) => !(column in releaseParameters))
      .map((each) => ({ ...each, column: renamed[each.column] ?? each.column })),
  }
}

/** The release that holds a row, as columns of the row. */
export const outerRelease: ColumnDefinitions = outward({
  ReleaseId: integer('id', 'Number of the release.'),
  ReleaseName: text('name', 'Name of the release.'),
  ReleaseStatus: choice('status', releaseStatuses, 'State of the release.'),
  ReleaseCreatedOn: timestamp('createdOn', 'When the release was made.'),
  ReleaseDefinitionId: integer('releaseDefinition.id', 'Number of the release definition.'),
  ReleaseDefinitionName: text('releaseDefinition.name', 'Name of the release definition.'),
  ReleaseDefinitionPath: text('releaseDefinition.path', 'Folder of the release definition.'),
})

/** The release that rows were asked for. A release that is deleted in the meantime has none. */
export const eachRelease: Pick<AccessDefinition, 'parent' | 'missingIsEmpty'> = {
  parent: { table: 'Releases', parameters: { project: 'ProjectId', releaseId: 'Id' } },
  missingIsEmpty: true,
}

/** The project of a row whose parent row has it. */
export const projectAbove: ColumnDefinitions = {
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}
