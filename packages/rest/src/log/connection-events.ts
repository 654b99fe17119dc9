import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Log } from './log-event.ts'

export interface ConnectionWatch {
  /** Connections that `work` makes are told with the query. */
  within<Result>(queryId: string | undefined, work: () => Result): Result
  stop(): void
}

/** Tells of the connections that undici makes: addresses, proxy, TLS, what went over them, and why there is none. */
export function watchConnections(log: Log): ConnectionWatch {
  // The channels belong to the whole process: only what happens inside of `within` is ours.
  const current = new AsyncLocalStorage<{ readonly queryId: string | undefined }>()
  const tell = (text: () => string): void => {
    const store = current.getStore()
    if (store !== undefined) log({ level: 4, module: 'SSL', queryId: store.queryId, text })
  }
  const listeners: Readonly<Record<string, (message: unknown) => void>> = {
    'undici:client:beforeConnect': (message) => tell(() => `connecting to ${target(message)}`),
    'undici:client:connectError': (message) =>
      tell(() => `no connection to ${target(message)}: ${reason(message)}`),
    'undici:proxy:connected': (message) => tell(() => `tunnel ${tunnel(message)}`),
    'undici:client:connected': (message) => {
      const { socket } = message as { readonly socket?: Socket }
      if (current.getStore() === undefined || socket === undefined) return
      tell(() => `connected to ${target(message)}: ${describedSocket(socket)}`)
      const { localPort } = socket
      socket.once('close', () =>
        tell(
          () =>
            `closed the connection from port ${localPort ?? 'unknown'}: ${socket.bytesWritten} bytes sent, ${socket.bytesRead} bytes received`,
        ),
      )
    },
  }
  for (const [name, listener] of Object.entries(listeners)) subscribe(name, listener)
  return {
    within: (queryId, work) => current.run({ queryId }, work),
    stop: () => {
      for (const [name, listener] of Object.entries(listeners)) unsubscribe(name, listener)
    },
  }
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
