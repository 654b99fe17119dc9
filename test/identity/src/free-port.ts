import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A port of this machine that somebody listens on until it is closed. */
export async function busyPort(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const { port, close } = await busyPort()
  await close()
  return port
}
