import { type Answer, textAnswer } from '../answers/answer.ts'
import { badArgument, fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import { queryStore } from '../data/query-store.ts'
import { findSavedQuery } from '../data/saved-queries.ts'
import type { Route } from '../router.ts'
import type { FieldInfo } from '../wiql/contract.ts'
import type { LinkRow } from '../wiql/run-link-query.ts'
import { runWiql } from '../wiql/run-wiql.ts'
import { queryNotFound } from './saved-queries.ts'

function fieldReference({ url }: Call['organization'], { name, referenceName }: FieldInfo): object {
  return { referenceName, name, url: `${url}/_apis/wit/fields/${referenceName}` }
}

function queryOf({ body }: Call): string {
  const query =
    typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined
  // (assumed: words)
  return typeof query === 'string'
    ? query
    : badArgument('The query is missing. Parameter name: query')
}

// A saved query stands for its own project where the URL names none. (assumed)
function answerSavedQuery(call: Call): Answer {
  const { organization, project } = call
  const id = param(call, 'id')
  const projects = project === undefined ? organization.projects.all() : [project]
  for (const one of projects) {
    const found = findSavedQuery(organization, one, { idOrPath: id })
    if (found?.wiql !== undefined) return answerQuery({ ...call, project: one }, found.wiql)
    // (assumed: words)
    if (found !== undefined) return badArgument(`The item ${id} is a folder, not a query.`)
  }
  return queryNotFound(id)
}

function answerQuery(call: Call, text: string): Answer {
  const { organization, project, team, query, variants } = call
  const deadline = performance.now() + variants.wiqlTimeLimitSeconds * 1_000
  const result = runWiql(queryStore(organization), text, {
    top: query.integer('$top'),
    timePrecision: query.boolean('timePrecision'),
    project: project?.id,
    team,
    me: organization.users.combinedName(0),
    now: new Date(organization.now),
    variants,
    isOutOfTime: () => performance.now() >= deadline,
  })
  if (result.kind === 'error') {
    return fail({
      ...result,
      exception: `Microsoft.TeamFoundation.WorkItemTracking.Server.${result.typeKey}`,
    })
  }
  const { columns, sortColumns, asOf } = result
  const isFlat = result.kind === 'ids'
  const head = JSON.stringify({
    queryType: isFlat ? 'flat' : result.queryType,
    queryResultType: isFlat ? 'workItem' : 'workItemLink',
    asOf: millisecondsText(asOf.getTime()),
    columns: columns.map((column) => fieldReference(organization, column)),
    // Left out when the query has no order. (measured)
    sortColumns:
      sortColumns.length === 0
        ? undefined
        : sortColumns.map(({ field, descending }) => ({
            field: fieldReference(organization, field),
            descending,
          })),
  })
  const base = project === undefined ? organization.url : `${organization.url}/${project.id}`
  // By hand: a result may hold 20,000 of these.
  const item = (id: number): string => `{"id":${id},"url":"${base}/_apis/wit/workItems/${id}"}`
  const rows = isFlat
    ? `"workItems":[${result.ids.map(item).join(',')}]`
    : `"workItemRelations":[${result.rows.map((row) => relationText(row, item)).join(',')}]`
  return textAnswer(`${head.slice(0, -1)},${rows}}`)
}

// A work item by itself has neither rel nor source. (docs/boards/queries/wiql-syntax.md; null: assumed)
function relationText({ link, target }: LinkRow, item: (id: number) => string): string {
  if (link === undefined) return `{"rel":null,"source":null,"target":${item(target)}}`
  return `{"rel":"${link.type}","source":${item(link.source)},"target":${item(target)}}`
}

/** Queries. They run over the whole organization, wherever they are sent to. */
export const wiqlRoutes: readonly Route[] = [
  {
    method: 'POST',
    scope: 'any',
    template: 'wit/wiql',
    resourceVersion: 2,
    table: 'WorkItems',
    handle: (call) => answerQuery(call, queryOf(call)),
  },
  {
    method: 'GET',
    scope: 'any',
    template: 'wit/wiql/{id}',
    resourceVersion: 2,
    table: 'WorkItems',
    handle: answerSavedQuery,
  },
]
