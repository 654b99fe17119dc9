import { createServer, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import { portOf, type TestServer } from './test-server.ts'

/** A proxy on loopback. */
export interface TestProxy {
  readonly url: string
  /** What was asked for with CONNECT, and with which authorization. */
  readonly asked: { readonly target: string; readonly authorization: string | undefined }[]
}

/** A proxy that brings every tunnel to one server, whatever its name. */
export async function startProxy(
  server: Pick<TestServer, 'url'> | undefined,
  status = 200,
): Promise<TestProxy> {
  const asked: TestProxy['asked'] = []
  const proxy = createServer()
  proxy.on('connect', (request: IncomingMessage, socket) => {
    asked.push({
      target: request.url ?? '',
      authorization: request.headers['proxy-authorization'],
    })
    socket.on('error', () => socket.destroy())
    if (status !== 200 || server === undefined) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    const upstream = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n')
      upstream.pipe(socket)
      socket.pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    return undefined
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  return { url: `http://127.0.0.1:${portOf(proxy)}`, asked }
}
