import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** What is answered to a path. */
export interface Route {
  /** Path below the organization in lower case; `*` stands for any one segment. */
  readonly path: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** A string is sent as it is, null as no body, everything else as JSON. A function is given the request's JSON. */
  readonly body: unknown
}

/** An organization of which only some answers are known. */
export interface RoutedServer extends AsyncDisposable {
  readonly url: string
  /** Method and path of each request, without the query. */
  readonly requests: readonly string[]
}

/** Serves routes on loopback, the first one that fits; everything else is not found. */
export async function serveRoutes(routes: readonly Route[]): Promise<RoutedServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    void answer(routes, request, response)
    requests.push(`${request.method ?? ''} ${(request.url ?? '').replace(/\?.*/, '')}`)
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}/contoso`,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

async function answer(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '', 'http://localhost')
  const segments = url.pathname.split('/').slice(2).map(decodeURIComponent)
  const route = routes.find(({ path }) => fits(path, segments))
  const input = await jsonOf(request)
  const body: unknown =
    route === undefined
      ? notFound
      : typeof route.body === 'function'
        ? (route.body as (input: unknown) => unknown)(input)
        : route.body
  response.writeHead(route?.status ?? (route === undefined ? 404 : 200), {
    'content-type': 'application/json; charset=utf-8',
    ...route?.headers,
  })
  if (body === null) response.end()
  else response.end(typeof body === 'string' ? body : JSON.stringify(pageOf(body, url)))
}

const notFound = {
  message: 'The controller for this path was not found.',
  typeKey: 'HttpResourceNotFoundException',
}

function fits(path: string, segments: readonly string[]): boolean {
  const wanted = path.split('/')
  return (
    wanted.length === segments.length &&
    wanted.every((part, index) => part === '*' || part === segments[index]?.toLowerCase())
  )
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? undefined : (JSON.parse(text) as unknown)
}

/** The part of a list that $skip and $top ask for, under either of their names. */
function pageOf(body: unknown, { searchParams }: URL): unknown {
  if (typeof body !== 'object' || body === null || !('value' in body)) return body
  if (!Array.isArray(body.value)) return body
  const number = (name: string): string | null =>
    searchParams.get(name) ?? searchParams.get(`searchCriteria.${name}`)
  const skip = Number(number('$skip') ?? 0)
  const top = Number(number('$top') ?? Number.POSITIVE_INFINITY)
  const value: readonly unknown[] = body.value.slice(skip, skip + top)
  return { ...body, count: value.length, value }
}
