import { type Answer, textAnswer } from '../answers/answer.ts'
import { badArgument, fail } from '../answers/failures.ts'
import type { Call } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import type { Route } from '../router.ts'
import type { FieldInfo } from '../wiql/contract.ts'
import { runWiql } from '../wiql/run-wiql.ts'

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

function answerQuery(call: Call): Answer {
  const { organization, project, query, variants } = call
  const result = runWiql(organization.workItems, queryOf(call), {
    top: query.integer('$top'),
    timePrecision: query.boolean('timePrecision'),
    project: project?.id,
    me: organization.users.combinedName(0),
    now: new Date(organization.now),
    variants,
  })
  if (result.kind === 'error') {
    return fail({
      ...result,
      exception: `Microsoft.TeamFoundation.WorkItemTracking.Server.${result.typeKey}`,
    })
  }
  const { ids, columns, sortColumns, asOf } = result
  const base = project === undefined ? organization.url : `${organization.url}/${project.id}`
  const head = JSON.stringify({
    queryType: 'flat',
    queryResultType: 'workItem',
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
  // By hand: a result may hold 20,000 of these.
  const items = ids.map((id) => `{"id":${id},"url":"${base}/_apis/wit/workItems/${id}"}`)
  return textAnswer(`${head.slice(0, -1)},"workItems":[${items.join(',')}]}`)
}

/** Queries. They run over the whole organization, wherever they are sent to. */
export const wiqlRoutes: readonly Route[] = [
  {
    method: 'POST',
    scope: 'any',
    template: 'wit/wiql',
    resourceVersion: 2,
    table: 'WorkItems',
    handle: answerQuery,
  },
]
