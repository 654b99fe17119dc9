import { DevopsqlError } from '@devopsql/errors'
import type { RequestContext, RestClient, RestRequest, WorkItemRequest } from './contract.ts'
import { remoteFactsOf } from './remote-facts.ts'
import { listRows } from './rows-at.ts'
import { idOf } from './work-item-id.ts'

const longestText = 32_000

/** Work items `after < Id <= through`; absent: no bound. */
export interface IdRange {
  readonly after: number
  readonly through: number
}

interface WiqlQuery {
  readonly condition: string
  readonly range?: IdRange
  readonly orderBy: string
  readonly top: number
}

/** The ids that a query gave, or why it can't be answered in one piece. */
export type WiqlAnswer =
  | { readonly kind: 'ids'; readonly ids: readonly number[] }
  | { readonly kind: 'too-large'; readonly error: unknown }

/** Runs WIQL queries of one request. */
export type RunWiql = (query: WiqlQuery) => Promise<WiqlAnswer>

/** The function that asks for ids. Sizes and times that the service refuses are answers, not errors: they can be split. */
export function wiqlRunner(
  client: RestClient,
  request: Pick<WorkItemRequest, 'project'>,
  context: RequestContext,
): RunWiql {
  return async (query) => {
    try {
      const sent = wiqlRequest(request.project, query)
      const { body } = await client.send(sent, context)
      return { kind: 'ids', ids: listRows(body, sent).flatMap((item) => idOf(item) ?? []) }
    } catch (error) {
      if (isTooLarge(error)) return { kind: 'too-large', error }
      throw error
    }
  }
}

function wiqlRequest(project: string | undefined, query: WiqlQuery): RestRequest {
  const text = wiqlText(query)
  if (text.length > longestText) {
    throw new DevopsqlError(
      `the WIQL query is ${text.length} characters long, more than the ${longestText} that the service takes`,
      {
        code: 'DEVOPSQL_LIMIT_EXCEEDED',
        hint: 'Shorten the lists in WHERE, or set Pushdown=off to filter here.',
      },
    )
  }
  return {
    service: 'core',
    method: 'POST',
    template: project === undefined ? '_apis/wit/wiql' : '{project}/_apis/wit/wiql',
    path: project === undefined ? '_apis/wit/wiql' : `${project}/_apis/wit/wiql`,
    query: { $top: String(query.top), timePrecision: 'true' },
    apiVersion: '7.1',
    body: { query: text },
    rows: 'workItems',
  }
}

/** The text of a query for ids. */
function wiqlText({ condition, range, orderBy }: WiqlQuery): string {
  const terms = [
    condition === '' ? undefined : `(${condition})`,
    range === undefined ? undefined : `[System.Id] > ${range.after}`,
    range === undefined ? undefined : `[System.Id] <= ${range.through}`,
  ].filter((term) => term !== undefined)
  const where = terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`
  return `SELECT [System.Id] FROM WorkItems${where} ORDER BY ${orderBy}`
}

// VS402337: more than 20,000 results. VS402335: more than 30 seconds.
function isTooLarge(error: unknown): boolean {
  const facts = remoteFactsOf(error)
  if (facts === undefined) return false
  if (facts.typeKey === 'WorkItemTrackingQueryResultSizeLimitExceededException') return true
  return /^VS40233[57]\b/.test(facts.message ?? '')
}
