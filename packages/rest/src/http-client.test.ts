import { expect, it, onTestFinished } from 'vitest'
import { createHttpClient } from './http-client.ts'
import { startServer } from './testing/test-server.ts'

function aSender(
  options: Parameters<typeof createHttpClient>[0] = {},
): ReturnType<typeof createHttpClient>['send'] {
  const client = createHttpClient(options)
  onTestFinished(() => client.close())
  return client.send
}

it('sends method, path, headers and body, and gives the whole answer', async () => {
  const server = await startServer(() => ({
    status: 400,
    headers: { 'x-reason': 'no' },
    body: { error: 'invalid_grant' },
  }))
  const answer = await aSender()({
    method: 'POST',
    url: `${server.url}/oauth2/token?x=1`,
    headers: { 'content-type': 'application/json' },
    body: '{"grant_type":"refresh_token"}',
  })
  expect(answer).toMatchObject({ status: 400, text: '{"error":"invalid_grant"}' })
  expect(answer.headers['x-reason']).toBe('no')
  expect(server.received[0]).toMatchObject({
    method: 'POST',
    path: 'oauth2/token',
    body: { grant_type: 'refresh_token' },
  })
})

it('gives a redirect instead of following it', async () => {
  const server = await startServer(() => ({
    status: 302,
    headers: { location: 'http://127.0.0.1:1/elsewhere' },
  }))
  const answer = await aSender()({ method: 'GET', url: server.url })
  expect(answer.status).toBe(302)
  expect(answer.headers['location']).toBe('http://127.0.0.1:1/elsewhere')
})

it('says which host refuses connections', async () => {
  await expect(
    aSender()({ method: 'GET', url: 'http://127.0.0.1:1/token?code=s3cret' }),
  ).rejects.toMatchObject({
    code: 'DEVOPSQL_CONNECTION_FAILED',
    message: '127.0.0.1:1 refuses connections',
  })
})

it('goes past the proxy where it is told to', async () => {
  const server = await startServer(() => ({ body: {} }))
  const send = aSender({ proxy: { url: 'http://127.0.0.1:1' } })
  await expect(send({ method: 'GET', url: server.url })).rejects.toMatchObject({
    code: 'DEVOPSQL_CONNECTION_FAILED',
  })
  expect((await send({ method: 'GET', url: server.url, direct: true })).status).toBe(200)
})

it('stops when the signal aborts', async () => {
  const server = await startServer(() => ({ fault: 'stall' }))
  const controller = new AbortController()
  const answer = aSender()({ method: 'GET', url: server.url, signal: controller.signal })
  controller.abort()
  await expect(answer).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
})
