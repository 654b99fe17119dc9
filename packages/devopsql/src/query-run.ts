import { createRequestMeter, type RequestMeter } from '@devopsql/rest'
import type { QueryOptions } from './contract.ts'
import { reportProgress } from './query-progress.ts'

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

export type RunOptions = Pick<QueryOptions, 'signal' | 'onProgress'>

/** The statements under way on one connection. */
export interface QueryRuns {
  begin(options: RunOptions): QueryRun
  stopAll(): void
}

export function createQueryRuns(): QueryRuns {
  const running = new Set<QueryRun>()
  let count = 0
  return {
    begin: ({ signal, onProgress }) => {
      count += 1
      const abort = new AbortController()
      const stop = (): void => abort.abort(signal?.reason)
      if (signal?.aborted === true) stop()
      signal?.addEventListener('abort', stop, { once: true })
      const meter = createRequestMeter()
      const stopReports = reportProgress(onProgress, meter)
      const run: QueryRun = {
        queryId: String(count),
        signal: abort.signal,
        meter,
        startedAt: performance.now(),
        stop,
        end: () => {
          if (!running.delete(run)) return
          stopReports()
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
