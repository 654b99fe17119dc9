import type { DuckDBConnection } from '@duckdb/node-api'
import { cancelled, type DuckErrorContext, duckError } from './duck-errors.ts'

export interface Work<T> {
  readonly signal: AbortSignal | undefined
  readonly context?: DuckErrorContext
  readonly run: () => Promise<T>
}

const repeatMilliseconds = 10

/** Runs one DuckDB call so that the signal stops it, and so that only devopsql errors come out. */
export async function interruptible<T>(connection: DuckDBConnection, work: Work<T>): Promise<T> {
  const { signal } = work
  if (signal?.aborted === true) throw cancelled(signal)
  let timer: NodeJS.Timeout | undefined
  const interrupt = (): void => {
    connection.interrupt()
    // DuckDB forgets an interrupt that comes before its thread has begun the query.
    timer = setInterval(() => connection.interrupt(), repeatMilliseconds)
  }
  signal?.addEventListener('abort', interrupt, { once: true })
  try {
    const result = await work.run()
    if (isAborted(signal)) throw cancelled(signal)
    return result
  } catch (error) {
    if (isAborted(signal)) throw cancelled(signal)
    throw duckError(error, work.context)
  } finally {
    clearInterval(timer)
    signal?.removeEventListener('abort', interrupt)
  }
}

function isAborted(signal: AbortSignal | undefined): signal is AbortSignal {
  return signal?.aborted === true
}
