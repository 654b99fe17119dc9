import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { createHttpClient } from '../http-client.ts'
import { readList } from '../read-list.ts'
import { aClient, aList, aRequest } from '../testing/test-client.ts'
import { aLog } from '../testing/test-log.ts'
import { startServer } from '../testing/test-server.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** Not of the request that finds the hosts. */
function ofThings(line: string): boolean {
  return line.includes('/_apis/things')
}

it('tells at level 2 of each request in one line', async () => {
  const server = await startServer(() => ({ body: { value: [1] }, headers: { 'x-own': 'a' } }))
  const { log, lines } = aLog(2)
  await aClient(server, { log }).client.send(aRequest(), { queryId: '7' })
  expect(lines.filter(ofThings)).toEqual([
    expect.stringMatching(
      /^2 HTTP 7 GET http:\/\/127\.0\.0\.1:\d+\/contoso\/\{project\}\/_apis\/things: 200 in \d+ ms, 13 bytes$/,
    ),
  ])
})

it('tells attempts and throttling', async () => {
  const server = await startServer((_received, index) =>
    index === 0
      ? { status: 429, headers: { 'retry-after': '2' }, body: { message: 'slow down' } }
      : { body: { value: [] }, headers: { 'x-ratelimit-delay': '1.5' } },
  )
  const { log, lines } = aLog(5)
  await aClient(server, { log }).client.send(aRequest(), { queryId: '1' })
  const told = lines.filter((line) => line.startsWith('2') && ofThings(line))
  expect(told[0]).toContain(': 429 in ')
  expect(told[0]).toContain('to be asked again after 2')
  expect(told[1]).toMatch(/held back 1\.5 s by the service, attempt 2, waited 2000 ms before$/)
  expect(lines.join('\n')).toContain('sent again once the service allows it, attempt 2 of 6: 429')
  expect(lines.join('\n')).toContain('5 HTTP 1 waits 2000 ms, as the service asks')
})

it('tells that no answer came, and that the request is sent again', async () => {
  const server = await startServer((_received, index) =>
    index === 0 ? { fault: 'reset' } : { body: {} },
  )
  const { log, lines } = aLog(5)
  await aClient(server, { log }).client.send(aRequest(), {})
  expect(lines.filter((line) => line.includes('no answer after'))).toHaveLength(1)
  expect(lines.join('\n')).toMatch(/sent again in 500 ms, attempt 2 of 6: /)
})

it('tells at level 3 what is sent and answered, without the token', async () => {
  const server = await startServer(() => ({
    headers: { 'content-encoding': 'gzip', 'content-type': 'application/json', 'x-own': 'b' },
    body: gzipSync('{"value":[{"password":"abc","id":1}]}'),
  }))
  const { log, lines } = aLog(3)
  const request = aRequest({ method: 'POST', query: { a: 'b c' }, body: { ids: [1] } })
  await aClient(server, { log, compress: true }).client.send(request, { queryId: '1' })
  const told = lines.filter((line) => line.startsWith('3 HTTP 1 '))
  // The first three are of the request that finds the hosts.
  expect(told.slice(3).map((line) => line.slice(9))).toEqual([
    expect.stringMatching(
      /^request POST http:.*\/contoso\/Web%20Shop\/_apis\/things\?a=b%20c&api-version=7\.1; .*authorization: \(removed\)/,
    ),
    'request body of 11 bytes: {"ids":[1]}',
    expect.stringMatching(/^answer 200; .*content-encoding: gzip.*x-own: \(removed\)/),
    'answer body of 37 bytes: {"value":[{"password":"(removed)","id":1}]}',
  ])
  expect(lines.join('\n')).not.toContain('s3cret-token')
})

it('tells of sign-in requests as the module OAUT', async () => {
  const server = await startServer(() => ({
    body: { access_token: 'abc', refresh_token: 'def', expires_in: 3600 },
  }))
  const { log, lines } = aLog(3)
  const client = createHttpClient({ log })
  onTestFinished(() => client.close())
  await client.send({
    method: 'POST',
    url: `${server.url}/token?state=ghi`,
    headers: { 'Content-Type': 'application/json' },
    body: '{"grant_type":"authorization_code","code":"jkl","code_verifier":"mno"}',
  })
  expect(lines.every((line) => / OAUT - /.test(line))).toBe(true)
  const text = lines.join('\n')
  expect(text).toContain(
    '{"access_token":"(removed)","refresh_token":"(removed)","expires_in":3600}',
  )
  expect(text).toContain(
    '{"grant_type":"authorization_code","code":"(removed)","code_verifier":"(removed)"}',
  )
  expect(text).toMatch(/2 OAUT - POST http:.*\/token\?state=\(removed\): 200 after \d+ ms/)
})

it('hides what an identity service has said to be secret, also in what comes later', async () => {
  const server = await startServer(() => ({
    body: { device_code: 'dev1ce-code', user_code: 'ABCD-1234', message: 'enter ABCD-1234 there' },
  }))
  for (const level of [2, 3] as const) {
    const { log, lines } = aLog(level)
    const client = createHttpClient({ log })
    onTestFinished(() => client.close())
    const body = '{"code":"4uthorization-code"}'
    await client.send({ method: 'POST', url: server.url, body })
    log({ level: 1, module: 'INFO', text: () => 'dev1ce-code ABCD-1234 4uthorization-code' })
    expect(lines.at(-1)).toBe('1 INFO - (removed) (removed) (removed)')
    expect(lines.join('\n')).not.toContain('ABCD')
  }
})

it('tells at level 4 of connections, with the query that made them', async () => {
  const server = await startServer(() => ({ body: { value: [] } }))
  const { log, lines } = aLog(4)
  const { client } = aClient(server, { log })
  await client.send(aRequest(), { queryId: '3' })
  await client.close()
  const told = lines.filter((line) => line.startsWith('4 SSL'))
  expect(told.filter((line) => line.startsWith('4 SSL 3 connecting to http://'))).not.toEqual([])
  expect(told.filter((line) => /connected to http:.* not encrypted/.test(line))).not.toEqual([])
})

it('tells of the connections of its own client only', async () => {
  const server = await startServer(() => ({ body: { value: [] } }))
  const { log, lines } = aLog(4)
  aClient(server, { log })
  await aClient(server).client.send(aRequest(), {})
  expect(lines).toEqual([])
})

it.skipIf(!hasOpenssl)('tells of TLS: version, cipher, certificate (needs openssl)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'devopsql-tls-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const make = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=devops.test -addext subjectAltName=IP:127.0.0.1 -keyout ${key} -out ${cert}`
  execFileSync('openssl', make.split(' '), { stdio: 'pipe' })
  const server = await startServer(() => ({ body: { value: [] } }), {
    listen: (listener) =>
      createServer({ key: readFileSync(key), cert: readFileSync(cert) }, listener),
  })
  const { log, lines } = aLog(4)
  await aClient(server, { log, serverCertificate: cert }).client.send(aRequest(), {})
  expect(lines.join('\n')).toMatch(
    /connected to https:\/\/.*TLSv1\.3 TLS_\w+, certificate of devops\.test by devops\.test until .*GMT, SHA-256 [\dA-F:]{95}, trusted/,
  )
  const refused = aLog(4)
  await aClient(server, { log: refused.log })
    .client.send(aRequest(), {})
    .catch(() => undefined)
  expect(refused.lines.join('\n')).toMatch(/no connection to https:.*DEPTH_ZERO_SELF_SIGNED_CERT/)
})

it('tells at level 5 of pages', async () => {
  const server = await startServer(() => ({ body: { value: [{ id: 1 }, { id: 2 }] } }))
  const { log, lines } = aLog(5)
  const { client } = aClient(server, { log })
  for await (const _ of readList(client, aList({ paging: { kind: 'single' } }), {}));
  expect(lines).toContain('5 HTTP - page 1 of {project}/_apis/things: 2 rows')
})

it('collects nothing beyond the level of the log', async () => {
  const server = await startServer(() => ({ body: { value: [] } }))
  const { log, lines } = aLog(1)
  await aClient(server, { log }).client.send(aRequest(), {})
  expect(lines).toEqual([])
})
