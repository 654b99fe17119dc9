import { expect, it } from 'vitest'
import { createRequestMeter } from '../request-meter.ts'
import { aClient, aRequest } from '../testing/test-client.ts'
import { type Reply, startServer } from '../testing/test-server.ts'

const good: Reply = { body: { value: [] } }

it.each([408, 429, 500, 502, 503, 504])('sends again after %i', async (status) => {
  const server = await startServer((_received, index) => (index === 0 ? { status } : good))
  const { client, waits } = aClient(server)
  await client.send(aRequest(), {})
  expect(server.received).toHaveLength(2)
  expect(waits).toEqual([500])
})

it('gives up after six tries, with waits that double', async () => {
  const server = await startServer(() => ({ status: 503 }))
  const { client, waits } = aClient(server)
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({ code: 'DEVOPSQL_REMOTE_ERROR' })
  expect(server.received).toHaveLength(6)
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000])
})

it('waits a random part of the longest wait', async () => {
  const server = await startServer((_received, index) => (index === 0 ? { status: 503 } : good))
  const { client, waits } = aClient(server, { random: () => 0.25 })
  await client.send(aRequest(), {})
  expect(waits).toEqual([125])
})

it.each([400, 403, 404, 409, 501])('does not send again after %i', async (status) => {
  const server = await startServer(() => ({ status, body: { message: 'no' } }))
  const { client } = aClient(server)
  await expect(client.send(aRequest(), {})).rejects.toThrow()
  expect(server.received).toHaveLength(1)
})

it('sends again after a reset connection', async () => {
  const server = await startServer((_received, index) => (index < 2 ? { fault: 'reset' } : good))
  const { client } = aClient(server)
  await client.send(aRequest({ method: 'POST', body: { query: 'x' } }), {})
  expect(server.received).toHaveLength(3)
  expect(server.received[2]?.body).toEqual({ query: 'x' })
})

it('sends again after JSON that is cut short, and calls it so when it stays', async () => {
  const server = await startServer(() => ({
    headers: { 'content-type': 'application/json' },
    body: '{"value":[1,2',
  }))
  const { client } = aClient(server)
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_INVALID_RESPONSE',
    message: expect.stringContaining('JSON that is cut short') as unknown,
  })
  expect(server.received).toHaveLength(3)
})

it.each(['stall', 'stall-in-body'] as const)(
  'sends again once after a time-out (%s)',
  async (fault) => {
    const server = await startServer(() => ({ fault }))
    const { client } = aClient(server, { timeoutMs: 60 })
    await expect(client.send(aRequest(), {})).rejects.toMatchObject({ code: 'DEVOPSQL_TIMEOUT' })
    expect(server.received).toHaveLength(2)
  },
)

it('honours Retry-After of a 429 to the second, and counts the wait', async () => {
  const server = await startServer((_received, index) =>
    index === 0 ? { status: 429, headers: { 'retry-after': '17' } } : good,
  )
  const { client, waits } = aClient(server)
  const meter = createRequestMeter()
  await client.send(aRequest(), { meter })
  expect(waits).toEqual([17_000])
  expect(meter.throttledMs).toBe(17_000)
})

it('honours a Retry-After that is a date', async () => {
  const server = await startServer((_received, index) =>
    index === 0
      ? { status: 503, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' } }
      : good,
  )
  const { client, waits } = aClient(server)
  await client.send(aRequest(), {})
  expect(waits).toEqual([9000])
})

it('calls a request throttled that stays so', async () => {
  const server = await startServer(() => ({
    status: 429,
    body: {
      message:
        "Request was blocked due to exceeding usage of resource 'Count' in namespace 'VSID'.",
      typeKey: 'RequestBlockedException',
    },
  }))
  const { client } = aClient(server)
  await expect(client.send(aRequest(), {})).rejects.toMatchObject({
    code: 'DEVOPSQL_THROTTLED',
    detail: "Request was blocked due to exceeding usage of resource 'Count' in namespace 'VSID'.",
  })
})
