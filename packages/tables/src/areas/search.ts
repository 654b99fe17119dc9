import {
  type AccessDefinition,
  type ColumnDefinition,
  type ColumnDefinitions,
  choice,
  defineTable,
  integer,
  json,
  parameter,
  type Table,
  text,
  uuid,
} from '@devopsql/schema'
import { eachProject, foreignKeyToProject } from '../project-columns.ts'

const base = { area: 'search', kind: 'view' } as const
const levels = ['organization', 'project'] as const
const exact = { collation: 'exact' } as const

const searchText: ColumnDefinition = parameter('varchar', 'What to search for, as in the browser.')

/** One way to search: in all projects, or in one. */
function search(name: string, path: string): AccessDefinition {
  return {
    name,
    request: {
      service: 'search',
      method: 'POST',
      path,
      body: { searchText: '{searchText}' },
      parametersIn: 'body',
    },
    rows: 'results',
    // Code 8 says that the page is shorter than was asked for.
    paging: {
      kind: 'skip-top',
      top: '$top',
      skip: '$skip',
      pageSize: 1000,
      total: 'count',
      flaw: { path: 'infoCode', harmless: [0, 8] },
    },
    requires: { searchText: 'SearchText' },
  }
}

function searches(what: string): readonly AccessDefinition[] {
  return [
    { ...search('search in a project', `{project}/_apis/search/${what}`), parent: eachProject },
    search('search', `_apis/search/${what}`),
  ]
}

const projectColumns: ColumnDefinitions = {
  ProjectId: uuid('project.id', 'Identifier of the project.'),
  ProjectName: text('project.name', 'Name of the project.'),
}

const codeSearchResults: Table = defineTable({
  ...base,
  levels,
  name: 'CodeSearchResults',
  doc: 'Files that the code search finds for SearchText, as far as branches are indexed.',
  key: ['ProjectId', 'RepositoryId', 'Path', 'ContentId'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    FileName: text('fileName', 'Name of the file.', exact),
    Path: text('path', 'Path of the file in the repository.', exact),
    ContentId: text('contentId', 'Identifier of what is in the file.', exact),
    RepositoryId: text('repository.id', 'Identifier of the repository.'),
    RepositoryName: text('repository.name', 'Name of the repository.'),
    RepositoryType: choice('repository.type', ['git', 'tfvc', 'custom'], 'Kind of the repository.'),
    ...projectColumns,
    CollectionName: text('collection.name', 'Name of the organization.'),
    Versions: json('versions', 'Branches that have the file so, each with its commit.'),
    Matches: json('matches', 'Where in file and path it was found.'),
    SearchText: searchText,
  },
  access: searches('codesearchresults'),
})

const workItemSearchResults: Table = defineTable({
  ...base,
  levels,
  name: 'WorkItemSearchResults',
  doc: 'Work items that the search finds for SearchText; a join with WorkItems gives their fields.',
  key: ['Url'],
  foreignKeys: [
    foreignKeyToProject,
    { columns: ['WorkItemId'], table: 'WorkItems', references: ['Id'] },
  ],
  columns: {
    // In lower case, unlike everywhere else. (assumed)
    WorkItemId: integer(['fields', 'system.id'], 'Number of the work item.', {
      otherwise: ['fields', 'System.Id'],
    }),
    ...projectColumns,
    Fields: json('fields', 'Some of its fields by their names.'),
    Hits: json('hits', 'Fields that it was found in, with what stands around.'),
    Url: text('url', 'REST address of the work item.', exact),
    SearchText: searchText,
  },
  access: searches('workitemsearchresults'),
})

const wikiSearchResults: Table = defineTable({
  ...base,
  levels,
  name: 'WikiSearchResults',
  doc: 'Wiki pages that the search finds for SearchText.',
  key: ['WikiId', 'WikiVersion', 'Path', 'ContentId'],
  foreignKeys: [foreignKeyToProject],
  columns: {
    FileName: text('fileName', 'Name of the file.', exact),
    Path: text('path', 'Path of the file in the repository.', exact),
    ContentId: text('contentId', 'Identifier of what is in the file.', exact),
    WikiId: text('wiki.id', 'Identifier of the wiki.'),
    WikiName: text('wiki.name', 'Name of the wiki.'),
    WikiMappedPath: text('wiki.mappedPath', 'Folder that the wiki is made of.', exact),
    WikiVersion: text('wiki.version', 'Branch that it is made of.', exact),
    ...projectColumns,
    ProjectVisibility: text('project.visibility', 'Who can see the project.'),
    CollectionName: text('collection.name', 'Name of the organization.'),
    Hits: json('hits', 'Where it was found, with what stands around.'),
    SearchText: searchText,
  },
  access: searches('wikisearchresults'),
})

const packageSearchResults: Table = defineTable({
  ...base,
  levels: ['organization'],
  name: 'PackageSearchResults',
  doc: 'Packages that the search finds for SearchText, in all feeds.',
  key: ['Id'],
  columns: {
    Id: text('id', 'Identifier of the package.', exact),
    Name: text('name', 'Name of the package.', exact),
    ProtocolType: text('protocolType', 'Type of the package: NuGet, npm ...'),
    Description: text('description', 'What the package is.'),
    Feeds: json('feeds', 'Feeds that have it, with versions and views.'),
    Hits: json('hits', 'Where it was found, with what stands around.'),
    SearchText: searchText,
  },
  access: [search('search', '_apis/search/packagesearchresults')],
})

/** What the service finds for a text. */
export const searchTables: readonly Table[] = [
  codeSearchResults,
  workItemSearchResults,
  wikiSearchResults,
  packageSearchResults,
]
