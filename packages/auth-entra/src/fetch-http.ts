import type { HttpClient } from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'

/** Sends by the fetch of Node, for callers that bring no client of their own. */
export const fetchHttp: HttpClient = async ({ method, url, headers, body, signal, timeoutMs }) => {
  const timeout = AbortSignal.timeout(timeoutMs ?? 30_000)
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      ...(headers !== undefined && { headers: { ...headers } }),
      ...(body !== undefined && method === 'POST' && { body }),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    }
  } catch (cause) {
    signal?.throwIfAborted()
    throw new DevopsqlError(`no answer came from ${new URL(url).host}`, {
      code: timeout.aborted ? 'DEVOPSQL_TIMEOUT' : 'DEVOPSQL_CONNECTION_FAILED',
      hint: 'Check the network, and whether a proxy is needed.',
      cause,
    })
  }
}
