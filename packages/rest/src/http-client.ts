import type { HttpAnswer, HttpClient, HttpRequest } from '@devopsql/auth'
import type { Dispatcher } from 'undici'
import { type Connections, createConnections } from './connections.ts'
import type { ProxyOptions } from './contract.ts'
import { dispatch } from './dispatch.ts'
import { faultError } from './error-mapping.ts'

export interface HttpClientOptions {
  /** Absent: what the environment says, as for the REST client. */
  readonly proxy?: ProxyOptions
  readonly serverCertificate?: string
  /** How long a request may make no progress, 30,000 when absent; 0: for ever. */
  readonly timeoutMs?: number
}

/** Plain HTTP for signing in, over the same kind of connections as the REST client. */
export interface ClosableHttpClient {
  /** Sends one request; redirects are answers, not followed. Rejects with the connection codes of devopsql. */
  readonly send: HttpClient
  close(): Promise<void>
}

/** Opens no connection until the first request. */
export function createHttpClient(options: HttpClientOptions): ClosableHttpClient {
  const common = { ...options, timeoutMs: options.timeoutMs ?? 30_000, maxConcurrency: 4 }
  const opened = new Map<boolean, Connections>()
  const connectionsFor = ({ direct = false }: HttpRequest): Connections => {
    const connections =
      opened.get(direct) ??
      createConnections(direct ? { ...common, proxy: 'none' as const } : common)
    opened.set(direct, connections)
    return connections
  }
  return {
    send: async (request) => {
      const { origin, pathname, search, host } = new URL(request.url)
      try {
        const dispatcher = await connectionsFor(request).dispatcher()
        return await sendTo(dispatcher, { ...request, origin, path: `${pathname}${search}` })
      } catch (error) {
        throw faultError(error, host)
      }
    },
    close: async () => {
      await Promise.all([...opened.values()].map((connections) => connections.destroy()))
    },
  }
}

async function sendTo(
  dispatcher: Dispatcher,
  request: HttpRequest & { readonly origin: string; readonly path: string },
): Promise<HttpAnswer> {
  const { origin, path, method, headers, body, signal, timeoutMs } = request
  const { status, ...raw } = await dispatch(
    dispatcher,
    {
      origin,
      path,
      method,
      headers: { 'user-agent': 'devopsql', ...headers },
      body: body ?? null,
      ...(timeoutMs !== undefined && { headersTimeout: timeoutMs, bodyTimeout: timeoutMs }),
    },
    signal,
  )
  return {
    status,
    headers: Object.fromEntries(
      Object.entries(raw.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    ),
    text: Buffer.concat(raw.chunks).toString('utf8'),
  }
}
