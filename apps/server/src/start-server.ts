import type { AddressInfo } from 'node:net'
import { DevopsqlError } from '@devopsql/errors'
import { openAccounts } from './accounts/open-accounts.ts'
import { configError } from './config/read-config.ts'
import type { ListenAddress, ServerConfig } from './config/server-config.ts'
import { createConnectionPool } from './connections/connection-pool.ts'
import { createHost } from './host.ts'
import { closeHttp } from './http/close-http.ts'
import { createHttp } from './http/create-http.ts'
import { createAccountIdentities } from './identity/account-identities.ts'
import { createGate } from './identity/gate.ts'
import type { Identity } from './identity/identity.ts'
import { openWith } from './identity/open-with.ts'
import { createPassThrough } from './identity/pass-through.ts'
import { createUsage } from './limits/usage.ts'
import { type Listening, listeningText } from './listening.ts'
import { checkMaterial, loadTls } from './load-material.ts'
import { listenPostgres } from './postgres/listen-postgres.ts'
import { logSessions } from './postgres/log-sessions.ts'
import { createPostgresSignIn } from './postgres/postgres-sign-in.ts'
import type { Log } from './telemetry/log.ts'
import { logQueries } from './telemetry/log-queries.ts'
import { createMetrics } from './telemetry/metrics.ts'
import { observeAll } from './telemetry/query-observer.ts'
import { startTraces } from './telemetry/traces.ts'

export interface RunningServer extends AsyncDisposable {
  readonly listening: readonly Listening[]
  /** Takes nothing new, lets what runs end within the grace time, and ends the rest. */
  stop(): Promise<void>
}

const stallMilliseconds = 120_000
// Rows that go into a slow program are often waited for: the client of a COPY decides how fast it is.
const postgresStallMilliseconds = 15 * 60_000

/** Starts everything that a configuration says, and resolves when it answers. */
export async function startServer(
  config: ServerConfig,
  { log }: { readonly log: Log },
): Promise<RunningServer> {
  const mistakes = await checkMaterial(config)
  if (mistakes.length > 0) throw configError(mistakes)
  const { connections, limits, memoryLimit, insecure } = config
  const main = connections.get('') ?? ''
  const tls = await loadTls(config)
  const accounts =
    config.accounts === undefined
      ? undefined
      : await openAccounts(config.accounts, (error) =>
          log.error({ err: error }, 'the changed accounts are not used'),
        )
  const pool = createConnectionPool({ idleMilliseconds: config.idleSeconds * 1000 })
  const gate = createGate({
    anybody: insecure ? anybodyOf(config) : undefined,
    accounts,
    identityOf: createAccountIdentities({ connections, limits, memoryLimit }),
    passThrough: config.passThrough
      ? createPassThrough({ connectionString: main, limits, memoryLimit, pool })
      : undefined,
  })
  const clients = new Map<string, () => number>()
  const metrics = createMetrics({
    connections: () =>
      Object.fromEntries([...clients].map(([protocol, count]) => [protocol, count()])),
  })
  const traces = config.tracing && (await startTraces(config.tracing.endpoint))
  const observe = observeAll([
    metrics.observe,
    logQueries(log),
    ...(traces ? [traces.observe] : []),
  ])
  const host = createHost({ gate, pool, observe })
  let isStopping = false

  const listening: Listening[] = []
  const closers: (() => Promise<void>)[] = []
  if (config.http !== undefined) {
    const { bodyBytes, metrics: metricsAccess, ...address } = config.http
    const app = await createHttp({
      host,
      log,
      metrics,
      metricsAccess,
      bodyBytes,
      tls: address.tls ? tls : undefined,
      loopbackNamesOnly: insecure,
      isReady: () => !isStopping,
      stallMilliseconds,
      headersMilliseconds: 15_000,
    })
    await app.listen({ host: address.host, port: address.port }).catch((cause: unknown) => {
      throw notListening(address, cause)
    })
    const { port } = app.server.address() as AddressInfo
    listening.push({ protocol: 'http', host: address.host, port, tls: address.tls })
    clients.set('http', () => connectionCount)
    let connectionCount = 0
    app.server.on('connection', (socket) => {
      connectionCount += 1
      socket.once('close', () => {
        connectionCount -= 1
      })
    })
    closers.push(async () => {
      await closeHttp(app, config.graceSeconds * 1000)
    })
  }
  if (config.postgres !== undefined) {
    const { connections: mostConnections, ...address } = config.postgres
    const listener = await listenPostgres({
      ...address,
      tls: address.tls ? tls : undefined,
      mostConnections,
      stallMilliseconds: postgresStallMilliseconds,
      authenticate: createPostgresSignIn(host),
      onEvent: logSessions(log),
    }).catch(async (cause: unknown) => {
      await Promise.all(closers.map(async (close) => close()))
      throw notListening(address, cause)
    })
    const { host: name, tls: isEncrypted } = address
    listening.push({ protocol: 'postgres', host: name, port: listener.port, tls: isEncrypted })
    clients.set('postgres', listener.connectionCount)
    closers.push(async () => listener.stop(config.graceSeconds * 1000))
  }
  const signIn = insecure ? 'without a sign-in' : 'with a sign-in'
  log.info({ listening }, `listening at ${listening.map(listeningText).join(' and ')}, ${signIn}`)

  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => {
    isStopping = true
    stopping ??= (async () => {
      log.info('stopping')
      await Promise.all(closers.map(async (close) => close()))
      await pool.close()
      await traces?.close()
      log.info('stopped')
    })()
    return stopping
  }
  return { listening, stop, [Symbol.asyncDispose]: stop }
}

function anybodyOf({ connections, limits, memoryLimit }: ServerConfig): Identity {
  const text = connections.get('') ?? ''
  return {
    key: 'anybody',
    user: 'anybody',
    bringsToken: false,
    usage: createUsage({ user: 'anybody', limits: () => limits }),
    open: async (place) => await openWith(text, place, { memoryLimit }),
  }
}

function notListening({ host, port }: ListenAddress, cause: unknown): DevopsqlError {
  const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new DevopsqlError(`cannot listen on ${host}:${port}${reason}`, {
    code: 'DEVOPSQL_USAGE',
    hint: 'Choose another port, or end what listens there.',
    cause,
  })
}
