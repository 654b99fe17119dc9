import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import type { Project } from '../data/projects.ts'
import { createDice, guidOf, objectIdOf } from '../data/random.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'

interface Wiki {
  readonly id: string
  readonly name: string
  readonly type: 'projectWiki' | 'codeWiki'
  readonly repositoryId: string
  readonly mappedPath: string
  readonly branch: string
}

/** A wiki of the project has the identifier of its hidden repository. (measured) */
export function projectWikiId(project: Project): string {
  return guidOf(createDice(0, `wiki ${project.id}`), 0, 0)
}

/** Projects have a wiki of their own, and one made of the folder of a repository. */
function wikisOf(call: Call, project: Project): readonly Wiki[] {
  const { repositories } = call.organization
  const dice = createDice(0, `wiki ${project.id}`)
  const [first] = repositories.byProject.rowsOf(project.index)
  const own = projectWikiId(project)
  const wiki: Wiki = {
    id: own,
    name: `${project.name}.wiki`,
    type: 'projectWiki',
    repositoryId: own,
    mappedPath: '/',
    branch: 'wikiMaster',
  }
  if (first === undefined) return [wiki]
  return [
    wiki,
    {
      id: guidOf(dice, 0, 10),
      name: 'Docs "as code"',
      type: 'codeWiki',
      repositoryId: repositories.at(first).id,
      mappedPath: '/docs',
      branch: 'main',
    },
  ]
}

function wikiUrl({ organization }: Call, project: Project, { id }: Wiki): string {
  return `${organization.url}/${project.id}/_apis/wiki/wikis/${id}`
}

function webUrl({ organization }: Call, project: Project, { id }: Wiki): string {
  return `${organization.url}/${project.id}/_wiki/wikis/${id}`
}

// The whole list. (reference, section 6)
function listWikis(call: Call): Answer {
  const project = projectOf(call)
  return listAnswer(
    wikisOf(call, project).map((wiki) => ({
      id: wiki.id,
      versions: [{ version: wiki.branch }],
      url: wikiUrl(call, project, wiki),
      remoteUrl: webUrl(call, project, wiki),
      type: wiki.type,
      name: wiki.name,
      projectId: project.id,
      repositoryId: wiki.repositoryId,
      mappedPath: wiki.mappedPath,
    })),
    { order: 'value-first' },
  )
}

/** Pages with those below them. Names differ in letter case only, and hold what paths must encode. */
interface Page {
  readonly name: string
  readonly below: readonly Page[]
}

const leaf = (name: string): Page => ({ name, below: [] })

const pages: readonly Page[] = [
  {
    name: 'Home',
    below: [leaf('Setup, step 1'), { name: "What's new?", below: [leaf('2026'), leaf('50 %')] }],
  },
  leaf('home'),
  leaf('Über uns'),
]

interface WikiFile {
  readonly wiki: Wiki
  readonly path: string
}

/** The files of all pages of the wikis of a project. */
export function wikiFilesOf(call: Call, project: Project): readonly WikiFile[] {
  const pathsOf = (page: Page, above: string): readonly string[] => {
    const path = `${above}/${page.name}`
    return [fileOf(path), ...page.below.flatMap((child) => pathsOf(child, path))]
  }
  return wikisOf(call, project).flatMap((wiki) =>
    pages.flatMap((page) => pathsOf(page, '')).map((path) => ({ wiki, path })),
  )
}

function fileOf(path: string): string {
  return path === '/' ? '/' : `${path.replaceAll(' ', '-').replaceAll('?', '%3F')}.md`
}

type Level = 'none' | 'onelevel' | 'full'

function pageJson(
  call: Call,
  { wiki, project }: { readonly wiki: Wiki; readonly project: Project },
  place: {
    readonly page: Page
    readonly above: string
    readonly order: number
    readonly level: Level
  },
): object {
  const { page, above, order, level } = place
  const path = page.name === '' ? '/' : `${above === '/' ? '' : above}/${page.name}`
  const below = level === 'none' ? [] : page.below
  return {
    path,
    order,
    // The root has neither number nor file. (assumed)
    id: path === '/' ? undefined : path.length * 8 + order,
    isParentPage: page.below.length > 0 ? true : undefined,
    gitItemPath: fileOf(path),
    subPages: below.map((child, index) =>
      pageJson(
        call,
        { wiki, project },
        { page: child, above: path, order: index, level: level === 'full' ? 'full' : 'none' },
      ),
    ),
    url: `${wikiUrl(call, project, wiki)}/pages/${encodeURIComponent(path)}`,
    remoteUrl: `${webUrl(call, project, wiki)}?pagePath=${encodeURIComponent(path)}`,
  }
}

function levelOf(text: string | undefined): Level {
  const level = text?.toLowerCase()
  return level === 'full' || level === 'onelevel' ? level : 'none'
}

// Only the root is asked for here.
function getPages(call: Call): Answer {
  const project = projectOf(call)
  const wanted = param(call, 'wikiIdentifier').toLowerCase()
  const wiki = wikisOf(call, project).find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted,
  )
  const path = call.query.text('path') ?? '/'
  if (wiki === undefined || path !== '/') {
    // (assumed: words)
    return fail({
      status: 404,
      message: `Wiki page '${path}' could not be found. Ensure that the path of the page is correct and the page exists.`,
      exception: 'Microsoft.TeamFoundation.Wiki.Server.WikiPageNotFoundException',
    })
  }
  const level = levelOf(call.query.text('recursionLevel'))
  const root = { name: '', below: pages }
  const page = pageJson(call, { wiki, project }, { page: root, above: '', order: 0, level })
  // The version of the page, an identifier of git. (measured)
  const version = objectIdOf(createDice(0, `page ${wiki.id}`), 0, 0)
  return { ...jsonAnswer(page), headers: { etag: `"${version}"` } }
}

const base = { method: 'GET', scope: 'project' } as const

/** Wikis and their pages. */
export const wikiRoutes: readonly Route[] = [
  { ...base, template: 'wiki/wikis', resourceVersion: 2, handle: listWikis },
  { ...base, template: 'wiki/wikis/{wikiIdentifier}/pages', resourceVersion: 1, handle: getPages },
]
