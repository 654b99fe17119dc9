import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  createServer as createSocketServer,
  type Socket,
  type Server as SocketServer,
} from 'node:net'
import { gzipSync } from 'node:zlib'
import { connect, type QueryStats, type Row } from 'devopsql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { failureOf, secret } from './bad-input/failure.ts'

type Respond = (request: IncomingMessage, response: ServerResponse) => void

const projects = { count: 1, value: [{ id: '0f6cd1bb-5a4b-4c58-a0a4-8b1a2f1b7c01', name: 'One' }] }
const json = { 'content-type': 'application/json; charset=utf-8' }

/** A server on loopback that answers `_apis/projects` as it is told, and has nothing else. */
async function serve(respond: Respond): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url?.toLowerCase().includes('/_apis/projects') === true) respond(request, response)
    else response.writeHead(404).end()
  })
  return listen(server)
}

async function listen(server: Server | SocketServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  const address = server.address()
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

interface Outcome {
  readonly rows: readonly Row[]
  readonly stats: QueryStats
}

async function query(host: string, more = ''): Promise<Outcome> {
  await using db = await connect(`URL=http://${host}/contoso;PAT=${secret};${more}`)
  const result = await db.query('SELECT Name FROM Projects')
  const rows = await result.toArray()
  return { rows, stats: result.stats }
}

const one = [{ Name: 'One' }]

describe('answers that are unusual but right', () => {
  it('gzip', async () => {
    const host = await serve((_request, response) => {
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' })
      response.end(gzipSync(JSON.stringify(projects)))
    })
    expect((await query(host)).rows).toEqual(one)
  })

  it('204, which says that there is nothing', async () => {
    const host = await serve((_request, response) => response.writeHead(204).end())
    const { rows, stats } = await query(host)
    expect([rows, stats.complete]).toEqual([[], true])
  })

  it('a body in single bytes over a while', async () => {
    const host = await serve((_request, response) => {
      response.writeHead(200, json)
      const bytes = Buffer.from(JSON.stringify(projects))
      const send = (at: number): void => {
        if (at >= bytes.length) response.end()
        else response.write(bytes.subarray(at, at + 1), () => setImmediate(() => send(at + 1)))
      }
      send(0)
    })
    expect((await query(host, 'Timeout=2')).rows).toEqual(one)
  })

  it('an HTTP/1.0 answer that ends with its connection', async () => {
    const host = await listen(
      createSocketServer((socket: Socket) => {
        socket.once('data', (head) => {
          const isList = /_apis\/projects/i.test(String(head))
          const status = isList ? '200 OK' : '404 Not Found'
          const body = isList ? JSON.stringify(projects) : ''
          socket.end(`HTTP/1.0 ${status}\r\nContent-Type: application/json\r\n\r\n${body}`)
        })
        socket.on('error', () => undefined)
      }),
    )
    expect((await query(host)).rows).toEqual(one)
  })

  it('a server that closes each connection after its answer', async () => {
    let requests = 0
    const host = await serve((_request, response) => {
      requests += 1
      response.writeHead(200, { ...json, connection: 'close' }).end(JSON.stringify(projects))
    })
    await using db = await connect(`URL=http://${host}/contoso;PAT=${secret}`)
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await (await db.query('SELECT Name FROM Projects')).toArray()).toEqual(one)
    }
    expect(requests).toBe(5)
  })

  it('a connection that was closed while nobody used it', async () => {
    const sockets = new Set<Socket>()
    const server = createServer((request, response) => {
      if (request.url?.includes('/_apis/projects') === true) {
        response.writeHead(200, json).end(JSON.stringify(projects))
      } else response.writeHead(404).end()
    })
    server.on('connection', (socket: Socket) => sockets.add(socket))
    const host = await listen(server)
    await using db = await connect(`URL=http://${host}/contoso;PAT=${secret}`)
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await (await db.query('SELECT Name FROM Projects')).toArray()).toEqual(one)
      for (const socket of sockets) socket.destroy()
    }
  })
})

describe('waiting because the service says so', () => {
  it.each([
    ['a number of seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 1500).toUTCString()],
  ])('Retry-After as %s', async (_name, value) => {
    let refused = 0
    const host = await serve((_request, response) => {
      refused += 1
      if (refused === 1) response.writeHead(429, { 'retry-after': value() }).end()
      else response.writeHead(200, json).end(JSON.stringify(projects))
    })
    const { rows, stats } = await query(host)
    expect(rows).toEqual(one)
    expect(stats.throttledMs).toBeGreaterThan(0)
    expect(stats.complete).toBe(true)
  })

  it.each(['0', '-5', 'soon', ''])('a Retry-After that says nothing: %j', async (value) => {
    let refused = 0
    const host = await serve((_request, response) => {
      refused += 1
      if (refused === 1) response.writeHead(503, { 'retry-after': value }).end()
      else response.writeHead(200, json).end(JSON.stringify(projects))
    })
    expect((await query(host)).rows).toEqual(one)
  })

  it('a long wait ends with the signal of the caller', async () => {
    const host = await serve((_request, response) => {
      response.writeHead(429, { 'retry-after': '3600' }).end()
    })
    await using db = await connect(`URL=http://${host}/contoso;PAT=${secret}`)
    const signal = AbortSignal.timeout(200)
    const result = await db.query('SELECT Name FROM Projects', [], { signal })
    await expect(result.toArray()).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  })
})

describe('answers that are wrong', () => {
  const wrong: readonly (readonly [
    string,
    { readonly respond: Respond; readonly code: string; readonly message: RegExp },
  ])[] = [
    [
      'HTML with 200 that is no sign-in page of Azure DevOps',
      {
        respond: (_request, response) =>
          response.writeHead(200, { 'content-type': 'text/plain' }).end('It works!'),
        code: 'DEVOPSQL_INVALID_RESPONSE',
        message: /_apis\/projects on 127\.0\.0\.1:\d+ was answered 200 without JSON$/,
      },
    ],
    [
      'JSON that is cut short',
      {
        respond: (_request, response) =>
          response.writeHead(200, json).end('{"count":1,"value":[{"id'),
        code: 'DEVOPSQL_INVALID_RESPONSE',
        message: /was answered with JSON that is cut short or damaged$/,
      },
    ],
    [
      'gzip that is none',
      {
        respond: (_request, response) =>
          response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('not compressed'),
        code: 'DEVOPSQL_INVALID_RESPONSE',
        message: /was answered with JSON that is cut short or damaged$/,
      },
    ],
    [
      'an empty body with 200',
      {
        respond: (_request, response) => response.writeHead(200, json).end(),
        code: 'DEVOPSQL_INVALID_RESPONSE',
        message: /was answered with JSON that is cut short or damaged$/,
      },
    ],
    [
      'JSON of another shape',
      {
        respond: (_request, response) => response.writeHead(200, json).end('{"hello":"world"}'),
        code: 'DEVOPSQL_INVALID_RESPONSE',
        message: /\w/,
      },
    ],
    [
      'a redirect to a page that signs in',
      {
        respond: (_request, response) =>
          response.writeHead(302, { location: 'https://login.example.com/_signin' }).end(),
        code: 'DEVOPSQL_SIGN_IN_FAILED',
        message: /did not accept the sign-in \(it answered 302 with a redirect\)$/,
      },
    ],
    [
      'a body that stops coming',
      {
        respond: (_request, response) => {
          response.writeHead(200, json)
          response.write('{"count":1,')
        },
        code: 'DEVOPSQL_TIMEOUT',
        message: /_apis\/projects on 127\.0\.0\.1:\d+ got no answer in time$/,
      },
    ],
    [
      'no answer at all',
      {
        respond: () => undefined,
        code: 'DEVOPSQL_TIMEOUT',
        message: /_apis\/projects on 127\.0\.0\.1:\d+ got no answer in time$/,
      },
    ],
    [
      'an answer that is no HTTP',
      {
        respond: (request) => {
          request.socket.end('SSH-2.0-OpenSSH_9.6\r\n')
        },
        code: 'DEVOPSQL_INVALID_RESPONSE',
        message: /^127\.0\.0\.1:\d+ does not speak HTTP$/,
      },
    ],
  ]

  it.each(wrong)('%s', async (_name, { respond, code, message }) => {
    const host = await serve(respond)
    const error = await failureOf(() => query(host, 'Timeout=1'))
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) as string })
  })
})

describe('what lies between', () => {
  const proxied = (proxy: string, more = ''): Promise<unknown> => {
    const [server = '', port = ''] = proxy.split(':')
    return query('server.invalid', `ProxyServer=${server};ProxyPort=${port};${more}`)
  }

  it('a proxy that is not there', async () => {
    const error = await failureOf(() => proxied('127.0.0.1:1'))
    expect(error).toMatchObject({ code: 'DEVOPSQL_CONNECTION_FAILED' })
  })

  it.each([
    [407, 'DEVOPSQL_CONNECTION_FAILED'],
    [502, 'DEVOPSQL_CONNECTION_FAILED'],
    [403, 'DEVOPSQL_CONNECTION_FAILED'],
  ])('a proxy that refuses with %i', async (status, code) => {
    const server = createServer()
    server.on('connect', (_request, socket: Socket) => {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    })
    const proxy = await listen(server)
    const more = `ProxyAuthScheme=BASIC;ProxyUser=me;ProxyPassword=${secret}`
    const error = await failureOf(() => proxied(proxy, more))
    expect(error).toMatchObject({
      code,
      message: expect.stringMatching(/proxy/) as string,
      hint: expect.stringMatching(/Proxy/) as string,
    })
  })

  it('a host that does not resolve', async () => {
    const error = await failureOf(() => query('no-such-host.invalid'))
    expect(error).toMatchObject({
      code: 'DEVOPSQL_HOST_NOT_FOUND',
      message: 'the host no-such-host.invalid does not resolve',
    })
  })

  it('plain HTTP where TLS is expected', async () => {
    const host = await serve((_request, response) => response.end())
    const error = await failureOf(async () => {
      await using db = await connect(`URL=https://${host}/contoso;PAT=${secret}`)
      return await (await db.query('SELECT Name FROM Projects')).toArray()
    })
    expect(error).toMatchObject({ code: 'DEVOPSQL_TLS_FAILED' })
  })
})
