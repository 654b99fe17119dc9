import { flatten } from './flatten.ts'
import {
  type Json,
  list,
  listOf,
  projectRoutes,
  type RecordedRows,
  someProject,
  type Use,
} from './recorded-list.ts'

const path = '*/_apis/wiki/wikis'

/** Rows name the project that they were recorded in. */
const wikis = (rows: readonly Json[]): RecordedRows => {
  const project = { ...someProject, id: rows[0]?.['projectId'] }
  return list('Wikis', {
    path,
    values: (row) => ({ ...flatten(row), ProjectName: project.name }),
    routes: projectRoutes(project),
  })(rows)
}

const someWiki = {
  id: '3c4f6c2e-6a53-4f0a-9d5c-1f2e7a9b0c04',
  name: 'Recorded.wiki',
  projectId: someProject.id,
}

const pages = ([page = {}]: readonly Json[]): RecordedRows => ({
  table: 'WikiPages',
  routes: [
    { path: `${path}/*/pages`, body: page },
    { path, body: listOf([someWiki]) },
    ...projectRoutes(someProject),
  ],
  rows: [
    {
      ...flatten(page),
      WikiId: someWiki.id,
      WikiName: someWiki.name,
      ProjectId: someProject.id,
      ProjectName: someProject.name,
    },
  ],
})

/** What was recorded of wikis. */
export const wikiUses: readonly Use[] = [
  { pattern: /^GET .*_apis\/wiki\/wikis(\/[^/]+)?$/, tables: [wikis] },
  { pattern: /_apis\/wiki\/wikis\/[^/]+\/pages$/, tables: [pages] },
]
