/// <reference path="./undici-agent.d.ts" />
import { existsSync, readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { DevopsqlError } from '@devopsql/errors'
import type { Dispatcher, EnvHttpProxyAgent } from 'undici'
// The index of undici loads fetch, WebSocket and caches too: a fifth of the time that a command takes to start.
import Agent from 'undici/lib/dispatcher/agent.js'
import type { ProxyOptions, RestClientOptions } from './contract.ts'

type TlsOptions =
  | { readonly rejectUnauthorized: false }
  | { readonly ca: string[] }
  | Record<string, never>

const loopback = 'localhost,127.0.0.1,[::1]'

/** The connections of one client: kept alive, through the proxy and with the certificates that were asked for. */
export interface Connections {
  readonly dispatcher: () => Dispatcher | Promise<Dispatcher>
  readonly destroy: () => Promise<void>
}

export function createConnections(
  options: Pick<RestClientOptions, 'serverCertificate'> & {
    /** `none`: straight to the host, whatever the environment says. */
    readonly proxy?: ProxyOptions | 'none'
    readonly timeoutMs: number
    readonly maxConcurrency: number
  },
): Connections {
  const tls = tlsOptions(options.serverCertificate)
  const settings = {
    connections: options.maxConcurrency,
    keepAliveTimeout: 30_000,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    connect: { ...tls, timeout: options.timeoutMs },
    requestTls: tls,
  }
  const proxy = proxySettings(options.proxy)
  if (proxy !== undefined) return throughProxy({ ...settings, ...proxy })
  const agent = new Agent(settings)
  return { dispatcher: () => agent, destroy: () => agent.destroy() }
}

function throughProxy(settings: EnvHttpProxyAgent.Options): Connections {
  let agent: Promise<Dispatcher> | undefined
  const dispatcher = async (): Promise<Dispatcher> =>
    new (await import('undici')).EnvHttpProxyAgent(settings)
  return {
    dispatcher: () => (agent ??= dispatcher()),
    // Why there is no agent was told to whoever sent a request.
    destroy: async () => (await agent?.catch(() => undefined))?.destroy(),
  }
}

function proxySettings(
  proxy: ProxyOptions | 'none' | undefined,
): EnvHttpProxyAgent.Options | undefined {
  if (proxy === 'none') return undefined
  return proxy === undefined ? proxyOfEnvironment() : proxyOf(proxy)
}

function proxyOf({ url, user, password, exceptions }: ProxyOptions): EnvHttpProxyAgent.Options {
  const address = proxyAddress(url, 'the property ProxyServer')
  if (user !== undefined) address.username = encodeURIComponent(user)
  if (password !== undefined) address.password = encodeURIComponent(password)
  const { href } = address
  return { httpProxy: href, httpsProxy: href, noProxy: exceptions?.join(',') ?? '' }
}

function proxyOfEnvironment(): EnvHttpProxyAgent.Options | undefined {
  const httpProxy = addressIn('http_proxy') ?? addressIn('HTTP_PROXY')
  const httpsProxy = addressIn('https_proxy') ?? addressIn('HTTPS_PROXY')
  if (httpProxy === undefined && httpsProxy === undefined) return undefined
  const exceptions = process.env['no_proxy'] ?? process.env['NO_PROXY']
  // A proxy can't reach what listens on this machine only.
  const noProxy =
    exceptions === '*' || exceptions === undefined
      ? (exceptions ?? loopback)
      : `${exceptions},${loopback}`
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }), noProxy }
}

function addressIn(variable: string): string | undefined {
  const text = process.env[variable]
  if (text === undefined || text === '') return undefined
  return proxyAddress(text, `the environment variable ${variable}`).href
}

function proxyAddress(text: string, source: string): URL {
  const address = text.includes('://') ? text : `http://${text}`
  if (URL.canParse(address) && /^(https?|socks5?):/i.test(address)) return new URL(address)
  throw new DevopsqlError(`${source} is not a host or an http address`, {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: 'Write ProxyServer=proxy.example.com;ProxyPort=3128, or HTTPS_PROXY=http://proxy.example.com:3128 in the environment.',
  })
}

function tlsOptions(certificate: string | undefined): TlsOptions {
  if (certificate === undefined || certificate === '') return {}
  if (certificate === '*') return { rejectUnauthorized: false }
  return { ca: [...rootCertificates, pemOf(certificate)] }
}

function pemOf(certificate: string): string {
  if (certificate.includes('-----BEGIN CERTIFICATE')) return certificate
  if (/^([\da-f]{2}[\s:-]?){16}(([\da-f]{2}[\s:-]?){4})?$/i.test(certificate)) {
    throw new DevopsqlError('SSLServerCert does not take thumbprints', {
      code: 'DEVOPSQL_UNSUPPORTED_PROPERTY',
      hint: 'Give the certificate itself, as PEM text or as the path of a PEM file.',
    })
  }
  const pem = existsSync(certificate) ? readFileSync(certificate, 'utf8') : ''
  if (pem.includes('-----BEGIN CERTIFICATE')) return pem
  throw new DevopsqlError('SSLServerCert names no readable PEM certificate', {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: 'Give the certificate as PEM text or as the path of a PEM file, or * to trust every certificate.',
  })
}
