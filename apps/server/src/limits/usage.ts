import { createHourlyCount } from './hourly-count.ts'
import type { Limits } from './limits.ts'
import { quotaError } from './quota-error.ts'

/** What one user takes, over all connections and protocols. */
export interface Usage {
  /** Throws where the user may not begin another query. */
  begin(): QueryUsage
}

/** What one query takes. Its methods throw `DEVOPSQL_QUOTA_EXCEEDED`. */
export interface QueryUsage {
  /** Aborted, with the refusal as its reason, when the query has had its time. */
  readonly signal: AbortSignal
  beforeRequest(): void
  addRows(count: number): void
  end(): void
}

export interface UsageOptions {
  readonly user: string
  /** Read at each query, for they may have been changed since. */
  readonly limits: () => Limits
  readonly now?: () => number
}

export function createUsage({ user, limits, now = Date.now }: UsageOptions): Usage {
  const requests = createHourlyCount(now)
  let running = 0

  return {
    begin: () => {
      const set = limits()
      const check = (limit: keyof Limits, isBeyond: (maximum: number) => boolean): void => {
        const maximum = set[limit]
        if (maximum !== undefined && isBeyond(maximum)) throw quotaError({ limit, maximum, user })
      }
      check('queriesAtOnce', (maximum) => running >= maximum)
      check('requestsPerHour', (maximum) => requests.total() >= maximum)
      running += 1
      const time = timeLimit(user, set.secondsPerQuery)
      let sent = 0
      let rows = 0
      let isEnded = false
      return {
        signal: time.signal,
        beforeRequest: () => {
          check('requestsPerQuery', (maximum) => sent >= maximum)
          check('requestsPerHour', (maximum) => requests.total() >= maximum)
          sent += 1
          requests.add()
        },
        addRows: (count) => {
          rows += count
          check('rowsPerResult', (maximum) => rows > maximum)
        },
        end: () => {
          if (isEnded) return
          isEnded = true
          running -= 1
          time.stop()
        },
      }
    },
  }
}

function timeLimit(
  user: string,
  maximum: number | undefined,
): { readonly signal: AbortSignal; stop(): void } {
  const abort = new AbortController()
  if (maximum === undefined) return { signal: abort.signal, stop: () => undefined }
  const refuse = (): void => abort.abort(quotaError({ limit: 'secondsPerQuery', maximum, user }))
  const timer = setTimeout(refuse, maximum * 1000)
  timer.unref()
  return { signal: abort.signal, stop: () => clearTimeout(timer) }
}
