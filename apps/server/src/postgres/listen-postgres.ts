import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import {
  type Authentication,
  createCancelRegistry,
  createPgSession,
  type PgSession,
  type Refusal,
  type SessionEvent,
  type SessionHost,
  type SessionRequest,
  type TlsFacts,
} from '@devopsql/pg-session'
import { isLoopback } from '../config/is-loopback.ts'
import { certificateHash } from './certificate-hash.ts'
import { createClientStream } from './client-stream.ts'

export interface PostgresOptions {
  readonly host: string
  readonly port: number
  readonly tls:
    | { readonly cert: string; readonly key: string; readonly passphrase?: string | undefined }
    | undefined
  /** Clients beyond these are refused. */
  readonly mostConnections: number
  readonly stallMilliseconds: number
  authenticate(
    request: SessionRequest,
  ): Authentication | Refusal | Promise<Authentication | Refusal>
  onEvent?(event: SessionEvent): void
}

/** A server that PostgreSQL clients connect to. */
export interface PostgresListener {
  readonly port: number
  connectionCount(): number
  /** Takes nobody new, lets what runs end within that time, and ends the rest. */
  stop(graceMilliseconds: number): Promise<void>
}

interface Client {
  readonly session: PgSession
  destroy(): void
}

const keepAliveMilliseconds = 60_000
/** Connections beyond the limit get this far, so that each is told why it is refused. */
const spareConnections = 50
/** How long a session has for its last words. */
const lastWordsMilliseconds = 1000

/** Listens, and gives each client that connects a session of its own. */
export async function listenPostgres(options: PostgresOptions): Promise<PostgresListener> {
  const { mostConnections } = options
  const secureContext = options.tls && createSecureContext(options.tls)
  const tlsFacts: TlsFacts = { certificateHash: options.tls && certificateHash(options.tls.cert) }
  const clients = new Set<Client>()
  const sessionHost: SessionHost = {
    cancels: createCancelRegistry(),
    authenticate: async (request) =>
      clients.size > mostConnections ? tooMany(mostConnections) : options.authenticate(request),
    onEvent: (event) => options.onEvent?.(event),
  }
  const accept = (socket: Socket): void => {
    if (clients.size >= mostConnections + spareConnections) {
      socket.destroy()
      return
    }
    socket.setNoDelay(true)
    socket.setKeepAlive(true, keepAliveMilliseconds)
    const stream = createClientStream(socket, {
      secureContext,
      stallMilliseconds: options.stallMilliseconds,
      onData: (chunk) => client.session.receive(chunk),
      onGone: () => client.session.close('gone'),
    })
    const address = socket.remoteAddress ?? ''
    const session = createPgSession(sessionHost, {
      address: `${address}:${socket.remotePort ?? 0}`,
      isLoopback: isLoopback(address),
      get tls() {
        return stream.isEncrypted ? tlsFacts : undefined
      },
      ...(secureContext && {
        startTls: async () => {
          await stream.startTls()
          return tlsFacts
        },
      }),
      write: stream.write,
      end: stream.end,
    })
    const client: Client = { session, destroy: stream.destroy }
    clients.add(client)
    void session.ended.finally(() => clients.delete(client))
  }
  const server = createServer(accept)
  server.listen({ host: options.host, port: options.port })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    port,
    connectionCount: () => clients.size,
    stop: async (graceMilliseconds) => {
      server.close()
      for (const { session } of clients) session.drain()
      await allEnded(clients, graceMilliseconds)
      for (const { session } of clients) session.close('shutdown')
      await allEnded(clients, lastWordsMilliseconds)
      for (const { destroy } of clients) destroy()
      await allEnded(clients, lastWordsMilliseconds)
    },
  }
}

function tooMany(most: number): Refusal {
  return {
    kind: 'refused',
    sqlstate: '53300',
    message: 'sorry, too many clients already',
    hint: `The server takes ${most} connections at once; close some, or raise the limit.`,
  }
}

async function allEnded(clients: ReadonlySet<Client>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([Promise.all([...clients].map(async ({ session }) => session.ended)), timeout])
  clearTimeout(timer)
}
