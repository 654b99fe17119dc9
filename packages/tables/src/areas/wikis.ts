import {
  boolean,
  choice,
  defineTable,
  fromParent,
  integer,
  json,
  type Table,
  text,
  uuid,
} from '@devopsql/schema'
import { foreignKeyToProject } from '../project-columns.ts'

const base = { area: 'wiki', levels: ['organization', 'project'] } as const
const exact = { collation: 'exact' } as const

// covers P-TBL-05 (Wikis)
const wikis: Table = defineTable({
  ...base,
  name: 'Wikis',
  doc: 'Wikis of the projects: those of their own, and folders of code that are shown as wikis.',
  key: ['Id'],
  foreignKeys: [
    foreignKeyToProject,
    { columns: ['RepositoryId'], table: 'Repositories', references: ['Id'] },
  ],
  columns: {
    Id: uuid('id', 'Identifier of the wiki.', { aliases: ['WikiId'] }),
    Name: text('name', 'Name of the wiki.', { nullable: false }),
    Type: choice('type', ['projectWiki', 'codeWiki'], 'Whether it is made of a folder of code.'),
    ProjectId: uuid('projectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'Name', 'Name of the project.'),
    RepositoryId: uuid('repositoryId', 'Repository that holds the pages.'),
    MappedPath: text('mappedPath', 'Folder of the repository that holds the pages.', exact),
    IsDisabled: boolean('isDisabled', 'Whether the repository of the wiki is disabled.'),
    Versions: json('versions', 'Branches that are shown.'),
    Properties: json('properties', 'Properties of the wiki.'),
    RemoteUrl: text('remoteUrl', 'Address of the wiki for browsers.', exact),
    Url: text('url', 'REST address of the wiki.', exact),
  },
  access: [
    {
      name: 'wikis of a project',
      request: { path: '{project}/_apis/wiki/wikis' },
      parent: {
        table: 'Projects',
        parameters: { project: 'Id' },
        equals: { ProjectId: 'Id' },
      },
    },
  ],
})

// covers P-TBL-05 (WikiPages)
const wikiPages: Table = defineTable({
  ...base,
  name: 'WikiPages',
  doc: 'Pages of the wikis, without what they say: one request for each wiki.',
  key: ['WikiId', 'Path'],
  foreignKeys: [{ columns: ['WikiId'], table: 'Wikis', references: ['Id'] }, foreignKeyToProject],
  columns: {
    Path: text('path', 'Names of the page and of those above it, / for the root.', exact),
    Id: integer('id', 'Number of the page in its wiki; the root has none.', {
      aliases: ['WikiPageId'],
    }),
    Order: integer('order', 'Place among the pages beside it, from 0 on.'),
    IsParentPage: boolean('isParentPage', 'Whether there are pages below; NULL where not.'),
    IsNonConformant: boolean(
      'isNonConformant',
      'Whether its file is named unlike a page; NULL where not.',
    ),
    GitItemPath: text('gitItemPath', 'File of the page in the repository.', exact),
    WikiId: fromParent('uuid', 'Id', 'Identifier of the wiki.'),
    WikiName: fromParent('varchar', 'Name', 'Name of the wiki.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    RemoteUrl: text('remoteUrl', 'Address of the page for browsers.', exact),
    Url: text('url', 'REST address of the page.', exact),
  },
  access: [
    {
      name: 'pages of a wiki',
      request: {
        path: '{project}/_apis/wiki/wikis/{wikiId}/pages',
        query: { path: '/', recursionLevel: 'full' },
      },
      rows: '',
      tree: { children: 'subPages' },
      parent: { table: 'Wikis', parameters: { project: 'ProjectId', wikiId: 'Id' } },
      missingIsEmpty: true,
    },
  ],
})

/** Wikis and their pages. */
export const wikiTables: readonly Table[] = [wikis, wikiPages]
