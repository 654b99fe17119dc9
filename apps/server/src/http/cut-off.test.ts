import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Served, serve } from '../testing/serve.ts'

let served: Served
beforeAll(async () => {
  served = await serve({}, { rows: { WorkItems: 100_000 }, latencyMs: 1 })
})
afterAll(async () => await served[Symbol.asyncDispose]())
beforeEach(() => {
  served.emulator.faults.clear()
  served.emulator.resetStats()
})

const pause = async (milliseconds: number): Promise<void> =>
  await new Promise((resolve) => setTimeout(resolve, milliseconds))

const all = 'SELECT Id, Title, Description FROM WorkItems'

/** An answer as it comes, not read. */
async function ask(sql: string, accept: string): Promise<IncomingMessage> {
  const headers = { 'content-type': 'application/json', accept }
  const sent = request(`${served.url}/v1/query`, { method: 'POST', headers })
  sent.end(JSON.stringify({ sql }))
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return answer
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

it.each(['application/json', 'application/x-ndjson', 'text/csv'])(
  'ends %s with a trailer that tells whether every row is there',
  async (accept) => {
    const answer = await ask('SELECT Id FROM Projects', accept)
    expect(answer.headers.trailer).toBe('devopsql-complete')
    await textOf(answer)
    expect(answer.trailers).toEqual({ 'devopsql-complete': 'true' })
  },
)

it('sends no more requests when the client has gone', async () => {
  const answer = await ask(all, 'text/csv')
  await once(answer, 'data')
  answer.destroy()
  await vi.waitFor(() => expect(served.log()).toMatch(/"outcome":"cancelled"/))
  // What was under way arrives by then.
  await pause(200)
  const sent = served.emulator.stats().requests
  expect(sent).toBeLessThan(100)
  await pause(300)
  expect(served.emulator.stats().requests).toBe(sent)
})

it('reads no faster than the client', async () => {
  const answer = await ask(all, 'text/csv')
  await pause(1500)
  const early = served.emulator.stats().requests
  await pause(500)
  expect(served.emulator.stats().requests).toBe(early)
  expect(early).toBeLessThan(300)
  expect((await textOf(answer)).split('\r\n')).toHaveLength(100_002)
  expect(served.emulator.stats().requests).toBeGreaterThan(500)
})

describe('rows that fail under way', () => {
  beforeEach(() => {
    served.emulator.faults.add({ kind: 'status', status: 404, path: 'workitemsbatch', after: 20 })
  })

  it('end NDJSON with the error', async () => {
    const answer = await ask(all, 'application/x-ndjson')
    const lines = (await textOf(answer)).trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(1000)
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      $end: { complete: false, error: { code: 'DEVOPSQL_NOT_FOUND' } },
    })
    expect(answer.trailers).toEqual({ 'devopsql-complete': 'false' })
  })

  it('leave JSON without its end', async () => {
    const answer = await ask(all, 'application/json')
    const text = await textOf(answer)
    expect(() => JSON.parse(text) as unknown).toThrow('JSON')
    expect(answer.trailers).toEqual({ 'devopsql-complete': 'false' })
  })

  it('break CSV off', async () => {
    const answer = await ask(all, 'text/csv')
    await expect(textOf(answer)).rejects.toThrow('aborted')
  })
})
