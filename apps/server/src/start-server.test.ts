import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { http } from './testing/a-config.ts'
import { serve } from './testing/serve.ts'

const items = { sql: 'SELECT Id, Title FROM WorkItems' }

it('lets running queries end when it stops, and takes no new ones', async () => {
  const served = await serve({ graceSeconds: 30 }, { latencyMs: 200 })
  const running = served.post('/v1/query', items)
  await expect.poll(() => served.log()).toContain('query begins')
  const stopping = served.server.stop()
  await expect(served.get('/health')).rejects.toThrow('fetch failed')
  expect(await (await running).json()).toMatchObject({ complete: true })
  await stopping
  await served.emulator.close()
})

it('ends queries that take longer than the grace time', async () => {
  const served = await serve({ graceSeconds: 0 }, { latencyMs: 5000 })
  const running = served.post('/v1/query', items).then(
    (answer) => answer.status,
    () => 'broken off',
  )
  await expect.poll(() => served.log()).toContain('query begins')
  const begun = performance.now()
  await served.server.stop()
  expect(performance.now() - begun).toBeLessThan(3000)
  expect(await running).toBe('broken off')
  await served.emulator.close()
})

it('refuses a port that is taken, and says so', async () => {
  await using served = await serve()
  const port = Number(new URL(served.url).port)
  await expect(serve({ http: { ...http, port } })).rejects.toThrow(
    `cannot listen on 127.0.0.1:${port} (EADDRINUSE)`,
  )
})

it('speaks TLS where it has a certificate', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'devopsql-tls-'))
  const tls = {
    certificate: join(folder, 'c.pem'),
    key: join(folder, 'k.pem'),
    passphrase: undefined,
  }
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...names]
  execFileSync('openssl', [...made, '-keyout', tls.key, '-out', tls.certificate], {
    stdio: 'ignore',
  })
  const served = await serve({ tls, http: { ...http, tls: true } })
  const port = new URL(served.url).port
  const ca = await readFile(tls.certificate)
  const asked = request(`https://localhost:${port}/health`, { ca, agent: false })
  asked.end()
  const [answer] = (await once(asked, 'response')) as [NodeJS.ReadableStream]
  expect(await text(answer)).toBe('{"status":"ok"}')
  expect(served.log()).toContain(`listening at https://127.0.0.1:${port}`)
  await expect(
    serve({ tls: { ...tls, key: tls.certificate }, http: { ...http, tls: true } }),
  ).rejects.toThrow('are of no use for TLS')
  await served[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

it('sends one span for each query', async () => {
  const bodies: string[] = []
  const collector = createServer((asked, answer) => {
    void text(asked).then((body) => {
      bodies.push(body)
      answer.end('{}')
    })
  })
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const { port } = collector.address() as AddressInfo
  const served = await serve({ tracing: { endpoint: `http://127.0.0.1:${port}/v1/traces` } })
  await (await served.post('/v1/query', { sql: "SELECT 'hush' AS a" })).text()
  await served[Symbol.asyncDispose]()
  collector.close()
  expect(bodies.join('')).toContain('devopsql.query_id')
  expect(bodies.join('')).not.toContain('hush')
})

it('answers to this machine by its name only, where nobody signs in', async () => {
  await using served = await serve()
  const ask = async (host: string): Promise<string> => {
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1')
    socket.write(`GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    return (await text(socket)).split('\r\n')[0] ?? ''
  }
  expect(await ask('localhost:8080')).toBe('HTTP/1.1 200 OK')
  expect(await ask('[::1]:8080')).toBe('HTTP/1.1 200 OK')
  expect(await ask('evil.example')).toBe('HTTP/1.1 421 Misdirected Request')
  expect(await ask('127.0.0.1.evil.example')).toBe('HTTP/1.1 421 Misdirected Request')
})
