import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DevopsqlError } from '@devopsql/errors'
import { codeOf, isSameText } from './callback-answer.ts'
import { resultPage, style } from './result-page.ts'

/** A listener on this machine that waits for the browser to come back from one sign-in. */
export interface Loopback {
  /** What the identity service is to send the browser to. */
  readonly redirectUri: string
  /** The code; rejects for a refusal, after the time-out and when the signal aborts. */
  readonly code: Promise<string>
  close(): Promise<void>
}

export interface LoopbackOptions {
  readonly callbackUrl: string
  readonly state: string
  /** Take another port when that of the address is busy: for applications that are registered for every port. */
  readonly anyPort: boolean
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

const longestBody = 65_536

/** Begins to listen. Throws for an address that is not on this machine, and for a busy port. */
export async function listenForCode(options: LoopbackOptions): Promise<Loopback> {
  const address = loopbackAddress(options.callbackUrl)
  let settle: Settle = { resolve: () => undefined, reject: () => undefined }
  const code = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject }
  })
  // Whoever waits hears of a failure; that nobody waits yet is no reason to end the process.
  code.catch(() => undefined)
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response, { address, state: options.state, settle })
  }
  const { servers, port } = await listen(address, options.anyPort, onRequest)
  const stopWaiting = endWaiting(options, settle)
  return {
    redirectUri: redirectUriOf(options.callbackUrl, address, port),
    code,
    close: async () => {
      stopWaiting()
      settle.reject(new Error('the listener was closed'))
      await Promise.all(servers.map(closeServer))
    },
  }
}

interface Settle {
  readonly resolve: (code: string) => void
  readonly reject: (reason: unknown) => void
}

/** The parsed address. Browsers reach it on this machine only. */
function loopbackAddress(callbackUrl: string): URL {
  const address = URL.canParse(callbackUrl) ? new URL(callbackUrl) : undefined
  const isLoopback =
    address !== undefined &&
    address.protocol === 'http:' &&
    /^(localhost|127\.0\.0\.1|\[::1\])$/.test(address.hostname)
  if (address !== undefined && isLoopback) return address
  throw new DevopsqlError('CallbackURL is no http address of this machine', {
    code: 'DEVOPSQL_INVALID_PROPERTY',
    hint: 'To sign in here, register and set http://localhost:33333; for a web application use the procedures GetOAuthAuthorizationURL and GetOAuthAccessToken.',
  })
}

// "localhost" may be either address in the browser.
function hostsOf({ hostname }: URL): readonly string[] {
  if (hostname === '[::1]') return ['::1']
  return hostname === '127.0.0.1' ? ['127.0.0.1'] : ['127.0.0.1', '::1']
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

async function listen(
  address: URL,
  anyPort: boolean,
  onRequest: Listener,
): Promise<{ readonly servers: readonly Server[]; readonly port: number }> {
  const wanted = Number(address.port === '' ? 80 : address.port)
  try {
    return await listenOn(hostsOf(address), wanted, onRequest)
  } catch (error) {
    if (anyPort && isBusy(error)) return await listenOn(hostsOf(address), 0, onRequest)
    throw portError(error, wanted)
  }
}

async function listenOn(
  hosts: readonly string[],
  wanted: number,
  onRequest: Listener,
): Promise<{ readonly servers: readonly Server[]; readonly port: number }> {
  const servers: Server[] = []
  let port = wanted
  try {
    for (const host of hosts) {
      const server = await started(createServer(onRequest), host, port).catch((error: unknown) => {
        // A machine without IPv6 has no ::1.
        if (servers.length > 0 && !isBusy(error)) return undefined
        throw error
      })
      if (server === undefined) continue
      servers.push(server)
      port = (server.address() as AddressInfo).port
    }
    return { servers, port }
  } catch (error) {
    await Promise.all(servers.map(closeServer))
    throw error
  }
}

function started(server: Server, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ipv6Only: host === '::1' }, () => {
      server.off('error', reject)
      resolve(server)
    })
  })
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

function portError(error: unknown, port: number): DevopsqlError {
  return new DevopsqlError(
    isBusy(error)
      ? `port ${port} of CallbackURL is in use`
      : `port ${port} of CallbackURL can't be listened on`,
    {
      code: 'DEVOPSQL_SIGN_IN_FAILED',
      hint: 'End the program that uses it (another sign-in may wait there), or register and set a CallbackURL with another port.',
      cause: error,
    },
  )
}

/** The address as it is registered; only a port that was chosen here replaces its own. */
function redirectUriOf(callbackUrl: string, address: URL, port: number): string {
  if (Number(address.port === '' ? 80 : address.port) === port) return callbackUrl
  const moved = new URL(address)
  moved.port = String(port)
  const { href } = moved
  return callbackUrl.endsWith('/') || moved.pathname !== '/' ? href : href.replace(/\/$/, '')
}

function endWaiting({ timeoutMs, signal }: LoopbackOptions, { reject }: Settle): () => void {
  const timer = setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs)
  const onAbort = (): void => reject(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted === true) onAbort()
  return () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

function timedOut(timeoutMs: number): DevopsqlError {
  return new DevopsqlError(`nobody signed in within ${Math.round(timeoutMs / 1000)} seconds`, {
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'The window may have been closed: start the sign-in again. Without a browser on this machine use AuthScheme=AzureADDeviceCode.',
  })
}

interface Expected {
  readonly address: URL
  readonly state: string
  readonly settle: Settle
}

function answer(request: IncomingMessage, response: ServerResponse, expected: Expected): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', expected.address.origin)
  // Browsers ask for an icon, and other programs for anything.
  if (pathname !== expected.address.pathname) plain(response, 404)
  else if (request.method === 'GET') finish(searchParams, response, expected)
  else if (request.method === 'POST') finishForm(request, response, expected)
  else plain(response, 405)
}

/** The identity service may let the browser post the answer (`response_mode=form_post`). */
function finishForm(request: IncomingMessage, response: ServerResponse, expected: Expected): void {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => {
    body += chunk
    if (body.length > longestBody) request.destroy()
  })
  request.on('end', () => finish(new URLSearchParams(body), response, expected))
}

function finish(
  parameters: URLSearchParams,
  response: ServerResponse,
  { state, settle }: Expected,
): void {
  // A stranger's request, or a window left over from an older sign-in: ours may still come.
  if (!isSameText(parameters.get('state') ?? '', state)) {
    page(response, 400)
    return
  }
  try {
    const code = codeOf(parameters, state)
    page(response, 200)
    response.once('close', () => settle.resolve(code))
  } catch (error) {
    page(response, 400)
    response.once('close', () => settle.reject(error))
  }
}

function plain(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' })
  response.end()
}

function page(response: ServerResponse, status: 200 | 400): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': `default-src 'none'; style-src '${styleHash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  response.end(resultPage({ succeeded: status === 200 }))
}

const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
