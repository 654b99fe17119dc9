import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { createConnections } from '../connections.ts'
import { dispatch } from '../dispatch.ts'
import { headerOf } from '../exchange.ts'
import { type FaultKind, faultKind } from '../faults.ts'
import type { HttpClientOptions } from '../http-client.ts'
import { listenToConnections } from '../log/connection-channels.ts'
import { certificateOf, type ServerCertificate } from './server-certificate.ts'

/** What one request without credentials met on its way to a host. */
export interface HostReach {
  /** Host and port of the proxy that was asked, if one was. */
  readonly proxy: string | undefined
  /** Address and port of the other end: the host's, or the proxy's. */
  readonly address: string | undefined
  /** What the host showed, trusted or not; undefined where nothing came so far, or nothing is encrypted. */
  readonly certificate: ServerCertificate | undefined
  readonly answer: HostAnswer | undefined
  /** Why there is no answer. */
  readonly failure: ReachFailure | undefined
}

export interface HostAnswer {
  readonly status: number
  /** The host's clock, to the second; undefined where it doesn't tell. */
  readonly date: Date | undefined
  /** Our clock in the middle of the request, in milliseconds since 1970. */
  readonly at: number
}

export interface ReachFailure {
  readonly kind: FaultKind
  /** The code of Node.js or OpenSSL, where there is one: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  readonly code: string | undefined
  /** What the proxy answered instead of making a connection. */
  readonly proxyStatus: number | undefined
}

export interface ReachOptions {
  readonly http: HttpClientOptions
  readonly now: () => number
  readonly signal?: AbortSignal | undefined
}

/** Sends one GET without credentials, once, and tells what it met. Rejects only when the signal aborts. */
export async function reachHost(url: string, options: ReachOptions): Promise<HostReach> {
  const reach = await attempt(url, options)
  if (reach.failure?.kind !== 'tls') return reach
  // Whose certificate is refused, is seen only by whoever accepts it: that connection is for looking and nothing else.
  const seen = await attempt(url, {
    ...options,
    http: { ...options.http, serverCertificate: '*' },
  })
  return { ...reach, address: seen.address, certificate: seen.certificate }
}

interface Met {
  proxy?: string
  address?: string
  certificate?: ServerCertificate
}

async function attempt(url: string, { http, now, signal }: ReachOptions): Promise<HostReach> {
  const { origin, pathname, search, host } = new URL(url)
  const connections = createConnections({
    ...http,
    timeoutMs: http.timeoutMs ?? 30_000,
    maxConcurrency: 1,
  })
  const channels = listenToConnections<Met>({
    'undici:client:beforeConnect': (message, met) => {
      const asked = (message as ConnectMessage).connectParams?.host
      if (asked !== undefined && asked !== host) met.proxy = asked
    },
    'undici:client:connected': (message, met) => {
      const { socket } = message as ConnectMessage
      if (socket === undefined) return
      const address = addressOf(socket)
      if (address !== undefined) met.address ??= address
      const certificate = socket instanceof TLSSocket ? certificateOf(socket) : undefined
      if (certificate !== undefined) met.certificate = certificate
    },
  })
  const met: Met = {}
  const start = now()
  const outcome = await channels
    .within(met, async () => {
      const { status, headers } = await dispatch(
        await connections.dispatcher(),
        { origin, path: `${pathname}${search}`, method: 'GET', headers: { ...sent } },
        signal,
      )
      return {
        answer: { status, date: dateIn(headerOf(headers, 'date')), at: (start + now()) / 2 },
      }
    })
    .catch((error: unknown) => ({ failure: failureOf(error) }))
    .finally(async () => {
      channels.stop()
      await connections.destroy()
    })
  return {
    proxy: met.proxy,
    address: met.address,
    certificate: met.certificate,
    answer: undefined,
    failure: undefined,
    ...outcome,
  }
}

// Copied for each request: the agent of a proxy adds the host to what it is given.
const sent = {
  accept: 'application/json',
  'x-tfs-fedauthredirect': 'Suppress',
  'user-agent': 'devopsql',
}

interface ConnectMessage {
  readonly connectParams?: { readonly host?: string }
  readonly socket?: Socket
}

function addressOf({ remoteAddress, remoteFamily, remotePort }: Socket): string | undefined {
  if (remoteAddress === undefined) return undefined
  const host = remoteFamily === 'IPv6' ? `[${remoteAddress}]` : remoteAddress
  return `${host}:${remotePort ?? '?'}`
}

function dateIn(header: string | undefined): Date | undefined {
  const date = new Date(header ?? '')
  return Number.isNaN(date.getTime()) ? undefined : date
}

function failureOf(error: unknown): ReachFailure {
  const kind = faultKind(error)
  if (kind === undefined || !(error instanceof Error)) throw error
  const status = /Proxy response \((\d+)\)/.exec(error.message)?.[1]
  return {
    kind,
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    proxyStatus: status === undefined ? undefined : Number(status),
  }
}
