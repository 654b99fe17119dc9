import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createRequestMeter } from '../request-meter.ts'
import { aClient, aRequest, patProvider } from '../testing/test-client.ts'
import { type Reply, startServer } from '../testing/test-server.ts'

const good: Reply = { body: { value: [] } }

/** A server that holds its answers back until `open` is called, and knows how many it holds. */
async function aGate(reply: Reply = good): Promise<{
  readonly server: Awaited<ReturnType<typeof startServer>>
  readonly waiting: () => number
  readonly open: () => void
}> {
  let held: (() => void)[] = []
  const server = await startServer(
    () => new Promise<Reply>((resolve) => held.push(() => resolve(reply))),
  )
  return {
    server,
    waiting: () => held.length,
    open() {
      const opened = held
      held = []
      for (const answer of opened) answer()
    },
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await setImmediate()
}

it('has at most so many requests in flight', async () => {
  const gate = await aGate()
  const { client } = aClient(gate.server, { maxConcurrency: 3 })
  const all = Promise.all(Array.from({ length: 7 }, () => client.send(aRequest(), {})))
  await until(() => gate.waiting() === 3)
  gate.open()
  await until(() => gate.waiting() === 3)
  gate.open()
  await until(() => gate.waiting() === 1)
  gate.open()
  await all
  expect(gate.server.received).toHaveLength(7)
})

it('shares one budget between clients of one organization and identity, and no other', async () => {
  const server = await startServer(() => ({ ...good, headers: { 'retry-after': '5' } }))
  const one = aClient(server)
  const same = aClient(server)
  const other = aClient(server, { tokenProvider: patProvider('another') })
  await one.client.send(aRequest(), {})
  await other.client.send(aRequest(), {})
  await same.client.send(aRequest(), {})
  expect(one.waits).toEqual([])
  expect(other.waits).toEqual([])
  expect(same.waits).toEqual([5000])
})

it('keeps the budget of an account when its bearer token changes', async () => {
  const claims = (n: number): string =>
    `h.${Buffer.from(JSON.stringify({ oid: 'ada', n })).toString('base64url')}.s`
  const bearer = (value: string) => ({
    getToken: () => Promise.resolve({ scheme: 'Bearer' as const, value, expiresAt: undefined }),
  })
  const server = await startServer(() => ({ ...good, headers: { 'retry-after': '3' } }))
  const first = aClient(server, { tokenProvider: bearer(claims(1)) })
  const second = aClient(server, { tokenProvider: bearer(claims(2)) })
  await first.client.send(aRequest(), {})
  await second.client.send(aRequest(), {})
  expect(second.waits).toEqual([3000])
})

it('delays the next request, and does not repeat this one, for a Retry-After on a 200', async () => {
  const server = await startServer((_received, index) =>
    index === 0 ? { ...good, headers: { 'retry-after': '30' } } : good,
  )
  const { client, waits } = aClient(server)
  await client.send(aRequest(), {})
  expect(server.received).toHaveLength(1)
  await client.send(aRequest(), {})
  expect(waits).toEqual([30_000])
})

it('reads the limits off every answer', async () => {
  const server = await startServer(() => ({
    ...good,
    headers: {
      'x-ratelimit-resource': 'Count/Core',
      'x-ratelimit-limit': '200',
      'x-ratelimit-remaining': '150.5',
      'x-ratelimit-reset': '1767225600',
    },
  }))
  const { client } = aClient(server)
  await client.send(aRequest(), {})
  expect(client.rateLimit).toEqual({
    resource: 'Count/Core',
    limit: 200,
    remaining: 150.5,
    resetAt: 1_767_225_600_000,
    blockedUntil: Date.UTC(2026, 0, 1),
    concurrency: 8,
  })
})

it('ignores limits that are no numbers', async () => {
  const server = await startServer(() => ({
    ...good,
    headers: { 'x-ratelimit-limit': 'many', 'retry-after': 'soon', 'x-ratelimit-delay': '' },
  }))
  const { client, waits } = aClient(server)
  await client.send(aRequest(), {})
  await client.send(aRequest(), {})
  expect(client.rateLimit.limit).toBeUndefined()
  expect(waits).toEqual([])
})

it('counts the delay that the service tells of', async () => {
  const server = await startServer(() => ({ ...good, headers: { 'x-ratelimit-delay': '1.250' } }))
  const { client } = aClient(server)
  const meter = createRequestMeter()
  await client.send(aRequest(), { meter })
  expect(meter.throttledMs).toBe(1250)
  expect(client.ledger.entries().at(-1)?.throttledMs).toBe(1250)
})

it('halves the requests in flight below a fifth of the limit, once for those sent together, and grows back', async () => {
  const low: Reply = {
    ...good,
    headers: { 'x-ratelimit-limit': '200', 'x-ratelimit-remaining': '39' },
  }
  const server = await startServer((_received, index) => (index < 8 ? low : good))
  const { client } = aClient(server)
  await client.send(aRequest(), {})
  expect(client.rateLimit.concurrency).toBe(4)
  await client.send(aRequest(), {})
  expect(client.rateLimit.concurrency).toBe(2)
  await Promise.all([1, 2, 3, 4, 5, 6].map(() => client.send(aRequest(), {})))
  expect(client.rateLimit.concurrency).toBe(1)
  for (let sent = 0; sent < 40; sent++) await client.send(aRequest(), {})
  expect(client.rateLimit.concurrency).toBe(8)
})

it('halves once for requests that were in flight together', async () => {
  const gate = await aGate({
    ...good,
    headers: { 'x-ratelimit-limit': '200', 'x-ratelimit-remaining': '1' },
  })
  const { client } = aClient(gate.server)
  const all = Promise.all(Array.from({ length: 8 }, () => client.send(aRequest(), {})))
  await until(() => gate.waiting() === 8)
  gate.open()
  await all
  expect(client.rateLimit.concurrency).toBe(4)
})

it('halves the requests in flight on a 429', async () => {
  const server = await startServer((_received, index) => (index === 0 ? { status: 429 } : good))
  const { client } = aClient(server)
  await client.send(aRequest(), {})
  expect(client.rateLimit.concurrency).toBe(4)
})
