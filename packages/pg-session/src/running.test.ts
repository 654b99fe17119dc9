import { setImmediate } from 'node:timers/promises'
import { serialize } from 'pg-protocol'
import { describe, expect, it } from 'vitest'
import { type CancelKey, createCancelRegistry } from './session/cancel-registry.ts'
import { createWireClient, openWireClient } from './testing/wire-client.ts'

const endless = 'SELECT count(*) FROM range(100000000) AS a(x), range(100000) AS b(y)'
const many = 'SELECT repeat(CAST(x AS VARCHAR), 20) AS t FROM range(100000) AS r(x)'

describe('stops a statement', () => {
  it('when its client asks for it on another connection, and goes on', async () => {
    const cancels = createCancelRegistry()
    const keys: CancelKey[] = []
    const watched = {
      ...cancels,
      add: (cancel: () => void, keyBytes: number) => {
        const key = cancels.add(cancel, keyBytes)
        keys.push(key)
        return key
      },
    }
    const client = await openWireClient({ host: { cancels: watched } })
    const open = new Set(['the answer'])
    const answer = client.query(endless).finally(() => open.clear())
    // A request that comes before the statement has begun finds nothing to cancel.
    while (open.size > 0) {
      const canceller = createWireClient({ host: { cancels: watched } })
      canceller.send(cancelRequest(keys[0]))
      await canceller.session.ended
      await setImmediate()
    }
    expect((await answer).slice(-2)).toEqual([
      'Error ERROR 57014 canceling statement due to user request',
      'ReadyForQuery I',
    ])
    expect(await client.query('SELECT 2 AS x')).toContain('DataRow 2')
  })

  it('after the time that it was given', async () => {
    const client = await openWireClient()
    await client.query('SET statement_timeout = 50')
    expect((await client.query(endless)).slice(-2)).toEqual([
      'Error ERROR 57014 canceling statement due to statement timeout',
      'ReadyForQuery I',
    ])
  })

  it('when its client is gone', async () => {
    const client = await openWireClient()
    client.send(serialize.query(endless))
    client.session.close('gone')
    await client.session.ended
    expect(client.isEnded).toBe(true)
  })

  it('when the server ends, and says so', async () => {
    const client = await openWireClient()
    client.send(serialize.query(endless))
    client.session.close('shutdown')
    await client.session.ended
    expect((await client.until('Error')).slice(-1)).toEqual([
      'Error FATAL 57P01 terminating connection due to administrator command',
    ])
  })
})

it('cancels nothing for a key that is wrong', () => {
  const cancels = createCancelRegistry()
  let count = 0
  const key = cancels.add(() => count++, 32)
  cancels.cancel({ ...key, secretKey: new Uint8Array(32) })
  cancels.cancel({ ...key, secretKey: key.secretKey.subarray(0, 4) })
  cancels.cancel({ ...key, processId: key.processId + 1 })
  expect(count).toBe(0)
  cancels.cancel(key)
  expect(count).toBe(1)
  cancels.remove(key.processId)
  cancels.cancel(key)
  expect(count).toBe(1)
})

it('writes no more than a client reads', async () => {
  const client = await openWireClient()
  client.holdBack()
  client.send(serialize.query(many))
  await client.until('RowDescription')
  const written = client.byteCount
  client.readOn()
  await client.until('ReadyForQuery')
  expect(written).toBeLessThan(200_000)
  expect(client.byteCount).toBeGreaterThan(5_000_000)
})

it('reads no more than it works off', async () => {
  const client = await openWireClient()
  client.holdBack()
  client.send(serialize.query(many))
  await client.until('RowDescription')
  expect(client.session.receive(Buffer.alloc(200_000))).toBeUndefined()
  const waiting = client.session.receive(serialize.query('x'.repeat(100_000)))
  expect(waiting).toBeInstanceOf(Promise)
  client.session.close('gone')
  client.readOn()
  await waiting
})

describe('ends by itself', () => {
  it.each([
    ['SET idle_session_timeout = 20', '57P05 terminating connection due to idle-session timeout'],
    [
      'BEGIN; SET idle_in_transaction_session_timeout = 20',
      '25P03 terminating connection due to idle-in-transaction timeout',
    ],
  ])('%s', async (sql, report) => {
    const client = await openWireClient()
    await client.query(sql)
    expect(await client.until('Error')).toEqual([`Error FATAL ${report}`])
    await client.session.ended
  })

  it('at once while it waits, when it is told to drain', async () => {
    const client = await openWireClient()
    client.session.drain()
    expect((await client.until('Error')).at(-1)).toContain('57P01')
    await client.session.ended
  })

  it('behind the transaction under way, when it is told to drain', async () => {
    const client = await openWireClient()
    await client.query('BEGIN')
    client.session.drain()
    expect(await client.query('SELECT 1 AS x')).toContain('DataRow 1')
    await client.query('COMMIT')
    await client.session.ended
  })

  it('without a word when its client says goodbye', async () => {
    const client = await openWireClient()
    client.send(serialize.end())
    await client.session.ended
    expect(client.events.at(-1)).toEqual({ kind: 'ended', reason: 'the client has ended it' })
  })
})

function cancelRequest(key: CancelKey | undefined): Uint8Array {
  const request = Buffer.from(serialize.cancel(key?.processId ?? 0, 0))
  Buffer.from(key?.secretKey ?? []).copy(request, 12)
  return request
}
