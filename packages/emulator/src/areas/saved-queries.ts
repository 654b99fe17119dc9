import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { badArgument, fail } from '../answers/failures.ts'
import {
  type QueryExpand,
  queryExpands,
  type SavedQueryView,
  savedQueryJson,
} from '../answers/saved-query-json.ts'
import { type Call, param } from '../call.ts'
import type { Project } from '../data/projects.ts'
import {
  findSavedQuery,
  queryTree,
  type SavedQuery,
  withDescendants,
} from '../data/saved-queries.ts'
import type { Route } from '../router.ts'

function projectOf({ project }: Call): Project {
  return project ?? badArgument('The project is missing. Parameter name: project')
}

/** TF401243, as users report it. (the exception and its number are assumed) */
export function queryNotFound(wanted: string): never {
  return fail({
    status: 404,
    message: `TF401243: The query ${wanted} does not exist, or you do not have permission to read it.`,
    exception: 'Microsoft.TeamFoundation.WorkItemTracking.Server.QueryItemNotFoundException',
    eventId: 3200,
  })
}

function readExpand(value: unknown): QueryExpand {
  if (value === undefined || value === null) return 'none'
  const number = Number(value)
  const text = Number.isInteger(number) ? queryExpands[number] : String(value).toLowerCase()
  return (
    queryExpands.find((known) => known === text) ??
    badArgument(`The value '${String(value)}' is not valid for $expand.`)
  )
}

// Two levels at most. (assumed: number and words)
const deepest = 2

function readDepth({ query }: Call): number {
  const depth = query.integer('$depth') ?? 0
  return depth <= deepest
    ? depth
    : badArgument(`The value ${depth} of $depth must be between 0 and ${deepest}.`)
}

// Deleted ones come where they are asked for, at every level, with isDeleted. (assumed)
function readView(call: Call): SavedQueryView {
  return {
    expand: readExpand(call.query.text('$expand')),
    depth: readDepth(call),
    includeDeleted: call.query.boolean('$includeDeleted'),
  }
}

function listQueries(call: Call): Answer {
  const filter = call.query.text('$filter')
  if (filter !== undefined) return searchQueries(call, filter)
  const view = readView(call)
  return listAnswer(
    queryTree(call.organization, projectOf(call)).map((query) =>
      savedQueryJson(call.organization, query, view),
    ),
  )
}

// 50 unless $top says otherwise, 200 at most. (specification of Queries_Search; that names are searched is assumed)
function searchQueries(call: Call, filter: string): Answer {
  const { organization, query } = call
  const top = Math.min(query.integer('$top') ?? 50, 200)
  const view = { ...readView(call), depth: 0 }
  const found = queryTree(organization, projectOf(call))
    .flatMap((root) => withDescendants(root, view.includeDeleted))
    .filter(({ wiql, name }) => wiql !== undefined && includes(name, filter))
  const value = found.slice(0, top).map((one) => savedQueryJson(organization, one, view))
  return jsonAnswer({ count: value.length, value, hasMore: found.length > top })
}

function includes(name: string, part: string): boolean {
  return name.toLowerCase().includes(part.toLowerCase())
}

function getQuery(call: Call): Answer {
  const wanted = param(call, 'query')
  const { organization } = call
  const view = readView(call)
  const { includeDeleted } = view
  const found =
    findSavedQuery(organization, projectOf(call), { idOrPath: wanted, includeDeleted }) ??
    queryNotFound(wanted)
  return jsonAnswer(savedQueryJson(organization, found, view))
}

function getBatch(call: Call): Answer {
  const given: Readonly<Record<string, unknown>> =
    typeof call.body === 'object' && call.body !== null ? { ...call.body } : {}
  const { ids } = given
  if (!Array.isArray(ids)) return badArgument('The ids are missing. Parameter name: ids')
  // 2 is Omit in the official clients' enum. (azure-devops-node-api)
  const omits = ['2', 'omit'].includes(String(given['errorPolicy']).toLowerCase())
  const view = { expand: readExpand(given['$expand']), depth: 0, includeDeleted: false }
  const found = ids.map(String).flatMap((id): readonly SavedQuery[] => {
    const query = findSavedQuery(call.organization, projectOf(call), { idOrPath: id })
    if (query !== undefined) return [query]
    return omits ? [] : queryNotFound(id)
  })
  return listAnswer(found.map((query) => savedQueryJson(call.organization, query, view)))
}

const base = { scope: 'project', resourceVersion: 2 } as const

/** Saved queries: the tree, one by id or path, a search, a batch. */
export const savedQueryRoutes: readonly Route[] = [
  { ...base, method: 'GET', template: 'wit/queries', handle: listQueries },
  { ...base, method: 'GET', template: 'wit/queries/{*query}', handle: getQuery },
  {
    ...base,
    method: 'POST',
    template: 'wit/queriesbatch',
    resourceVersion: 1,
    handle: getBatch,
  },
]
