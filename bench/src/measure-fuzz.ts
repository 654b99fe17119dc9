import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { spoiledMessage } from '@devopsql-test/fuzz'
import { fuzzedSessions } from '@devopsql-test/fuzz/fuzzed-sessions'
import { connect } from 'devopsql'
import fc from 'fast-check'
import type { Figure } from './figure.ts'
import type { Settings } from './settings.ts'

const perSession = 20
const sessionsAtOnce = 50
const messagesOfSession = fc.array(spoiledMessage, { minLength: perSession, maxLength: perSession })
const seed = 1
/** A session that hasn't ended by then hangs. */
const patienceMilliseconds = 60_000
/** Until its client leaves one that waits: for the rest of a message, or in a transaction. */
const waitingMilliseconds = 100

/** PostgreSQL sessions that are sent a million spoiled messages, and the memory that they leave behind. */
export async function measureFuzz(settings: Settings): Promise<readonly Figure[]> {
  const blocks = settings.fuzzMessages / perSession / sessionsAtOnce
  const warmBlocks = Math.ceil(blocks / 5)
  const startedAt = performance.now()
  await using connection = await connect('Organization=contoso;PersonalAccessToken=x')
  const answer = fuzzedSessions(connection, { waitingMilliseconds })
  let warmHeap = 0
  let answeredBytes = 0

  const runSession = async (messages: readonly Uint8Array[]): Promise<void> => {
    const session = await answer(messages)
    const { events, ended } = session
    const patience = new AbortController()
    const { signal } = patience
    const isOver = await Promise.race([
      ended.then(() => true),
      setTimeout(patienceMilliseconds, false, { signal }).catch(() => true),
    ])
    patience.abort()
    answeredBytes += session.answeredBytes
    if (!isOver) throw new Error(`a session hangs behind ${hex(messages)}`)
    if (events[0]?.kind !== 'began') throw new Error('a session has not begun')
    const unforeseen = events.find(({ kind }) => kind === 'unforeseen')
    if (unforeseen?.kind === 'unforeseen') {
      const { error: cause } = unforeseen
      throw new Error(`an error that nobody foresaw behind ${hex(messages)}`, { cause })
    }
  }

  for (let block = 0; block < blocks; block++) {
    const sessions = fc.sample(messagesOfSession, { numRuns: sessionsAtOnce, seed: seed + block })
    await Promise.all(sessions.map(runSession))
    if (block + 1 === warmBlocks) warmHeap = heapBytes()
  }
  const heap = heapBytes()
  return [
    {
      name: 'fuzz-heap-growth',
      value: (heap / warmHeap - 1) * 100,
      unit: '%',
      bar: 10,
      details: {
        messages: blocks * sessionsAtOnce * perSession,
        sessions: blocks * sessionsAtOnce,
        warmMegabytes: warmHeap / 1e6,
        megabytes: heap / 1e6,
        answeredMegabytes: answeredBytes / 1e6,
        residentMegabytes: process.memoryUsage().rss / 1e6,
        seconds: (performance.now() - startedAt) / 1000,
        seed,
      },
    },
  ]
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapBytes(): number {
  collectGarbage()
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function hex(messages: readonly Uint8Array[]): string {
  return messages.map((bytes) => Buffer.from(bytes).toString('hex')).join(' ')
}
