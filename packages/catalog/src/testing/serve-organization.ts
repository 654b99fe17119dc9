import { createServer } from 'node:http'
import { createRestClient, type RestClient } from '@devopsql/rest'
import { closedGate } from './closed-gate.ts'

export interface ServedOrganization extends AsyncDisposable {
  readonly client: RestClient
  /** Method and path of each request so far, but for the look-up of hosts that the client makes by itself. */
  readonly requests: readonly string[]
  /** Answers the next request to this path with a status that is not worth a repeat. */
  failNext(path: string): void
  /** Lets requests wait until `release` is called. */
  hold(): { readonly arrived: Promise<void>; release(): void }
}

type Bodies = Readonly<Record<string, readonly unknown[]>>

/** An organization on loopback that answers lists by their path. */
export async function serveOrganization(lists: Bodies): Promise<ServedOrganization> {
  const requests: string[] = []
  const failing = new Set<string>()
  let held: { readonly promise: Promise<void>; readonly arrive: () => void } | undefined
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    const path = decodeURIComponent(url.pathname.replace('/contoso/', ''))
    const isOurs = path !== '_apis/ResourceAreas'
    if (isOurs) {
      requests.push(`${request.method} ${path}`)
      held?.arrive()
    }
    const answer = (): void => {
      const rows = failing.delete(path) ? undefined : lists[path]
      response.writeHead(rows === undefined ? 404 : 200, {
        'content-type': 'application/json; charset=utf-8; api-version=7.1',
      })
      const error = { message: `TF200016: ${path} does not exist.`, typeKey: 'NotFoundException' }
      const skip = Number(url.searchParams.get('$skip') ?? 0)
      const value = rows?.slice(skip)
      response.end(JSON.stringify(value ? { count: value.length, value } : error))
    }
    if (held === undefined || !isOurs) answer()
    else void held.promise.then(answer)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const client = createRestClient({
    baseUrl: `http://127.0.0.1:${port}/contoso`,
    organization: 'contoso',
    tokenProvider: {
      getToken: async () => ({ scheme: 'Basic', value: 'OnRlc3Q=', expiresAt: undefined }),
    },
  })
  return {
    client,
    requests,
    failNext: (path) => failing.add(path),
    hold() {
      const gate = closedGate<void>()
      const arrival = closedGate<void>()
      held = { promise: gate.promise, arrive: () => arrival.open() }
      return {
        arrived: arrival.promise,
        release() {
          held = undefined
          gate.open()
        },
      }
    },
    async [Symbol.asyncDispose]() {
      await client.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
