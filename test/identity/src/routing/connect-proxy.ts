import { createServer } from 'node:http'
import { connect } from 'node:net'
import { listenOnLoopback } from './listen.ts'

/** A proxy that sends real host names to ports of loopback, and lets nothing out of the machine. */
export interface ConnectProxy {
  readonly port: number
  /** `http://127.0.0.1:<port>`. */
  readonly url: string
  /** Hosts that were asked for and have no route, as `host:port`. */
  readonly strangers: readonly string[]
  close(): Promise<void>
}

/**
 * Routes by host name: `{ 'dev.azure.com': 8443 }`; `*.dev.azure.com` fits one more label. With credentials nobody
 * gets through without them.
 */
export async function startConnectProxy(
  routes: Readonly<Record<string, number>>,
  credentials?: { readonly user: string; readonly password: string },
): Promise<ConnectProxy> {
  const wanted = credentials && `Basic ${btoa(`${credentials.user}:${credentials.password}`)}`
  const strangers: string[] = []
  const server = createServer((request, response) => {
    strangers.push(request.url ?? '')
    response.writeHead(502).end()
  })
  server.on('connect', (request, client, head) => {
    const host = (request.url ?? '').replace(/:\d+$/, '').toLowerCase()
    const port = routes[host] ?? routes[host.replace(/^[^.]+/, '*')]
    client.on('error', () => client.destroy())
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n')
      return
    }
    if (port === undefined) {
      strangers.push(request.url ?? '')
      client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n')
      return
    }
    const target = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      target.write(head)
      target.pipe(client)
      client.pipe(target)
    })
    target.on('error', () => client.destroy()).on('close', () => client.destroy())
    client.on('close', () => target.destroy())
  })
  const { port, close } = await listenOnLoopback(server)
  return { port, url: `http://127.0.0.1:${port}`, strangers, close }
}
