import { createServer as createTlsServer } from 'node:https'
import { createServer } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { aCertificate, hasOpenssl, type TestCertificate } from '../testing/test-certificate.ts'
import { startProxy } from '../testing/test-proxy.ts'
import { portOf, startServer, type TestServer } from '../testing/test-server.ts'
import { reachHost } from './reach-host.ts'

const now = (): number => Date.UTC(2026, 0, 1)

async function startTls(certificate: TestCertificate): Promise<TestServer> {
  return startServer(() => ({ body: {} }), {
    listen: (listener) => createTlsServer(certificate, listener),
  })
}

it('tells the answer, its date and the address that gave it, and sends no credentials', async () => {
  const server = await startServer(() => ({
    status: 401,
    headers: { date: 'Thu, 01 Jan 2026 00:01:00 GMT' },
  }))
  expect(await reachHost(`${server.url}/_apis/x?a=1`, { http: {}, now })).toEqual({
    proxy: undefined,
    address: new URL(server.url).host,
    certificate: undefined,
    answer: { status: 401, date: new Date('2026-01-01T00:01:00Z'), at: now() },
    failure: undefined,
  })
  expect(server.received[0]?.headers.authorization).toBeUndefined()
  expect(server.lines()).toEqual(['_apis/x?a=1'])
})

it('tells a host that has no address', async () => {
  const reach = await reachHost('https://devopsql.invalid/contoso', { http: {}, now })
  expect(reach).toMatchObject({ answer: undefined, failure: { kind: 'host-not-found' } })
})

it('tells a closed port', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server)
  await new Promise((resolve) => server.close(resolve))
  const reach = await reachHost(`http://127.0.0.1:${port}`, { http: {}, now })
  expect(reach.failure).toEqual({ kind: 'refused', code: 'ECONNREFUSED', proxyStatus: undefined })
})

it('tells of a host that takes connections and never answers', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${portOf(server)}`
  const reach = await reachHost(url, { http: { timeoutMs: 200 }, now })
  expect(reach.failure?.kind).toBe('timeout')
})

it.skipIf(!hasOpenssl)(
  'shows the certificate, whether it is trusted or not (needs openssl)',
  async () => {
    const certificate = aCertificate()
    const server = await startTls(certificate)
    const shown = { subject: 'devopsql test', issuer: 'devopsql test', names: ['127.0.0.1'] }
    const refused = await reachHost(server.url, { http: {}, now })
    expect(refused).toMatchObject({
      certificate: shown,
      answer: undefined,
      failure: { kind: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    })
    const http = { serverCertificate: certificate.file }
    const trusted = await reachHost(server.url, { http, now })
    expect(trusted).toMatchObject({ certificate: shown, answer: { status: 200 } })
  },
)

it.skipIf(!hasOpenssl)('shows a certificate that is for another host (needs openssl)', async () => {
  const certificate = aCertificate('DNS:other.example')
  const server = await startTls(certificate)
  const http = { serverCertificate: certificate.file }
  expect(await reachHost(server.url, { http, now })).toMatchObject({
    certificate: { names: ['other.example'] },
    failure: { kind: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  })
})

it('names the proxy that it goes through, without its password', async () => {
  const server = await startServer(() => ({ body: {} }))
  const proxy = await startProxy(server)
  const http = { proxy: { url: proxy.url, user: 'ada', password: 's3cret' } }
  const reach = await reachHost('http://devops.example/contoso', { http, now })
  expect(reach).toMatchObject({
    proxy: new URL(proxy.url).host,
    answer: { status: 200 },
  })
  expect(proxy.asked[0]?.authorization).toContain('Basic ')
  expect(JSON.stringify(reach)).not.toContain('s3cret')
})

it('tells what a proxy answers that makes no connection', async () => {
  const proxy = await startProxy(undefined, 407)
  const http = { proxy: { url: proxy.url } }
  expect(await reachHost('https://devops.example/contoso', { http, now })).toMatchObject({
    proxy: new URL(proxy.url).host,
    answer: undefined,
    failure: { kind: 'proxy', proxyStatus: 407 },
  })
})

it('tells hosts apart that it reaches one after the other', async () => {
  const server = await startServer(() => ({ body: {} }))
  const proxy = await startProxy(server)
  await reachHost('http://devops.example/contoso', { http: { proxy: { url: proxy.url } }, now })
  await reachHost(server.url, { http: {}, now })
  const hosts = server.received.map(({ headers }) => headers.host)
  expect(hosts).toEqual(['devops.example', new URL(server.url).host])
})

it('takes the proxy of the environment', async () => {
  const proxy = await startProxy(undefined, 403)
  for (const name of ['https_proxy', 'no_proxy', 'NO_PROXY']) vi.stubEnv(name, undefined)
  vi.stubEnv('HTTPS_PROXY', proxy.url)
  onTestFinished(() => void vi.unstubAllEnvs())
  const reach = await reachHost('https://devops.example/contoso', { http: {}, now })
  expect(reach).toMatchObject({
    proxy: new URL(proxy.url).host,
    failure: { kind: 'proxy', proxyStatus: 403 },
  })
})

it('ends when the signal aborts', async () => {
  const server = await startServer(() => ({ fault: 'stall' }))
  const signal = AbortSignal.timeout(50)
  await expect(reachHost(server.url, { http: {}, now, signal })).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
  })
})
