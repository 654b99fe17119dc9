import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, serve } from '../testing/serve.ts'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(async () => await served[Symbol.asyncDispose]())

function open(): Socket {
  const socket = connect(Number(new URL(served.url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  return socket
}

async function statusOf(sent: string): Promise<string> {
  const socket = open()
  socket.end(sent)
  return (await text(socket)).split('\r\n')[0] ?? ''
}

const host = 'Host: localhost\r\n'
const post = `POST /v1/query HTTP/1.1\r\n${host}Content-Type: application/json\r\n`

it.each([
  ['no HTTP', '\u0000\u0000\u0000\u0008\u0004\u00d2\u0016\u002f', 'HTTP/1.1 400 Bad Request'],
  ['TLS', '\u0016\u0003\u0001\u0002\u0000', 'HTTP/1.1 400 Bad Request'],
  [
    'a header that never ends',
    `GET /health HTTP/1.1\r\n${host}X: ${'x'.repeat(100_000)}\r\n\r\n`,
    'HTTP/1.1 431 Request Header Fields Too Large',
  ],
  [
    'two lengths of one body',
    `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    'HTTP/1.1 400 Bad Request',
  ],
  [
    'a length beyond the limit',
    `${post}Connection: close\r\nContent-Length: 99999999999\r\n\r\n{`,
    'HTTP/1.1 413 Payload Too Large',
  ],
  [
    'a path that leads out',
    `GET /../../etc/passwd HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    'HTTP/1.1 404 Not Found',
  ],
])('refuses %s', async (_, sent, status) => {
  expect(await statusOf(sent)).toBe(status)
})

it('refuses arrays within arrays, and names without end, and answers the next request', async () => {
  const deep = `{"sql":"SELECT 1","parameters":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const long = JSON.stringify({ sql: 'SELECT 1', ['x'.repeat(500_000)]: 1 })
  const nested = JSON.stringify({ sql: `SELECT ${'('.repeat(100_000)}1${')'.repeat(100_000)}` })
  for (const body of [deep, long, nested]) {
    expect((await served.post('/v1/query', body)).status).toBe(400)
  }
  expect((await served.post('/v1/query', { sql: 'SELECT 1' })).status).toBe(200)
})

it('does not mind clients that connect and say nothing, or leave in the middle', async () => {
  const silent = Array.from({ length: 100 }, open)
  const leaving = Array.from({ length: 100 }, () => {
    const socket = open()
    socket.write(`${post}Content-Length: 1000\r\n\r\n{"sql":`, () => socket.destroy())
    return socket
  })
  expect((await served.post('/v1/query', { sql: 'SELECT 1' })).status).toBe(200)
  for (const socket of [...silent, ...leaving]) socket.destroy()
  await expect
    .poll(async () => (await served.get('/metrics')).text())
    .toMatch(/^devopsql_connections\{protocol="http"\} \d$/m)
})
