import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import type pg from 'pg'
import {
  emptyTally,
  type LoadTally,
  type LoadTarget,
  later,
  openClient,
  runActive,
} from './load-client.ts'

export interface LoadSettings {
  readonly target: LoadTarget
  /** Process of the server, whose memory is watched. */
  readonly processId: number
  readonly connections: number
  /** How many of them ask something all the time. */
  readonly active: number
  readonly seconds: number
  readonly warmUpSeconds: number
}

export interface LoadReport extends LoadTally {
  /** Bytes of resident memory: the mean of the first and of the last third of the time after the warm-up. */
  readonly memory: { readonly first: number; readonly last: number; readonly most: number }
}

/**
 * Opens many connections, lets some ask all the time, cancel, vanish, read slowly and send broken messages, and watches
 * the server's memory. Every query carries a value of its own, and every row is checked for it.
 */
export async function driveLoad(settings: LoadSettings): Promise<LoadReport> {
  const { target, connections, active, seconds, warmUpSeconds } = settings
  const tally = emptyTally()
  const idle = await openMany(target, connections - active)
  const halfOpen = await openHalf(target, 10)
  const until = performance.now() + (warmUpSeconds + seconds) * 1000
  const mayGoOn = (): boolean => performance.now() < until
  const workers = Array.from({ length: active }, async (_, index) => {
    await runActive({ target, tally, random: randomOf(index + 1) }, mayGoOn)
  })
  const memory: number[] = []
  await later(warmUpSeconds * 1000)
  while (mayGoOn()) {
    memory.push(residentBytes(settings.processId))
    await later(1000)
  }
  await Promise.all(workers)
  await checkIdle(idle, tally)
  for (const socket of halfOpen) socket.destroy()
  await Promise.all(idle.map(async (client) => await client.end()))
  const third = Math.max(1, Math.floor(memory.length / 3))
  return {
    ...tally,
    memory: {
      first: mean(memory.slice(0, third)),
      last: mean(memory.slice(-third)),
      most: Math.max(...memory),
    },
  }
}

/** Some at a time: a client gives up where hundreds sign in at once. */
async function openMany(target: LoadTarget, count: number): Promise<readonly pg.Client[]> {
  const clients: pg.Client[] = []
  while (clients.length < count) {
    const some = Math.min(20, count - clients.length)
    clients.push(
      ...(await Promise.all(Array.from({ length: some }, async () => await openClient(target)))),
    )
  }
  return clients
}

/** Connections that stop in the middle: nothing sent, half a startup packet, a length without its message. */
async function openHalf(target: LoadTarget, count: number): Promise<readonly Socket[]> {
  const beginnings = [[], [0, 0, 0, 80, 0, 3], [0, 0, 0, 8, 4, 210, 22, 47]]
  return await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const socket = connect(target.port, target.host)
      socket.on('error', () => undefined)
      await new Promise<void>((resolve) => socket.on('connect', () => resolve()))
      socket.write(Buffer.from(beginnings[index % beginnings.length] ?? []))
      socket.pause()
      return socket
    }),
  )
}

/** Those who only waited still get answers, and their own. */
async function checkIdle(clients: readonly pg.Client[], tally: LoadTally): Promise<void> {
  for (const [index, client] of clients.entries()) {
    const { rows } = await client.query<{ readonly mark: string }>(`SELECT 'idle-${index}' AS mark`)
    if (rows[0]?.mark !== `idle-${index}`) tally.crossed += 1
  }
}

function residentBytes(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** A generator of numbers from 0 to 1 (mulberry32), so that a run can be had again. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
