import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A request as the server got it. */
export interface Received {
  readonly method: string
  /** Path below the organization, without leading slash and query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  /** Parsed JSON. */
  readonly body: unknown
  /** The client's port, which tells connections apart. */
  readonly port: number | undefined
  /** Resolves when the client has closed the socket before the answer. */
  readonly gone: Promise<void>
}

/** What to answer; a fault instead of, or in the middle of, the answer. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Objects are sent as JSON, text and bytes as they are. */
  readonly body?: unknown
  readonly fault?: 'reset' | 'stall' | 'stall-in-body'
}

export type Answer = (received: Received, index: number) => Reply | Promise<Reply>

export interface TestServer {
  /** With the organization: `http://127.0.0.1:1234/contoso`. */
  readonly url: string
  readonly received: readonly Received[]
  /** The paths and queries received. */
  readonly lines: () => readonly string[]
}

export interface TestServerOptions {
  /** Answers `_apis/ResourceAreas`, which otherwise is a 404 and recorded nowhere. */
  readonly resourceAreas?: unknown
  readonly listen?: (
    listener: (request: IncomingMessage, response: ServerResponse) => void,
  ) => Server
}

/** A server on a free port that lives as long as the test. */
export async function startServer(
  answer: Answer,
  options: TestServerOptions = {},
): Promise<TestServer> {
  const received: Received[] = []
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void receive(request, response).then((one) => {
      if (one.path.toLowerCase() === '_apis/resourceareas') {
        const areas = options.resourceAreas
        return send(response, areas === undefined ? { status: 404, body: 'no' } : { body: areas })
      }
      received.push(one)
      return Promise.resolve(answer(one, received.length - 1)).then((reply) =>
        send(response, reply),
      )
    })
  }
  const server = options.listen?.(listener) ?? createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const scheme = options.listen === undefined ? 'http' : 'https'
  return {
    url: `${scheme}://127.0.0.1:${portOf(server)}/contoso`,
    received,
    lines: () => received.map((one) => `${one.path}?${one.query.toString()}`),
  }
}

export function portOf(server: Pick<Server, 'address'>): number {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<Received> {
  const gone = new Promise<void>((resolve) => {
    response.on('close', () => {
      if (!response.writableEnded) resolve()
    })
  })
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  const url = new URL(request.url ?? '/', 'http://host')
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  return {
    method: request.method ?? '',
    path: url.pathname.replace(/^\/contoso\//, ''),
    query: url.searchParams,
    headers: request.headers,
    port: request.socket.remotePort,
    body,
    gone,
  }
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.fault === 'stall') return
  if (reply.fault === 'reset') {
    response.destroy()
    return
  }
  const isRaw = typeof reply.body === 'string' || Buffer.isBuffer(reply.body)
  response.writeHead(reply.status ?? 200, {
    'content-type': isRaw ? 'text/plain' : 'application/json; charset=utf-8; api-version=7.1',
    ...reply.headers,
  })
  if (reply.fault === 'stall-in-body') {
    response.write('{"value":[')
    return
  }
  if (reply.body === undefined) response.end()
  else response.end(isRaw ? reply.body : JSON.stringify(reply.body))
}
