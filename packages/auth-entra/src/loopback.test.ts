import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { type Loopback, type LoopbackOptions, listenForCode } from './loopback.ts'

async function aLoopback(options: Partial<LoopbackOptions> = {}): Promise<Loopback> {
  const loopback = await listenForCode({
    callbackUrl: `http://localhost:${await freePort()}/cb`,
    state: 's1',
    anyPort: false,
    timeoutMs: 10_000,
    ...options,
  })
  onTestFinished(() => loopback.close())
  return loopback
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return port
}

it('gives the code of a GET to its address, and answers with a page that holds nothing of it', async () => {
  const { redirectUri, code } = await aLoopback()
  const response = await fetch(`${redirectUri}?code=c0de&state=s1`)
  const page = await response.text()
  expect(await code).toBe('c0de')
  expect(response.status).toBe(200)
  expect(page).toContain('You are signed in')
  expect(page).not.toContain('c0de')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
})

it('takes an answer that the browser posts', async () => {
  const { redirectUri, code } = await aLoopback()
  await fetch(redirectUri, {
    method: 'POST',
    body: new URLSearchParams({ code: 'c0de', state: 's1' }),
  })
  expect(await code).toBe('c0de')
})

it('listens on both addresses that localhost may be', async () => {
  const { redirectUri, code } = await aLoopback()
  const { port } = new URL(redirectUri)
  await fetch(`http://127.0.0.1:${port}/cb?state=wrong`)
  const six = await fetch(`http://[::1]:${port}/cb?code=c0de&state=s1`).catch(() => undefined)
  // A machine without IPv6 has no ::1.
  if (six === undefined) await fetch(`http://127.0.0.1:${port}/cb?code=c0de&state=s1`)
  expect(await code).toBe('c0de')
})

it('goes on waiting after an answer with another state, a stray request and a large body', async () => {
  const { redirectUri, code } = await aLoopback()
  expect((await fetch(`${redirectUri}?code=evil&state=s2`)).status).toBe(400)
  expect((await fetch(`${redirectUri}?error=access_denied`)).status).toBe(400)
  expect((await fetch(new URL('/favicon.ico', redirectUri))).status).toBe(404)
  expect((await fetch(redirectUri, { method: 'PUT' })).status).toBe(405)
  await expect(
    fetch(redirectUri, { method: 'POST', body: 'x'.repeat(1_000_000) }),
  ).rejects.toThrow()
  await fetch(`${redirectUri}?code=c0de&state=s1`)
  expect(await code).toBe('c0de')
})

it('rejects when the sign-in was declined', async () => {
  const { redirectUri, code } = await aLoopback()
  const response = await fetch(`${redirectUri}?error=access_denied&state=s1`)
  expect(await response.text()).toContain('did not succeed')
  await expect(code).rejects.toMatchObject({ message: 'the sign-in was declined' })
})

it('names the port that is in use (P-AUTH-18)', async () => {
  const { redirectUri } = await aLoopback()
  const { port } = new URL(redirectUri)
  await expect(aLoopback({ callbackUrl: redirectUri })).rejects.toMatchObject({
    code: 'DEVOPSQL_SIGN_IN_FAILED',
    message: `port ${port} of CallbackURL is in use`,
  })
})

it('takes another port for an application that is registered for all', async () => {
  const taken = await aLoopback({ callbackUrl: `http://localhost:${await freePort()}` })
  const other = await aLoopback({ callbackUrl: taken.redirectUri, anyPort: true })
  expect(other.redirectUri).toMatch(/^http:\/\/localhost:\d+$/)
  expect(other.redirectUri).not.toBe(taken.redirectUri)
})

it.each(['http://localhost:12345', 'http://localhost:12346/', 'http://127.0.0.1:12347/cb?x=1'])(
  'registers %s as it is written',
  async (callbackUrl) => {
    expect((await aLoopback({ callbackUrl })).redirectUri).toBe(callbackUrl)
  },
)

it.each(['https://localhost:1', 'http://app.example/cb', 'localhost:33333', ''])(
  'refuses %j, at which no browser of this machine arrives',
  async (callbackUrl) => {
    await expect(aLoopback({ callbackUrl })).rejects.toMatchObject({
      code: 'DEVOPSQL_INVALID_PROPERTY',
    })
  },
)

it('ends after its time, when the signal aborts and when it is closed', async () => {
  await expect((await aLoopback({ timeoutMs: 1 })).code).rejects.toMatchObject({
    message: 'nobody signed in within 0 seconds',
  })
  const controller = new AbortController()
  const { code } = await aLoopback({ signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(code).rejects.toThrow('enough')
})

it('frees its port when it is closed, connections that send nothing included', async () => {
  const { redirectUri, close } = await aLoopback()
  const { port } = new URL(redirectUri)
  const idle = connect(Number(port), '127.0.0.1')
  await new Promise((resolve) => {
    idle.once('connect', resolve)
  })
  await close()
  await aLoopback({ callbackUrl: redirectUri })
})
