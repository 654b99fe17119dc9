import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { type ConnectionChannels, listenToConnections } from './connection-channels.ts'
import type { Log } from './log-event.ts'

type QueryId = string | undefined

/** Tells of the connections that undici makes: addresses, proxy, TLS, what went over them, and why there is none. */
export function watchConnections(log: Log): ConnectionChannels<QueryId> {
  const tell = (queryId: QueryId, text: () => string): void =>
    log({ level: 4, module: 'SSL', queryId, text })
  return listenToConnections<QueryId>({
    'undici:client:beforeConnect': (message, queryId) =>
      tell(queryId, () => `connecting to ${target(message)}`),
    'undici:client:connectError': (message, queryId) =>
      tell(queryId, () => `no connection to ${target(message)}: ${reason(message)}`),
    'undici:proxy:connected': (message, queryId) =>
      tell(queryId, () => `tunnel ${tunnel(message)}`),
    'undici:client:connected': (message, queryId) => {
      const { socket } = message as { readonly socket?: Socket }
      if (socket === undefined) return
      tell(queryId, () => `connected to ${target(message)}: ${describedSocket(socket)}`)
      const { localPort } = socket
      socket.once('close', () =>
        tell(
          queryId,
          () =>
            `closed the connection from port ${localPort ?? 'unknown'}: ${socket.bytesWritten} bytes sent, ${socket.bytesRead} bytes received`,
        ),
      )
    },
  })
}

interface ConnectMessage {
  readonly connectParams?: {
    readonly host?: string
    readonly protocol?: string
    readonly origin?: string
    readonly path?: string
  }
  readonly error?: unknown
}

function target(message: unknown): string {
  const { host = '', protocol = '' } = (message as ConnectMessage).connectParams ?? {}
  return `${protocol}//${host}`
}

// The headers of the tunnel hold the password of the proxy.
function tunnel(message: unknown): string {
  const { origin = '', path = '' } = (message as ConnectMessage).connectParams ?? {}
  return `through ${origin} to ${path}`
}

function reason(message: unknown): string {
  const { error } = message as ConnectMessage
  if (!(error instanceof Error)) return 'for no reason that is known'
  const inner: unknown[] = error instanceof AggregateError ? error.errors : []
  const code = 'code' in error ? `${String(error.code)} ` : ''
  return [`${code}${error.message}`, ...inner.map(String)].join('; ')
}

function describedSocket(socket: Socket): string {
  const ends = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? '?'} from port ${socket.localPort ?? '?'}`
  if (!(socket instanceof TLSSocket)) return `${ends}, not encrypted`
  const { subject, issuer, valid_to, fingerprint256 } = socket.getPeerCertificate()
  // A resumed session shows no certificate.
  const names = (subject as typeof subject | undefined)
    ? `certificate of ${[subject.CN].flat().join(', ')} by ${[issuer.CN].flat().join(', ')} until ${valid_to}, SHA-256 ${fingerprint256}`
    : 'session resumed'
  const trust = socket.authorized ? 'trusted' : `not checked (${String(socket.authorizationError)})`
  return `${ends}, ${socket.getProtocol() ?? 'TLS'} ${socket.getCipher().standardName}, ${names}, ${trust}`
}
