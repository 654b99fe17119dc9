import type { AccessToken, GetTokenOptions, TokenProvider } from '@devopsql/auth'
import { DevopsqlError } from '@devopsql/errors'
import { expect, it } from 'vitest'
import { aClient, aRequest } from '../testing/test-client.ts'
import { type Reply, startServer } from '../testing/test-server.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }
const signInAnswers: readonly (readonly [name: string, reply: Reply])[] = [
  ['203 with an HTML page', { status: 203, headers: html, body: '<html>Sign In</html>' }],
  ['200 with an HTML page', { status: 200, headers: html, body: '<html>Sign In</html>' }],
  ['302', { status: 302, headers: { location: 'http://127.0.0.1:1/_signin' } }],
  ['401 without a body', { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }],
  ['401 with an empty list', { status: 401, body: { count: 0, value: [] } }],
]

it.each(signInAnswers)('takes %s for a failed sign-in', async (_name, reply) => {
  const server = await startServer(() => reply)
  const { client } = aClient(server)
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: expect.stringMatching(
      /^127.0.0.1:\d+ did not accept the sign-in \(it answered \d{3}/,
    ) as unknown,
    hint: 'Check that the token is right, has not expired or been revoked, and belongs to this organization.',
  })
  expect(server.received).toHaveLength(1)
})

it('tells what the service said, from JSON or from its header', async () => {
  const said = encodeURIComponent('TF400813: The user is not authorized.')
  const server = await startServer((_received, index) =>
    index === 0
      ? {
          status: 401,
          body: { message: 'TF400813: not authorized', typeKey: 'UnauthorizedRequestException' },
        }
      : { status: 401, headers: { 'x-tfs-serviceerror': said } },
  )
  const { client } = aClient(server)
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    detail: 'TF400813: not authorized',
  })
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    detail: 'TF400813: The user is not authorized.',
  })
})

it('always sends the token, the Suppress header and the wish for JSON', async () => {
  const server = await startServer(() => ({ body: {} }))
  const { client } = aClient(server)
  await client.send(aRequest(), {})
  expect(server.received[0]?.headers).toMatchObject({
    authorization: 'Basic s3cret-token',
    'x-tfs-fedauthredirect': 'Suppress',
    accept: 'application/json',
  })
})

it('asks the provider once more with the rejected token, and uses what it gives', async () => {
  const rejected: (AccessToken | undefined)[] = []
  const tokenProvider = {
    getToken(options: { readonly rejected?: AccessToken | undefined }): Promise<AccessToken> {
      rejected.push(options.rejected)
      const value = options.rejected === undefined ? 'old' : 'new'
      return Promise.resolve({ scheme: 'Bearer', value, expiresAt: undefined })
    },
  }
  const server = await startServer(({ headers }) =>
    headers.authorization === 'Bearer new' ? { body: { value: [] } } : { status: 401 },
  )
  const { client } = aClient(server, { baseUrl: server.url, tokenProvider })
  const response = await client.send(aRequest(), {})
  expect(response.status).toBe(200)
  expect(rejected.map((token) => token?.value)).toContain('old')
  expect(server.received.map((one) => one.headers.authorization)).toEqual([
    'Bearer old',
    'Bearer new',
  ])
})

it('shows the hint of a provider that has no other token', async () => {
  const tokenProvider = {
    getToken: ({ rejected }: { readonly rejected?: AccessToken | undefined }) =>
      rejected === undefined
        ? Promise.resolve({ scheme: 'Basic' as const, value: 'pat', expiresAt: undefined })
        : Promise.reject(
            new DevopsqlError('the personal access token was rejected', {
              code: 'DEVOPSQL_SIGN_IN_FAILED',
              hint: 'Make a new personal access token.',
            }),
          ),
  }
  const server = await startServer(() => ({ status: 401 }))
  const { client } = aClient(server, { tokenProvider })
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'Make a new personal access token.',
  })
})

it('keeps the token out of errors when the remote quotes it', async () => {
  const server = await startServer(({ headers }) => ({
    status: 400,
    headers: { 'x-tfs-serviceerror': String(headers.authorization) },
    body: { message: `bad header ${String(headers.authorization)}` },
  }))
  const { client } = aClient(server)
  const error: unknown = await client.send(aRequest(), {}).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'DEVOPSQL_REMOTE_ERROR', detail: undefined })
  expect(JSON.stringify(error)).not.toContain('s3cret-token')
})

it('names the scope of what refuses a token that others accept, and goes on with these', async () => {
  const server = await startServer(({ path }) =>
    path.startsWith('_apis/graph') ? { status: 401 } : { body: { value: [] } },
  )
  const { client } = aClient(server)
  await client.send(aRequest(), {})
  const users = aRequest({ template: '_apis/graph/users', path: '_apis/graph/users' })
  await expect(client.send(users, {})).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    hint: 'Other requests were accepted with this token: give it the scope Graph (Read), unless it has just been revoked.',
  })
  expect((await client.send(aRequest(), {})).status).toBe(200)
})

it('calls a personal access token rejected only where it was accepted before, or never was', async () => {
  const rejected: unknown[] = []
  const tokenProvider: TokenProvider = {
    getToken: (options) => {
      if (options.rejected !== undefined) rejected.push(options.rejected.value)
      return Promise.resolve({ scheme: 'Basic', value: 'pat', expiresAt: undefined })
    },
  }
  let isRevoked = false
  const server = await startServer(({ path }) =>
    isRevoked || path.startsWith('_apis/graph') ? { status: 401 } : { body: { value: [] } },
  )
  const { client } = aClient(server, { tokenProvider })
  await client.send(aRequest(), {})
  const users = aRequest({ template: '_apis/graph/users', path: '_apis/graph/users' })
  await expect(client.send(users, {})).rejects.toMatchObject({ code: 'DEVOPSQL_SIGN_IN_FAILED' })
  expect(rejected).toEqual([])
  isRevoked = true
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
  })
  expect(rejected).toEqual(['pat'])
})

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1760000000"}}}'
const challenge = {
  status: 401,
  headers: {
    'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
  },
}

/** Gives `t1`, `t2` ...; remembers what it was asked. */
function countingProvider(): {
  readonly asked: GetTokenOptions[]
  getToken(options: GetTokenOptions): Promise<AccessToken>
} {
  const asked: GetTokenOptions[] = []
  return {
    asked,
    getToken(options) {
      // The rate budget asks before the first request does.
      if (options.rejected !== undefined) asked.push(options)
      return Promise.resolve({ scheme: 'Bearer', value: `t${asked.length}`, expiresAt: undefined })
    },
  }
}

it('asks for the claims that the service wants, once', async () => {
  const server = await startServer((_received, index) => (index === 0 ? challenge : { body: {} }))
  const tokenProvider = countingProvider()
  const { client } = aClient(server, { tokenProvider })
  expect((await client.send(aRequest(), {})).status).toBe(200)
  expect(tokenProvider.asked).toMatchObject([{ rejected: { value: 't0' }, claims }])
})

it('answers a challenge to the token that replaced an expired one', async () => {
  const answers: readonly Reply[] = [{ status: 401 }, challenge, { body: {} }]
  const server = await startServer((_received, index) => answers[index] ?? { status: 500 })
  const tokenProvider = countingProvider()
  const { client } = aClient(server, { tokenProvider })
  expect((await client.send(aRequest(), {})).status).toBe(200)
  expect(tokenProvider.asked.map((options) => options.claims)).toEqual([undefined, claims])
})

it('gives up when the service is not content with the claims', async () => {
  const server = await startServer(() => challenge)
  const tokenProvider = countingProvider()
  const { client } = aClient(server, { tokenProvider })
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
  })
  expect(server.received).toHaveLength(2)
})
