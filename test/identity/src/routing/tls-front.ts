import { connect, type Server } from 'node:net'
import { createServer } from 'node:tls'
import type { KeyPair } from '../certificates.ts'
import { type Listening, listenOnLoopback } from './listen.ts'

/** Ends TLS in front of a plain HTTP server on loopback; bytes go through as they are. */
export async function startTlsFront(
  { certificate, key }: KeyPair,
  targetPort: number,
): Promise<Listening> {
  const server: Server = createServer({ cert: certificate, key }, (secure) => {
    const plain = connect(targetPort, '127.0.0.1')
    secure.on('error', () => plain.destroy()).on('close', () => plain.destroy())
    plain.on('error', () => secure.destroy()).on('close', () => secure.destroy())
    secure.pipe(plain)
    plain.pipe(secure)
  })
  return await listenOnLoopback(server)
}
