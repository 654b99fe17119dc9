import { createRequestMeter, type RequestMeter } from '@devopsql/rest'
import type { QueryOptions } from './contract.ts'
import type { ConnectionLog } from './log/connection-log.ts'
import { type LoggedStatement, type StatementEnd, tellEnd, tellStart } from './log/query-log.ts'
import { reportProgress } from './query-progress.ts'

/** One statement from its text to its last row: what it is cancelled by and what it has cost. */
export interface QueryRun {
  readonly queryId: string
  readonly signal: AbortSignal
  readonly meter: RequestMeter
  readonly startedAt: number
  /** Stops the requests and the engine. */
  stop(): void
  /** The statement has ended in whatever way; the first call counts. */
  end(how?: StatementEnd): void
}

export type RunOptions = Pick<QueryOptions, 'signal' | 'onProgress' | 'beforeRequest'>

/** The statements under way on one connection. */
export interface QueryRuns {
  begin(options: RunOptions, statement: LoggedStatement): QueryRun
  stopAll(): void
  /** Ends those that nobody has ended. */
  endAll(error: unknown): void
}

export function createQueryRuns(log: ConnectionLog | undefined): QueryRuns {
  const running = new Set<QueryRun>()
  let count = 0
  return {
    begin: ({ signal, onProgress, beforeRequest }, statement) => {
      count += 1
      const abort = new AbortController()
      const stop = (): void => abort.abort(signal?.reason)
      if (signal?.aborted === true) stop()
      signal?.addEventListener('abort', stop, { once: true })
      const meter = createRequestMeter({ beforeRequest })
      const stopReports = reportProgress(onProgress, meter)
      const run: QueryRun = {
        queryId: String(count),
        signal: abort.signal,
        meter,
        startedAt: performance.now(),
        stop,
        end: (how = {}) => {
          if (!running.delete(run)) return
          if (log !== undefined) tellEnd(log, run, { ...how, sql: statement.sql })
          stopReports()
          signal?.removeEventListener('abort', stop)
        },
      }
      running.add(run)
      if (log !== undefined) tellStart(log, run.queryId, statement)
      return run
    },
    stopAll: () => {
      for (const run of running) run.stop()
    },
    endAll: (error) => {
      for (const run of running) run.end({ error })
    },
  }
}
