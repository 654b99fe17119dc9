import { isDevopsqlError } from '@devopsql/errors'
import { fatal, refused } from '../session-error.ts'

/** Why a statement is stopped. */
type StopReason = 'user' | 'timeout' | 'shutdown' | 'gone'

/** The statement that a session runs at the moment. */
export interface RunningStatement {
  /** Runs work that the signal stops; a time of 0 is no limit. */
  run<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Stops what runs; nothing happens if nothing does. `shutdown` and `gone` stop all that would follow, too. */
  stop(reason: StopReason): void
  readonly isRunning: boolean
}

export function createRunningStatement(): RunningStatement {
  let current: { readonly abort: AbortController; reason: StopReason | undefined } | undefined
  let final: StopReason | undefined

  const stop = (reason: StopReason): void => {
    if (reason === 'shutdown' || reason === 'gone') final ??= reason
    if (current === undefined) return
    current.reason ??= reason
    current.abort.abort()
  }
  return {
    run: async (timeoutMs, work) => {
      if (final !== undefined) throw stopped(final)
      const running = { abort: new AbortController(), reason: undefined as StopReason | undefined }
      current = running
      const timer = timeoutMs > 0 ? setTimeout(() => stop('timeout'), timeoutMs) : undefined
      try {
        return await work(running.abort.signal)
      } catch (error) {
        const isCancelled = isDevopsqlError(error) && error.code === 'DEVOPSQL_CANCELLED'
        if (running.reason !== undefined && isCancelled) throw stopped(running.reason)
        throw error
      } finally {
        clearTimeout(timer)
        current = undefined
      }
    },
    stop,
    get isRunning() {
      return current !== undefined
    },
  }
}

/** In the words of PostgreSQL, which some clients look for. */
function stopped(reason: StopReason): Error {
  switch (reason) {
    case 'user':
      return refused('57014', 'canceling statement due to user request')
    case 'timeout':
      return refused('57014', 'canceling statement due to statement timeout')
    case 'shutdown':
    case 'gone':
      return fatal('57P01', 'terminating connection due to administrator command')
  }
}
