import { createServer as createTlsServer } from 'node:https'
import { afterEach, expect, it, vi } from 'vitest'
import { aCertificate, hasOpenssl, type TestCertificate } from './testing/test-certificate.ts'
import { aClient, aRequest } from './testing/test-client.ts'
import { aLog } from './testing/test-log.ts'
import { startProxy } from './testing/test-proxy.ts'
import { startServer, type TestServer } from './testing/test-server.ts'

function startTls(certificate: TestCertificate): Promise<TestServer> {
  return startServer(() => ({ body: { value: ['over TLS'] } }), {
    listen: (listener) => createTlsServer(certificate, listener),
  })
}

it.skipIf(!hasOpenssl)('refuses a certificate that nobody trusts (needs openssl)', async () => {
  const server = await startTls(aCertificate())
  const { client } = aClient(server)
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_TLS_FAILED',
    hint: 'If the server has a certificate of your own authority, name it with SSLServerCert; if it speaks plain HTTP, write http:// in the URL.',
  })
})

it.skipIf(!hasOpenssl)(
  'trusts SSLServerCert as PEM, as a file and as * (needs openssl)',
  async () => {
    const certificate = aCertificate()
    const server = await startTls(certificate)
    const bodies = [certificate.cert, certificate.file, '*'].map(async (serverCertificate) => {
      const { client } = aClient(server, { serverCertificate })
      return (await client.send(aRequest(), {})).body
    })
    expect(await Promise.all(bodies)).toEqual([
      { value: ['over TLS'] },
      { value: ['over TLS'] },
      { value: ['over TLS'] },
    ])
  },
)

it('says that thumbprints and missing files can not be used', () => {
  const server = { url: 'https://127.0.0.1:1/contoso' }
  const thumbprint = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678'
  expect(() => aClient(server, { serverCertificate: thumbprint })).toThrow(
    'SSLServerCert does not take thumbprints',
  )
  expect(() => aClient(server, { serverCertificate: '/no/such.pem' })).toThrow(
    'SSLServerCert names no readable PEM certificate',
  )
})

const environment = [
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
]
afterEach(() => vi.unstubAllEnvs())

function clearEnvironment(): void {
  for (const name of environment) vi.stubEnv(name, undefined)
}

it('goes through ProxyServer with its user', async () => {
  const server = await startServer(() => ({ body: { value: [1] } }))
  const proxy = await startProxy(server)
  const { client } = aClient(
    { url: 'http://devops.example/contoso' },
    { proxy: { url: proxy.url, user: 'ada', password: 'p:w' } },
  )
  expect((await client.send(aRequest(), {})).body).toEqual({ value: [1] })
  expect(proxy.asked[0]).toEqual({
    target: 'devops.example:80',
    authorization: `Basic ${Buffer.from('ada:p:w').toString('base64')}`,
  })
})

it('reaches the exceptions of a proxy directly', async () => {
  const server = await startServer(() => ({ body: { value: [1] } }))
  const proxy = await startProxy(server)
  const { client } = aClient(server, { proxy: { url: proxy.url, exceptions: ['127.0.0.1'] } })
  await client.send(aRequest(), {})
  expect(proxy.asked).toEqual([])
})

it('goes through the proxy that the environment names, but not to this very machine', async () => {
  const server = await startServer(() => ({ body: { value: [1] } }))
  const proxy = await startProxy(server)
  clearEnvironment()
  vi.stubEnv('HTTP_PROXY', proxy.url)
  await aClient({ url: 'http://devops.example/contoso' }).client.send(aRequest(), {})
  await aClient(server).client.send(aRequest(), {})
  expect(new Set(proxy.asked.map((one) => one.target))).toEqual(new Set(['devops.example:80']))
})

it.each([
  ['HTTPS_PROXY', 'http://:80'],
  ['http_proxy', 'ftp://proxy.example'],
])('says that %s=%s is no proxy', (name, value) => {
  clearEnvironment()
  vi.stubEnv(name, value)
  expect(() => aClient({ url: 'http://devops.example/contoso' })).toThrow(
    `the environment variable ${name} is not a host or an http address`,
  )
})

it('takes a proxy of the environment without its scheme', async () => {
  const proxy = await startProxy(await startServer(() => ({ body: { value: [1] } })))
  clearEnvironment()
  vi.stubEnv('http_proxy', proxy.url.replace('http://', ''))
  await aClient({ url: 'http://devops.example/contoso' }).client.send(aRequest(), {})
  expect(new Set(proxy.asked.map((one) => one.target))).toEqual(new Set(['devops.example:80']))
})

it('honours NO_PROXY', async () => {
  const proxy = await startProxy(undefined)
  clearEnvironment()
  vi.stubEnv('HTTP_PROXY', proxy.url)
  vi.stubEnv('NO_PROXY', '.invalid')
  const { client } = aClient({ url: 'http://nowhere.invalid/contoso' })
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_HOST_NOT_FOUND',
  })
  expect(proxy.asked).toEqual([])
})

it('says that the proxy refused', async () => {
  const proxy = await startProxy(undefined, 407)
  const { client } = aClient(
    { url: 'http://devops.example/contoso' },
    { proxy: { url: proxy.url } },
  )
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_CONNECTION_FAILED',
    message: 'the proxy made no connection to devops.example',
  })
})

it('tells a log of the tunnel through the proxy, without its password', async () => {
  const server = await startServer(() => ({ body: { value: [1] } }))
  const proxy = await startProxy(server)
  const { log, lines } = aLog(5)
  const { client } = aClient(
    { url: 'http://devops.example/contoso' },
    { log, proxy: { url: proxy.url, user: 'ada', password: 'p:w0rd' } },
  )
  await client.send(aRequest(), { queryId: '1' })
  expect(lines).toContain(`4 SSL 1 tunnel through ${proxy.url} to devops.example:80`)
  expect(lines.join('\n')).not.toMatch(/p(:|%3A)w0rd/)
  expect(lines.join('\n')).not.toContain(Buffer.from('ada:p:w0rd').toString('base64'))
})
