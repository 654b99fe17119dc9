import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, type Socket } from 'node:net'
import { startEmulator } from '@devopsql/emulator'
import { expect, it, vi } from 'vitest'
import { createConnectionPool } from '../connections/connection-pool.ts'
import { createHost } from '../host.ts'
import { createGate } from '../identity/gate.ts'
import { openWith } from '../identity/open-with.ts'
import { createUsage } from '../limits/usage.ts'
import { createLog } from '../telemetry/log.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import type { QueryEnd } from '../telemetry/query-observer.ts'
import { createHttp } from './create-http.ts'

/** HTTP that loses its patience after some milliseconds instead of minutes. */
async function impatient(
  connectionString: string,
  ends: QueryEnd[],
): Promise<{
  readonly port: number
  close(): Promise<void>
}> {
  const pool = createConnectionPool({ idleMilliseconds: 1000 })
  const anybody = {
    key: 'anybody',
    user: 'anybody',
    bringsToken: false,
    usage: createUsage({ user: 'anybody', limits: () => ({}) }),
    open: async (place: object) => await openWith(connectionString, place),
  }
  const gate = createGate({
    anybody,
    accounts: undefined,
    identityOf: () => anybody,
    passThrough: undefined,
  })
  const app = await createHttp({
    host: createHost({ gate, pool, observe: () => (end) => void ends.push(end) }),
    log: createLog({ write: () => undefined }, 'silent'),
    metrics: createMetrics({ connections: () => ({}) }),
    metricsAccess: 'off',
    bodyBytes: 10_000,
    tls: undefined,
    loopbackNamesOnly: true,
    isReady: () => true,
    stallMilliseconds: 300,
    headersMilliseconds: 300,
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    port: (app.server.address() as AddressInfo).port,
    close: async () => {
      await app.close()
      await pool.close()
    },
  }
}

function open(port: number): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  return socket
}

it('ends clients that send their request byte by byte, and those that take nothing of the answer', async () => {
  const emulator = await startEmulator({ rows: { WorkItems: 100_000 } })
  const ends: QueryEnd[] = []
  const { port, close } = await impatient(emulator.connectionString, ends)

  const slow = open(port)
  slow.resume()
  slow.write('GET /health HTTP/1.1\r\nHost: localhost\r\nX: ')
  const bytes = setInterval(() => slow.write('x'), 20)
  await once(slow, 'close')
  clearInterval(bytes)

  const unread = open(port)
  const body = JSON.stringify({ sql: 'SELECT Id, Title, Description FROM WorkItems' })
  const head = `POST /v1/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
  unread.write(head + body)
  await vi.waitFor(() => expect(ends).toMatchObject([{ outcome: 'cancelled' }]), 20_000)
  unread.destroy()
  await close()
  await emulator.close()
})
