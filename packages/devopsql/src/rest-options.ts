import type { TokenProvider } from '@devopsql/auth'
import type { ConnectionOptions } from '@devopsql/connection-string'
import type { HttpClientOptions, Log, ProxyOptions, RestClientOptions } from '@devopsql/rest'

/** What the REST client takes of a connection's properties. */
export function restOptionsOf(
  options: ConnectionOptions,
  { tokenProvider, log }: { readonly tokenProvider: TokenProvider; readonly log: Log | undefined },
): RestClientOptions {
  return {
    ...httpOptionsOf(options),
    tokenProvider,
    log,
    maxConcurrency: options.MaxConcurrency,
    apiVersion: options.AzureDevOpsServiceAPI,
    ...(options.Organization !== undefined && { organization: options.Organization }),
    ...(options.URL !== undefined && { baseUrl: options.URL }),
    ...(options.MaxRequests !== undefined && { maxRequests: options.MaxRequests }),
  }
}

/** How hosts are reached: what requests to Azure DevOps and to identity services have in common. */
export function httpOptionsOf(options: ConnectionOptions): HttpClientOptions {
  const proxy = proxyOf(options)
  return {
    timeoutMs: options.Timeout * 1000,
    ...(options.SSLServerCert !== undefined && { serverCertificate: options.SSLServerCert }),
    ...(proxy && { proxy }),
  }
}

function proxyOf(options: ConnectionOptions): ProxyOptions | undefined {
  if (options.ProxyServer === undefined) return undefined
  const host = options.ProxyServer
  const signsIn = options.ProxyAuthScheme === 'BASIC'
  const url = /^https?:\/\//i.test(host) ? host : `http://${host}:${options.ProxyPort}`
  return {
    url,
    ...(signsIn && options.ProxyUser !== undefined && { user: options.ProxyUser }),
    ...(signsIn && options.ProxyPassword !== undefined && { password: options.ProxyPassword }),
    exceptions: options.ProxyExceptions,
  }
}
