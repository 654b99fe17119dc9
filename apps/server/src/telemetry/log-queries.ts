import type { Log } from './log.ts'
import type { ObserveQuery } from './query-observer.ts'

/** A line for each query when it has ended. */
export function logQueries(log: Log): ObserveQuery {
  return (facts) => {
    log.debug(facts, 'query begins')
    return ({ stats, ...end }) => {
      const { rows, requests, throttledMs, elapsedMs } = stats
      log.info({ ...facts, ...end, rows, requests, throttledMs, elapsedMs }, 'query ended')
    }
  }
}
