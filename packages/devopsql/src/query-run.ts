import { createRequestMeter, type RequestMeter } from '@devopsql/rest'

/** One statement from its text to its last row: what it is cancelled by and what it has cost. */
export interface QueryRun {
  readonly queryId: string
  readonly signal: AbortSignal
  readonly meter: RequestMeter
  readonly startedAt: number
  /** Stops the requests and the engine. */
  stop(): void
  /** The statement has ended in whatever way. */
  end(): void
}

/** The statements under way on one connection. */
export interface QueryRuns {
  begin(signal: AbortSignal | undefined): QueryRun
  stopAll(): void
}

export function createQueryRuns(): QueryRuns {
  const running = new Set<QueryRun>()
  let count = 0
  return {
    begin: (signal) => {
      count += 1
      const abort = new AbortController()
      const stop = (): void => abort.abort(signal?.reason)
      if (signal?.aborted === true) stop()
      signal?.addEventListener('abort', stop, { once: true })
      const run: QueryRun = {
        queryId: String(count),
        signal: abort.signal,
        meter: createRequestMeter(),
        startedAt: performance.now(),
        stop,
        end: () => {
          running.delete(run)
          signal?.removeEventListener('abort', stop)
        },
      }
      running.add(run)
      return run
    },
    stopAll: () => {
      for (const run of running) run.stop()
    },
  }
}
