import type { HttpAnswer, HttpClient, HttpRequest } from '@devopsql/auth'
import type { Dispatcher } from 'undici'
import { type Connections, createConnections } from './connections.ts'
import type { ProxyOptions } from './contract.ts'
import { faultError } from './error-mapping.ts'
import { describedUrl } from './log/described-url.ts'
import type { Log } from './log/log-event.ts'
import { createWire, type Wire } from './wire.ts'

export interface HttpClientOptions {
  /** Absent: what the environment says, as for the REST client. */
  readonly proxy?: ProxyOptions
  readonly serverCertificate?: string
  /** How long a request may make no progress, 30,000 when absent; 0: for ever. */
  readonly timeoutMs?: number
  /** Told of each request as the module `OAUT`. */
  readonly log?: Log | undefined
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
  const { log } = options
  const wire = createWire(log, 'OAUT')
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
      const start = performance.now()
      const tell = (outcome: string): void =>
        log?.({
          level: 2,
          module: 'OAUT',
          text: () =>
            `${request.method} ${describedUrl(request.url)}: ${outcome} after ${Math.round(performance.now() - start)} ms`,
        })
      try {
        const dispatcher = await connectionsFor(request).dispatcher()
        const path = `${pathname}${search}`
        const answer = await sendTo(dispatcher, { ...request, origin, path, wire })
        tell(`${answer.status}`)
        return answer
      } catch (error) {
        tell(`no answer, ${String(error)}`)
        throw faultError(error, host)
      }
    },
    close: async () => {
      await Promise.all([...opened.values()].map((connections) => connections.destroy()))
      wire.close()
    },
  }
}

async function sendTo(
  dispatcher: Dispatcher,
  request: HttpRequest & { readonly origin: string; readonly path: string; readonly wire: Wire },
): Promise<HttpAnswer> {
  const { origin, path, method, headers, body, signal, timeoutMs, wire } = request
  const { status, ...raw } = await wire.send(
    dispatcher,
    {
      origin,
      path,
      method,
      headers: { 'user-agent': 'devopsql', ...headers },
      body: body ?? null,
      ...(timeoutMs !== undefined && { headersTimeout: timeoutMs, bodyTimeout: timeoutMs }),
    },
    { signal },
  )
  return {
    status,
    headers: Object.fromEntries(
      Object.entries(raw.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    ),
    text: Buffer.concat(raw.chunks).toString('utf8'),
  }
}
