import { once } from 'node:events'
import { connect as connectSocket, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { postgresClient } from '../testing/postgres-client.ts'
import { type ServedPostgres, servePostgres } from '../testing/serve-postgres.ts'

async function openSocket(server: ServedPostgres): Promise<Socket> {
  const socket = connectSocket({ host: '127.0.0.1', port: server.port })
  socket.on('error', () => undefined)
  socket.resume()
  await once(socket, 'connect')
  return socket
}

const endless = 'SELECT count(*) FROM range(100000000) AS a(x), range(100000) AS b(y)'

describe('a listener for PostgreSQL clients', () => {
  it('takes TLS at once, of a client that says for which protocol', async () => {
    await using server = await servePostgres()
    const begin = (ALPNProtocols: string[]): Socket => {
      const { port, certificate: ca } = server
      const socket = connectTls({ host: '127.0.0.1', port, ca, ALPNProtocols })
      socket.on('error', () => undefined)
      return socket
    }
    const right = begin(['postgresql'])
    right.write(Buffer.from('000000090003000000', 'hex'))
    const [answer] = (await once(right, 'data')) as [Buffer]
    expect(answer.toString('latin1')).toContain('no PostgreSQL user name')
    await once(begin([]), 'close')
  })

  it('refuses clients beyond its number, and says so', async () => {
    await using server = await servePostgres({
      postgres: { host: '127.0.0.1', port: 0, tls: true, connections: 1 },
    })
    const first = postgresClient(server)
    await first.connect()
    await expect(postgresClient(server).connect()).rejects.toMatchObject({ code: '53300' })
    await first.end()
  })

  it('lets what runs end before it stops, and ends the rest', async () => {
    await using server = await servePostgres({ graceSeconds: 1 })
    const [quick, slow] = [postgresClient(server), postgresClient(server)]
    await Promise.all([quick.connect(), slow.connect()])
    await Promise.all([quick.query('BEGIN'), slow.query('BEGIN')])
    const slowAnswer = slow.query(endless).catch((error: unknown) => error)
    const stopped = server.served.server.stop()
    expect((await quick.query('SELECT 1 AS x')).rows).toEqual([{ x: 1 }])
    await quick.query('COMMIT')
    await stopped
    expect(await slowAnswer).toMatchObject({ code: '57P01' })
  })

  it('lives on when clients send nonsense, break off, or vanish in the middle of a query', async () => {
    await using server = await servePostgres()
    const nonsense = await openSocket(server)
    nonsense.write('GET / HTTP/1.1\r\n\r\n')
    await once(nonsense, 'close')
    const spoiled = await openSocket(server)
    spoiled.write(Buffer.from('160301ffff00', 'hex'))
    spoiled.destroy()
    const silent = await openSocket(server)
    silent.resetAndDestroy()
    const vanishing = postgresClient(server)
    await vanishing.connect()
    void vanishing.query(endless).catch(() => undefined)
    ;(vanishing as unknown as { connection: { stream: Socket } }).connection.stream.destroy()
    const next = postgresClient(server)
    await next.connect()
    expect((await next.query('SELECT 1 AS x')).rows).toEqual([{ x: 1 }])
    await next.end()
  })
})
