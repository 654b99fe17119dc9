import { type Answer, jsonAnswer } from '../answers/answer.ts'
import { badArgument } from '../answers/failures.ts'
import { feedUrl, normalizedName, viewsOf } from '../answers/feed-json.ts'
import type { Call } from '../call.ts'
import { dateText } from '../data/instants.ts'
import type { Project } from '../data/projects.ts'
import { createDice, objectIdOf } from '../data/random.ts'
import type { Route } from '../router.ts'
import { wikiFilesOf } from './wikis.ts'

interface SearchRequest {
  readonly words: readonly string[]
  readonly skip: number
  readonly top: number
}

function requestOf({ body }: Call): SearchRequest {
  const { searchText, $skip, $top } = (body ?? {}) as Readonly<Record<string, unknown>>
  if (typeof searchText !== 'string' || typeof $skip !== 'number' || typeof $top !== 'number') {
    // (assumed)
    return badArgument('The search request needs searchText, $skip and $top.')
  }
  const words = searchText
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return { words, skip: $skip, top: $top }
}

/** Every word stands somewhere in the text, letter case ignored. (assumed) */
function isFound({ words }: SearchRequest, text: string): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

// How many results a page has at most, and up to which place they can be asked for. (assumed)
const mostInPage = 200
const lastPlace = 1_000

/** `count` is the number of all that was found. Code 3 stands for a wrong request, 8 for a shorter page. (specification) */
function answerOf<T>(
  request: SearchRequest,
  found: readonly T[],
  write: (row: T) => object,
): Answer {
  if (request.words.length === 0)
    return jsonAnswer({ count: 0, results: [], infoCode: 3, facets: {} })
  const { skip, top } = request
  const end = Math.min(lastPlace, skip + Math.min(top, mostInPage))
  return jsonAnswer({
    count: found.length,
    results: found.slice(skip, end).map(write),
    infoCode: top > mostInPage ? 8 : 0,
    facets: {},
  })
}

function projectsOf({ organization, project }: Call): readonly Project[] {
  return project === undefined ? organization.projects.all() : [project]
}

const reference = ({ id, name }: Project): object => ({ id, name })

function searchCode(call: Call): Answer {
  const { organization } = call
  const { repositories, repositoryFiles } = organization
  const request = requestOf(call)
  const found = projectsOf(call)
    .flatMap((project) =>
      [...repositories.byProject.rowsOf(project.index)].map((index) => repositories.at(index)),
    )
    .filter(({ isDisabled, defaultBranch }) => !isDisabled && defaultBranch !== undefined)
    .flatMap((repository) =>
      repositoryFiles
        .filesOf(repository.index)
        .filter(({ isFolder, path }) => !isFolder && isFound(request, path))
        .map((file) => ({ repository, file })),
    )
  return answerOf(request, found, ({ repository, file: { path, objectId } }) => ({
    fileName: path.slice(path.lastIndexOf('/') + 1),
    path,
    matches: { content: [], fileName: [{ charOffset: 0, length: 3 }] },
    collection: { name: organization.name },
    project: reference(organization.projects.at(repository.project)),
    repository: { name: repository.name, id: repository.id, type: 'git' },
    versions: [{ branchName: 'main', changeId: objectId }],
    contentId: objectId,
  }))
}

function searchWorkItems(call: Call): Answer {
  const { organization } = call
  const { workItems } = organization
  const request = requestOf(call)
  const title = (row: number): string => String(workItems.value(row, 'System.Title') ?? '')
  const found = Array.from(workItems.ids, (id) => workItems.rows.indexOf(id))
    .filter(
      (row) => call.project === undefined || workItems.rows.project[row] === call.project.index,
    )
    .filter((row) => isFound(request, title(row)))
  const names = [
    'System.WorkItemType',
    'System.Title',
    'System.AssignedTo',
    'System.State',
  ] as const
  return answerOf(request, found, (row) => {
    const id = workItems.rows.id[row] ?? 0
    const changed = workItems.value(row, 'System.ChangedDate')
    return {
      project: reference(organization.projects.at(workItems.rows.project[row] ?? 0)),
      // Names in lower case, values as texts. (assumed)
      fields: {
        'system.id': String(id),
        ...Object.fromEntries(
          names.map((name) => [name.toLowerCase(), workItems.value(row, name) ?? '']),
        ),
        'system.changeddate': changed instanceof Date ? dateText(changed) : '',
      },
      hits: [
        {
          fieldReferenceName: 'system.title',
          highlights: [`<highlighthit>${title(row)}</highlighthit>`],
        },
      ],
      url: `${organization.url}/_apis/wit/workItems/${id}`,
    }
  })
}

function searchWikis(call: Call): Answer {
  const { organization } = call
  const request = requestOf(call)
  const found = projectsOf(call)
    .flatMap((project) => wikiFilesOf(call, project).map((file) => ({ ...file, project })))
    .filter(({ path }) => isFound(request, path))
  return answerOf(request, found, ({ path, wiki, project }) => ({
    fileName: path.slice(path.lastIndexOf('/') + 1),
    path,
    collection: { name: organization.name },
    project: { ...reference(project), visibility: project.visibility },
    wiki: { id: wiki.id, name: wiki.name, mappedPath: wiki.mappedPath, version: wiki.branch },
    contentId: objectIdOf(createDice(0, `${wiki.id}${path}`), 0, 0),
    hits: [{ fieldReferenceName: 'fileNames', highlights: [] }],
  }))
}

function searchPackages(call: Call): Answer {
  const { organization } = call
  const request = requestOf(call)
  const places = organization.feeds.flatMap((feed) =>
    feed.isDeleted ? [] : feed.packages.map((each) => ({ feed, each })),
  )
  const names = new Set(places.map(({ each }) => normalizedName(each)))
  const found = [...names]
    .filter((name) => isFound(request, name))
    .map((name) => places.filter(({ each }) => normalizedName(each) === name))
  return answerOf(request, found, (same) => ({
    id: same[0]?.each.id,
    name: same[0]?.each.name,
    protocolType: same[0]?.each.protocolType,
    description: null,
    feeds: same.map(({ feed, each }) => ({
      collectionId: organization.id,
      collectionName: organization.name,
      feedId: feed.id,
      feedName: feed.name,
      latestVersion: each.versions[0]?.version,
      latestMatchedVersion: each.versions[0]?.version,
      packageUrl: `${feedUrl(call, feed)}/Packages/${each.id}`,
      views: [viewsOf(feed)[0]?.id],
    })),
    hits: [],
  }))
}

const base = { method: 'POST', scope: 'project-or-organization', resourceVersion: 1 } as const

/** What the service finds for a text. */
export const searchRoutes: readonly Route[] = [
  { ...base, template: 'search/codesearchresults', handle: searchCode },
  { ...base, template: 'search/workitemsearchresults', handle: searchWorkItems },
  { ...base, template: 'search/wikisearchresults', handle: searchWikis },
  {
    ...base,
    scope: 'organization',
    template: 'search/packagesearchresults',
    handle: searchPackages,
  },
]
