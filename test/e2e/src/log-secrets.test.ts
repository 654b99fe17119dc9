import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, type ConnectOptions, connect } from 'devopsql'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'

interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

let reply: Reply = { status: 200, headers: {}, body: '' }
const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  request.resume()
  request.on('end', () => {
    response.writeHead(reply.status, reply.headers)
    response.end(reply.body.replace('{authorization}', request.headers.authorization ?? ''))
  })
})
let url = ''
let path = ''
const folder = mkdtempSync(join(tmpdir(), 'devopsql-log-'))

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/contoso`
  path = join(folder, 'devopsql.log')
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await new Promise((resolve) => server.close(resolve))
})

/** What the log has to say of one statement, at the highest level. */
async function logOf(
  properties: Readonly<Record<string, string>>,
  { sql, options }: { readonly sql: string; readonly options?: ConnectOptions },
): Promise<string> {
  rmSync(path, { force: true })
  const all = { Organization: 'contoso', URL: url, Logfile: path, Verbosity: 5, ...properties }
  const connection: Connection = await connect(all, options)
  await connection.query(sql).then(
    async (result) => result.toArray().catch(() => undefined),
    () => undefined,
  )
  await connection.close()
  return readFileSync(path, 'utf8')
}

const secret = fc
  .tuple(fc.uuid(), fc.constantFrom('', '"', '/+', '&=', 'é', "'", '\\', ' '))
  .map(([id, odd]) => `c4nary${odd}${id}`)

const json = { 'content-type': 'application/json' }
const plain = { 'content-type': 'text/plain' }
type Place = (text: string) => Reply

const places: Readonly<Record<string, Place>> = {
  'a JSON body': (text) => ({
    status: 400,
    headers: json,
    body: JSON.stringify({ message: text }),
  }),
  'a good answer': (text) => ({
    status: 200,
    headers: json,
    body: JSON.stringify({ count: 1, value: [{ id: text, name: `<${text}>`, [text]: 1 }] }),
  }),
  'JSON in JSON': (text) => ({
    status: 200,
    headers: json,
    body: JSON.stringify({ value: [JSON.stringify({ echo: `Basic ${text}` })] }),
  }),
  'plain text': (text) => ({ status: 400, headers: plain, body: `you sent ${text} to us` }),
  'a page': (text) => ({
    status: 203,
    headers: { 'content-type': 'text/html' },
    body: `<a href="?code=${encodeURIComponent(text)}">${text}</a>`,
  }),
  'a form': (text) => ({
    status: 400,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ echo: text }).toString(),
  }),
  'broken JSON': (text) => ({ status: 400, headers: json, body: `{"value":["${text}"` }),
  'a header': (text) => ({
    status: 400,
    headers: { ...json, 'x-echo': encodeURIComponent(text), server: encodeURIComponent(text) },
    body: '{}',
  }),
  'a redirect': (text) => ({
    status: 302,
    headers: { location: `https://login.test/?x=${encodeURIComponent(text)}&y=1` },
    body: '',
  }),
  'the middle of Base64': (text) => ({
    status: 400,
    headers: json,
    body: JSON.stringify({ message: Buffer.from(`me:${text}:x`).toString('base64') }),
  }),
  'the end of what is shown of a body': (text) => ({
    status: 200,
    headers: json,
    body: JSON.stringify({ value: [`${'x'.repeat(65_480)} ${text}${text}`] }),
  }),
}

function writings(text: string): readonly string[] {
  return [
    text,
    // A half of it would be too much as well.
    text.slice(0, 20),
    encodeURIComponent(text),
    new URLSearchParams({ a: text }).toString().slice(2),
    JSON.stringify(text).slice(1, -1),
    Buffer.from(text).toString('base64').slice(0, 30),
    Buffer.from(`:${text}`).toString('base64'),
  ]
}

const few = { numRuns: 8 }

it.each(Object.keys(places))('shows no secret that comes back in %s', async (name) => {
  await fc.assert(
    fc.asyncProperty(secret, async (text) => {
      reply = places[name]?.(text) ?? reply
      const log = await logOf({ PAT: text }, { sql: 'SELECT Name FROM Projects' })
      expect(log).toContain('answer ')
      expect(writings(text).filter((written) => log.includes(written))).toEqual([])
    }),
    few,
  )
})

it('shows no token of a provider of the user, old or new', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uuid(), fc.uuid(), async (first, second) => {
      reply = {
        status: 401,
        headers: json,
        body: JSON.stringify({ message: 'this was {authorization}' }),
      }
      const tokenProvider: NonNullable<ConnectOptions['tokenProvider']> = {
        getToken: async ({ rejected }) => ({
          scheme: 'Bearer',
          value: rejected === undefined ? first : second,
          expiresAt: undefined,
        }),
      }
      const options = { tokenProvider }
      const log = await logOf({}, { sql: 'SELECT Name FROM Projects', options })
      expect(log).toContain('this was Bearer (removed)')
      expect([first, second].filter((token) => log.includes(token))).toEqual([])
    }),
    few,
  )
})

it('shows no secret of the connection, whatever property it belongs to', async () => {
  reply = { status: 400, headers: plain, body: 'no' }
  const secretProperties = ['ProxyPassword', 'Password', 'OAuthClientSecret', 'OAuthRefreshToken']
  await fc.assert(
    fc.asyncProperty(secret, fc.constantFrom(...secretProperties), async (text, name) => {
      const sql = `SELECT Name FROM Projects WHERE Name = '${text.replaceAll("'", "''")}'`
      const log = await logOf({ PAT: 'pat-of-the-test', [name]: text }, { sql })
      expect(writings(text).filter((written) => log.includes(written))).toEqual([])
    }),
    few,
  )
})
