import { type Answer, listAnswer, listOfTexts, textAnswer } from '../answers/answer.ts'
import { buildText } from '../answers/build-json.ts'
import { badArgument, fail } from '../answers/failures.ts'
import {
  type BuildOrder,
  type OrderedBuilds,
  orderedBuilds,
  positionOf,
  readBuildOrder,
} from '../build-orders.ts'
import { type Call, param } from '../call.ts'
import { parseInstant, ticksText } from '../data/instants.ts'
import type { Project } from '../data/projects.ts'
import type { Route } from '../router.ts'
import { buildPredicates } from './build-filters.ts'

/** The project of the path; the routes of this area have none without. */
export function projectOf({ project }: Call): Project {
  return project ?? badArgument('A project name is required in order to perform this query.')
}

// Tokens are ISO dates (specs#178). Builds without the time come last, and are counted from the least date on. (assumed)
const unfinishedToken = '0001-01-01T00:00:00.'

function readToken(token: string | undefined): {
  readonly time?: number
  readonly unfinished?: number
} {
  if (token === undefined) return {}
  if (token.startsWith(unfinishedToken)) {
    return { unfinished: Number(token.slice(unfinishedToken.length, -1)) }
  }
  const time = parseInstant(token)
  return time === undefined
    ? badArgument(`The continuation token '${token}' is not valid.`)
    : { time }
}

interface Page {
  readonly rows: readonly number[]
  readonly token: string | undefined
}

function readPage(call: Call, project: Project, top: number): Page {
  const { organization, query } = call
  const order = readBuildOrder(call)
  const ordered = orderedBuilds(organization, project.index, order)
  const predicates = buildPredicates(call)
  const { from, to } = bounds(call, order)
  const isWanted = (row: number): boolean => predicates.every((predicate) => predicate(row))
  const matches = firstOfDefinitions(call, ordered, isWanted)
  const { time, unfinished } = readToken(query.text('continuationToken'))
  const rows: number[] = []
  if (unfinished === undefined) {
    const beginning = time ?? from
    let position = beginning === undefined ? 0 : positionOf(ordered, beginning, order)
    for (; position < ordered.rows.length; position += 1) {
      const instant = ordered.times[position] ?? 0
      if (to !== undefined && (order.isDescending ? instant < to : instant > to)) break
      const row = ordered.rows[position] ?? 0
      if (!matches(row)) continue
      if (rows.length === top) return { rows, token: ticksText(instant) }
      rows.push(row)
    }
  }
  // A range leaves out what has no time.
  if (from !== undefined || to !== undefined) return { rows, token: undefined }
  for (let position = unfinished ?? 0; position < ordered.unfinished.length; position += 1) {
    const row = ordered.unfinished[position] ?? 0
    if (!matches(row)) continue
    if (rows.length === top) {
      return { rows, token: `${unfinishedToken}${String(position).padStart(7, '0')}Z` }
    }
    rows.push(row)
  }
  return { rows, token: undefined }
}

// minTime and maxTime hold for the column of queryOrder. (documented for the builds list; bounds inclusive: assumed)
function bounds(
  { query }: Call,
  { isDescending }: BuildOrder,
): { readonly from?: number; readonly to?: number } {
  const least = query.date('minTime')
  const most = query.date('maxTime')
  const [from, to] = isDescending ? [most, least] : [least, most]
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

// The builds that come first in the order are counted, whatever page they are on. (assumed)
function firstOfDefinitions(
  { organization, query }: Call,
  { rows, unfinished }: OrderedBuilds,
  isWanted: (row: number) => boolean,
): (row: number) => boolean {
  const most = query.integer('maxBuildsPerDefinition')
  if (most === undefined) return isWanted
  const seen = new Map<number, number>()
  const first = [...rows, ...unfinished].filter((row) => {
    if (!isWanted(row)) return false
    const definition = organization.builds.definitionOf(row)
    const count = (seen.get(definition) ?? 0) + 1
    seen.set(definition, count)
    return count <= most
  })
  const all = new Set(first)
  return (row) => all.has(row)
}

function listBuilds(call: Call): Answer {
  const { organization, query, variants } = call
  // Default 1,000 (assumed), at most 5,000 (a pull request of rfennell, #1099).
  const top = Math.min(query.integer('$top') ?? variants.buildsDefaultTop, variants.buildsMaxTop)
  const { rows, token } = readPage(call, projectOf(call), top)
  const properties = query.list('properties')
  return listOfTexts(
    rows.map((row) => buildText(organization, row, properties)),
    { token },
  )
}

/** The row of the build of the path. */
export function wantedBuild(call: Call): number {
  const { builds, definitions } = call.organization
  const row = builds.find(Number(param(call, 'buildId')))
  const project = call.project?.index
  const isHere =
    row >= 0 &&
    (project === undefined || definitions.at(builds.definitionOf(row)).project === project)
  if (isHere) return row
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `The requested build ${param(call, 'buildId')} could not be found.`,
    exception: 'Microsoft.TeamFoundation.Build.WebApi.BuildNotFoundException',
  })
}

function getBuild(call: Call): Answer {
  return textAnswer(buildText(call.organization, wantedBuild(call)))
}

function listTags(call: Call): Answer {
  return listAnswer(call.organization.builds.tagsOf(wantedBuild(call)))
}

function listWorkItems(call: Call): Answer {
  const { builds, workItems, url } = call.organization
  const ids = builds.workItemsOf(wantedBuild(call), workItems.ids)
  // Default 50, and no token. (an issue thread)
  const rows = ids.slice(0, call.query.integer('$top') ?? 50)
  return listAnswer(rows.map((id) => ({ id: String(id), url: `${url}/_apis/wit/workItems/${id}` })))
}

const base = { method: 'GET', scope: 'project' } as const

/** Builds and what belongs to one. */
export const buildRoutes: readonly Route[] = [
  { ...base, template: 'build/builds', resourceVersion: 7, table: 'Builds', handle: listBuilds },
  {
    ...base,
    template: 'build/builds/{buildId}',
    scope: 'project-or-organization',
    resourceVersion: 7,
    handle: getBuild,
  },
  { ...base, template: 'build/builds/{buildId}/tags', resourceVersion: 3, handle: listTags },
  {
    ...base,
    template: 'build/builds/{buildId}/workitems',
    resourceVersion: 2,
    handle: listWorkItems,
  },
]
