import { expect, it } from 'vitest'
import { sleep } from './cancellation.ts'
import { aClient, aRequest } from './testing/test-client.ts'
import { startServer } from './testing/test-server.ts'

it('closes the socket of a request under way', async () => {
  const controller = new AbortController()
  let gone: Promise<void> | undefined
  const server = await startServer((received) => {
    gone = received.gone
    controller.abort(new Error('Ctrl-C'))
    return { fault: 'stall' }
  })
  const { client } = aClient(server)
  await expect(client.send(aRequest(), { signal: controller.signal })).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
    cause: new Error('Ctrl-C'),
  })
  await gone
})

it('ends the wait for a slot', async () => {
  const server = await startServer(() => ({ fault: 'stall' }))
  const { client } = aClient(server, { maxConcurrency: 1 })
  const first = new AbortController()
  const second = new AbortController()
  const one = client.send(aRequest(), { signal: first.signal })
  const two = client.send(aRequest(), { signal: second.signal })
  second.abort()
  await expect(two).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  first.abort()
  await expect(one).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  expect(server.received.length).toBeLessThanOrEqual(1)
})

it('ends the wait for a Retry-After', async () => {
  const controller = new AbortController()
  const server = await startServer(() => ({ status: 429, headers: { 'retry-after': '3600' } }))
  const { client } = aClient(server, {
    sleep: (milliseconds, signal) => {
      const waiting = sleep(milliseconds, signal)
      controller.abort()
      return waiting
    },
  })
  await expect(client.send(aRequest(), { signal: controller.signal })).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
  })
  expect(server.received).toHaveLength(1)
})

it('sends nothing for a signal that was aborted before', async () => {
  const server = await startServer(() => ({ body: {} }))
  const { client } = aClient(server)
  const signal = AbortSignal.abort()
  await expect(client.send(aRequest(), { signal })).rejects.toMatchObject({
    code: 'DEVOPSQL_CANCELLED',
  })
  expect(server.received).toEqual([])
})

it('frees the slot of a cancelled request', async () => {
  const controller = new AbortController()
  const server = await startServer((_received, index) => {
    if (index > 0) return { body: {} }
    controller.abort()
    return { fault: 'stall' }
  })
  const { client } = aClient(server, { maxConcurrency: 1 })
  const first = client.send(aRequest(), { signal: controller.signal })
  await expect(first).rejects.toMatchObject({ code: 'DEVOPSQL_CANCELLED' })
  expect((await client.send(aRequest(), {})).status).toBe(200)
})
