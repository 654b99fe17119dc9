import { existsSync, readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { DevopsqlError } from '@devopsql/errors'
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import type { ProxyOptions, RestClientOptions } from './contract.ts'

type TlsOptions =
  | { readonly rejectUnauthorized: false }
  | { readonly ca: string[] }
  | Record<string, never>

const loopback = 'localhost,127.0.0.1,[::1]'

/** The connections of one client: kept alive, through the proxy and with the certificates that were asked for. */
export function createDispatcher(
  options: Pick<RestClientOptions, 'proxy' | 'serverCertificate'> & {
    readonly timeoutMs: number
    readonly maxConcurrency: number
  },
): Dispatcher {
  const tls = tlsOptions(options.serverCertificate)
  const settings = {
    connections: options.maxConcurrency,
    keepAliveTimeout: 30_000,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    connect: { ...tls, timeout: options.timeoutMs },
    requestTls: tls,
  }
  if (options.proxy !== undefined) {
    const uri = proxyAddress(options.proxy)
    const noProxy = options.proxy.exceptions?.join(',') ?? ''
    return new EnvHttpProxyAgent({ ...settings, httpProxy: uri, httpsProxy: uri, noProxy })
  }
  const { env } = process
  const named = env['http_proxy'] ?? env['HTTP_PROXY'] ?? env['https_proxy'] ?? env['HTTPS_PROXY']
  if (named === undefined || named === '') return new Agent(settings)
  const exceptions = env['no_proxy'] ?? env['NO_PROXY']
  // A proxy can't reach what listens on this machine only.
  const noProxy =
    exceptions === '*' || exceptions === undefined
      ? (exceptions ?? loopback)
      : `${exceptions},${loopback}`
  return new EnvHttpProxyAgent({ ...settings, noProxy })
}

function proxyAddress(proxy: ProxyOptions): string {
  const text = proxy.url.includes('://') ? proxy.url : `http://${proxy.url}`
  if (!URL.canParse(text)) {
    throw new DevopsqlError('the property ProxyServer is not a host or an http address', {
      code: 'DEVOPSQL_INVALID_PROPERTY',
      hint: 'Write ProxyServer=proxy.example.com;ProxyPort=3128.',
    })
  }
  const url = new URL(text)
  if (proxy.user !== undefined) url.username = encodeURIComponent(proxy.user)
  if (proxy.password !== undefined) url.password = encodeURIComponent(proxy.password)
  return url.href
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
