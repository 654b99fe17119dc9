import type { RestClient, RestRequest } from './contract.ts'

/**
 * A client that puts the query parameters of each request into its JSON body, each at its dotted path. A path that ends
 * in `[]` takes a list of the one value; `$top` and `$skip` are numbers.
 */
export function withParametersInBody(client: RestClient): RestClient {
  return {
    ...client,
    send: async (request, context) => await client.send(inBody(request), context),
  }
}

function inBody({ query = {}, body, ...request }: RestRequest): RestRequest {
  const whole = Object.entries(query).reduce(
    (object, [path, value]) => withValueAt(object, path.split('.'), value),
    asObject(body),
  )
  return { ...request, body: whole }
}

type JsonObject = Readonly<Record<string, unknown>>

function withValueAt(object: JsonObject, path: readonly string[], value: string): JsonObject {
  const [first = '', ...rest] = path
  if (rest.length > 0) {
    return { ...object, [first]: withValueAt(asObject(object[first]), rest, value) }
  }
  if (first.endsWith('[]')) return { ...object, [first.slice(0, -2)]: [value] }
  return { ...object, [first]: first.startsWith('$') ? Number(value) : value }
}

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {}
}
