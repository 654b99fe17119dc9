import { cancelled, onAbort } from './cancellation.ts'
import type { RateLimitState } from './contract.ts'
import { isThrottled } from './error-mapping.ts'
import { type Answer, headerOf } from './exchange.ts'
import { factsOfAnswer } from './remote-facts.ts'

/** One client's share of a budget: it never has more than `maximum` requests in flight. */
export interface Lane {
  readonly maximum: number
  inFlight: number
}

/** The permission to have one request in flight. */
interface Slot {
  /** Requests started before a halving don't cause another one. */
  readonly epoch: number
  readonly lane: Lane
}

/** What one identity may ask of one organization, shared by all clients of the process. */
export interface RateBudget {
  readonly state: RateLimitState
  join(lane: Lane): void
  leave(lane: Lane): void
  acquire(lane: Lane, signal: AbortSignal | undefined): Promise<Slot>
  release(slot: Slot): void
  /** Reads the limits off an answer. Gives how long the service says it held the request back, in milliseconds. */
  observe(slot: Slot, answer: Answer, now: number): number
}

interface Waiter {
  readonly lane: Lane
  grant(): void
}

/** A budget that grants as much as its lanes want until the service asks for less. */
export function createRateBudget(): RateBudget {
  const lanes = new Set<Lane>()
  const waiters: Waiter[] = []
  let inFlight = 0
  let epoch = 0
  // What throttling leaves of the lanes' maximum; unlimited until the first sign of it.
  let allowed = Number.POSITIVE_INFINITY
  let facts: Omit<RateLimitState, 'concurrency'> = {
    resource: undefined,
    limit: undefined,
    remaining: undefined,
    resetAt: undefined,
    blockedUntil: 0,
  }

  const ceiling = (): number => Math.max(1, ...[...lanes].map((lane) => lane.maximum))
  const concurrency = (): number => Math.max(1, Math.floor(Math.min(allowed, ceiling())))
  const hasRoom = (lane: Lane): boolean => inFlight < concurrency() && lane.inFlight < lane.maximum
  const take = (lane: Lane): Slot => {
    inFlight++
    lane.inFlight++
    return { epoch, lane }
  }
  const grantWaiting = (): void => {
    for (let index = 0; index < waiters.length && inFlight < concurrency(); ) {
      const waiter = waiters[index]
      if (waiter === undefined || !hasRoom(waiter.lane)) {
        index++
        continue
      }
      waiters.splice(index, 1)
      waiter.grant()
    }
  }

  return {
    get state() {
      return { ...facts, concurrency: concurrency() }
    },
    join: (lane) => void lanes.add(lane),
    leave: (lane) => void lanes.delete(lane),
    acquire(lane, signal) {
      if (signal?.aborted === true) return Promise.reject(cancelled(signal))
      if (waiters.length === 0 && hasRoom(lane)) return Promise.resolve(take(lane))
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          lane,
          grant() {
            stopListening()
            resolve(take(lane))
          },
        }
        const stopListening = onAbort(signal, () => {
          waiters.splice(waiters.indexOf(waiter), 1)
          if (signal !== undefined) reject(cancelled(signal))
        })
        waiters.push(waiter)
        grantWaiting()
      })
    },
    release({ lane }) {
      inFlight--
      lane.inFlight--
      grantWaiting()
    },
    observe(slot, answer, now) {
      const header = (name: string): string | undefined => headerOf(answer.headers, name)
      const limit = numberIn(header('x-ratelimit-limit'))
      const remaining = numberIn(header('x-ratelimit-remaining'))
      const reset = numberIn(header('x-ratelimit-reset'))
      const wait = retryAfterMs(header('retry-after'), now)
      if (limit !== undefined || remaining !== undefined || wait !== undefined) {
        facts = {
          resource: header('x-ratelimit-resource') ?? facts.resource,
          limit: limit ?? facts.limit,
          remaining: remaining ?? facts.remaining,
          resetAt: reset === undefined ? facts.resetAt : reset * 1000,
          blockedUntil: Math.max(facts.blockedUntil, now + (wait ?? 0)),
        }
      }
      const nearlySpent =
        limit !== undefined && remaining !== undefined && limit > 0 && remaining < limit / 5
      if (nearlySpent || isThrottled(factsOfAnswer(answer))) {
        if (slot.epoch === epoch) {
          epoch++
          allowed = Math.max(1, Math.floor(Math.min(allowed, ceiling()) / 2))
        }
      } else if (allowed < ceiling()) {
        // One more in flight after about as many good answers as are in flight now.
        allowed += 1 / allowed
      }
      return (numberIn(header('x-ratelimit-delay')) ?? 0) * 1000
    },
  }
}

/** Milliseconds that a `Retry-After` asks to wait: seconds, or an HTTP date. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const seconds = numberIn(header)
  if (seconds !== undefined) return seconds * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

// The documentation shows plain numbers; anything else that starts like one is read as far as it goes.
function numberIn(header: string | undefined): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)(?![\d:]|\s*[A-Za-z]{3,})/.exec(header ?? '')
  return match?.[1] === undefined ? undefined : Number(match[1])
}
