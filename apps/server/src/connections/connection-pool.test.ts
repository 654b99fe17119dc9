import { type Connection, connect } from 'devopsql'
import { expect, it, vi } from 'vitest'
import type { Identity } from '../identity/identity.ts'
import { createUsage } from '../limits/usage.ts'
import { createConnectionPool } from './connection-pool.ts'

/** An identity whose connections are real ones to nowhere, and how many are open. */
function anIdentity(key: string): { readonly identity: Identity; open(): number } {
  let count = 0
  const open = async (): Promise<Connection> => {
    count += 1
    const connection = await connect('Organization=x;PersonalAccessToken=y')
    return {
      ...connection,
      close: async () => {
        count -= 1
        await connection.close()
      },
    }
  }
  const usage = createUsage({ user: key, limits: () => ({}) })
  return { identity: { key, user: key, bringsToken: false, usage, open }, open: () => count }
}

it('gives one connection to all who are the same at the same place', async () => {
  const pool = createConnectionPool({ idleMilliseconds: 1000 })
  const { identity: ann, open } = anIdentity('ann')
  const { identity: bob } = anIdentity('bob')
  const [one, two] = await Promise.all([pool.lease(ann, {}), pool.lease(ann, {})])
  expect(one.connection).toBe(two.connection)
  expect(open()).toBe(1)
  const others = await Promise.all([
    pool.lease(bob, {}),
    pool.lease(ann, { database: 'a' }),
    pool.lease(ann, { schema: 'a' }),
    pool.lease(ann, { timeZone: 'a' }),
  ])
  expect(new Set([one, ...others].map(({ connection }) => connection)).size).toBe(5)
  await pool.close()
  expect(open()).toBe(0)
})

it('closes what nobody has held for some time, and not before', async () => {
  vi.useFakeTimers()
  const pool = createConnectionPool({ idleMilliseconds: 1000 })
  const { identity, open } = anIdentity('ann')
  const lease = await pool.lease(identity, {})
  await vi.advanceTimersByTimeAsync(5000)
  expect(open()).toBe(1)
  lease.release()
  lease.release()
  await vi.advanceTimersByTimeAsync(900)
  const again = await pool.lease(identity, {})
  await vi.advanceTimersByTimeAsync(5000)
  expect(open()).toBe(1)
  again.release()
  await vi.advanceTimersByTimeAsync(1100)
  expect(open()).toBe(0)
  vi.useRealTimers()
})

it('keeps no more idle connections than it should', async () => {
  const pool = createConnectionPool({ idleMilliseconds: 60_000, mostIdle: 2 })
  const { identity, open } = anIdentity('ann')
  for (const schema of ['a', 'b', 'c', 'd']) (await pool.lease(identity, { schema })).release()
  await expect.poll(open).toBe(2)
  await pool.close()
})

it('hands out nothing that was discarded, and closes it when the last holder has let go', async () => {
  const pool = createConnectionPool({ idleMilliseconds: 60_000 })
  const { identity, open } = anIdentity('ann')
  const first = await pool.lease(identity, {})
  const second = await pool.lease(identity, {})
  first.discard()
  const third = await pool.lease(identity, {})
  expect(third.connection).not.toBe(first.connection)
  expect(open()).toBe(2)
  second.release()
  await expect.poll(open).toBe(1)
  await pool.close()
})

it('tries again after a connection could not be opened', async () => {
  const pool = createConnectionPool({ idleMilliseconds: 60_000 })
  const { identity } = anIdentity('ann')
  const broken = { ...identity, open: async () => await Promise.reject(new Error('no')) }
  await expect(pool.lease(broken, {})).rejects.toThrow('no')
  const lease = await pool.lease(identity, {})
  expect(lease.connection.notes).toEqual([])
  await pool.close()
})
