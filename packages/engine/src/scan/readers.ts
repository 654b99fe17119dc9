import type { ListRequest, RequestContext, RestClient, RestRequest } from '@devopsql/rest'
import type { PartialRows } from '@devopsql/schema'
import { fillPath, type Holes } from './fill-template.ts'
import { valueAt } from './raw-page.ts'
import type { Readers } from './whole-rows.ts'

export interface ReadersInput {
  readonly client: RestClient
  readonly context: RequestContext
  /** The list whose rows are read again. */
  readonly request: ListRequest
  readonly holes: Holes
  readonly partial: PartialRows | undefined
}

/** What reads rows of a list again, at paths with the holes of the list and those of the row. */
export function createReaders(input: ReadersInput): Readers {
  const { client, context, request, holes, partial } = input
  const pathOf = (template: string, more: Holes): string =>
    fillPath(template, new Map([...holes, ...more]))
  const { service, apiVersion } = request
  const query = partial?.query === undefined ? {} : { query: partial.query }
  const alone = (template: string, more: Holes): RestRequest => {
    const path = pathOf(template, more)
    return { service, apiVersion, method: 'GET', template, path, ...query }
  }
  const bodyOf = async (one: RestRequest): Promise<unknown> =>
    (await client.send(one, context)).body
  return {
    again: async (template, more) => await bodyOf({ ...request, path: pathOf(template, more) }),
    details: {
      one: async (template, more) => await bodyOf(alone(template, more)),
      many: async (ids) => {
        const one = alone(partial?.path ?? request.template, new Map())
        const parameter = { [partial?.batch?.parameter ?? 'ids']: ids.join(',') }
        const body = await bodyOf({ ...one, query: { ...one.query, ...parameter } })
        const rows = valueAt(body, ['value'])
        return Array.isArray(rows) ? (rows as readonly unknown[]) : []
      },
    },
  }
}
