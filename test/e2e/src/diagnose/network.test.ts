import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createSocketServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { found, restOfNetwork, troubles } from './found.ts'

const token = 'PersonalAccessToken=s3cr3t-pat;'
const afterNetwork = ['skipped certificate', ...restOfNetwork]

/** Listens on loopback as long as the test lasts. Gives host and port. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

it('tells a host that nobody knows', async () => {
  expect(troubles(await found(`URL=https://devopsql.invalid/contoso;${token}`))).toEqual([
    expect.stringMatching(
      /^problem network: devopsql.invalid has no address: its name does not resolve/,
    ),
    ...afterNetwork,
  ])
})

it('tells a port at which nobody listens', async () => {
  expect(troubles(await found(`URL=http://127.0.0.1:1/contoso;${token}`))).toEqual([
    'problem network: 127.0.0.1:1 refuses connections (ECONNREFUSED)',
    ...afterNetwork,
  ])
})

it('tells a host that takes connections and never answers', async () => {
  const host = await listen(createSocketServer())
  expect(troubles(await found(`URL=http://${host}/contoso;Timeout=1;${token}`))[0]).toMatch(
    `problem network: ${host} gives no answer in time`,
  )
})

it('tells a host that speaks something else', async () => {
  const host = await listen(createSocketServer((socket) => socket.end('220 mail ready\r\n')))
  expect(troubles(await found(`URL=http://${host}/contoso;${token}`))[0]).toMatch(
    `problem network: ${host} does not speak HTTP`,
  )
})

/** A proxy that answers each request for a tunnel with this status. */
async function aProxy(status: number): Promise<string> {
  const proxy = createServer()
  proxy.on('connect', (_request, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))
  return await listen(proxy)
}

it.each([
  [407, 'wants to know who asks (407)', 'Check ProxyUser and ProxyPassword'],
  [403, 'makes no connection to dev.azure.com (403)', 'to let connections to dev.azure.com pass'],
])('tells what a proxy answers: %d', async (status, words, advice) => {
  const proxy = await aProxy(status)
  const properties = `Organization=contoso;ProxyServer=http://${proxy};ProxyAuthScheme=BASIC;ProxyUser=ada;ProxyPassword=pr0xy-s3cr3t;${token}`
  const findings = await found(properties)
  expect(troubles(findings)).toEqual([
    `problem network: the proxy ${proxy} ${words}`,
    ...afterNetwork,
  ])
  expect(findings.find(({ check }) => check === 'network')?.hint).toContain(advice)
  expect(JSON.stringify(findings)).not.toContain('s3cr3t')
})

it('tells a proxy that is not there', async () => {
  const properties = `Organization=contoso;ProxyServer=http://127.0.0.1:1;${token}`
  expect(troubles(await found(properties))[0]).toBe(
    'problem network: the proxy 127.0.0.1:1 refuses connections (ECONNREFUSED)',
  )
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

interface Certificate {
  readonly key: string
  readonly cert: string
  readonly file: string
}

/** A certificate that signs itself, good for two days. */
function aCertificate(names: string): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'devopsql-tls-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2']
  const subject = ['-subj', '/CN=Contoso Inspection', '-addext', `subjectAltName=${names}`]
  spawnSync('openssl', [...kind, ...subject, '-keyout', key, '-out', file])
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(file, 'utf8'), file }
}

async function overTls(certificate: Pick<Certificate, 'key' | 'cert'>): Promise<string> {
  return await listen(createTlsServer(certificate, (_request, response) => response.end('{}')))
}

/** What is said of the certificate. */
async function ofCertificate(properties: string): Promise<readonly string[]> {
  const findings = await found(properties)
  return troubles(findings.filter(({ check }) => check === 'certificate'))
}

it.skipIf(!hasOpenssl)('tells whose certificate is not trusted (needs openssl)', async () => {
  const host = await overTls(aCertificate('IP:127.0.0.1'))
  const findings = await found(`URL=https://${host}/contoso;${token}`)
  expect(troubles(findings)).toEqual([
    'problem certificate: the certificate of Contoso Inspection is issued by Contoso Inspection, whom this machine does not trust (DEPTH_ZERO_SELF_SIGNED_CERT)',
    ...restOfNetwork,
  ])
  expect(findings.find(({ outcome }) => outcome === 'problem')?.hint).toContain('SSLServerCert=')
})

it.skipIf(!hasOpenssl)('tells a certificate for another host (needs openssl)', async () => {
  const certificate = aCertificate('DNS:other.example')
  const host = await overTls(certificate)
  const properties = `URL=https://${host}/contoso;SSLServerCert=${certificate.file};${token}`
  expect(await ofCertificate(properties)).toEqual([
    `problem certificate: the certificate of ${host} is for other.example`,
  ])
})

it('tells a certificate that has ended', async () => {
  const folder = '../../../../packages/auth-entra/src/testing/certificates'
  const at = (name: string): string => fileURLToPath(new URL(`${folder}/${name}`, import.meta.url))
  const [key, cert] = [readFileSync(at('key.pem'), 'utf8'), readFileSync(at('expired.pem'), 'utf8')]
  const host = await overTls({ key, cert })
  const properties = `URL=https://${host}/contoso;SSLServerCert=${at('expired.pem')};${token}`
  expect(await ofCertificate(properties)).toEqual([
    expect.stringMatching(/^problem certificate: the certificate of .* ended on \d{4}-\d\d-\d\d$/),
  ])
})

it.skipIf(!hasOpenssl)(
  'warns of a certificate that ends soon, and of trusting every one (needs openssl)',
  async () => {
    const certificate = aCertificate('IP:127.0.0.1')
    const host = await overTls(certificate)
    const soon = /^warning certificate: the certificate of Contoso Inspection, .*: 1 days$/
    expect(
      await ofCertificate(`URL=https://${host}/contoso;SSLServerCert=${certificate.file};${token}`),
    ).toEqual([expect.stringMatching(soon)])
    expect(await ofCertificate(`URL=https://${host}/contoso;SSLServerCert=*;${token}`)).toEqual([
      expect.stringMatching(/^warning certificate: SSLServerCert=\* trusts every certificate/),
      expect.stringMatching(soon),
    ])
  },
)

it('tells a host that speaks no TLS', async () => {
  const host = await listen(createServer((_request, response) => response.end('{}')))
  expect(await ofCertificate(`URL=https://${host}/contoso;${token}`)).toEqual([
    expect.stringMatching(`problem certificate: no TLS connection to ${host} could be made`),
  ])
})
