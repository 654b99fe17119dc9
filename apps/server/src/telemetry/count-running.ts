import type { ObserveQuery } from './query-observer.ts'

export interface RunningCount {
  readonly observe: ObserveQuery
  /** Resolves when nothing runs, or when the time is up. */
  ended(milliseconds: number): Promise<void>
}

/** Knows how many queries run. */
export function countRunning(): RunningCount {
  let running = 0
  let onNone: (() => void) | undefined
  return {
    observe: () => {
      running += 1
      return () => {
        running -= 1
        if (running === 0) onNone?.()
      }
    },
    ended: async (milliseconds) => {
      if (running === 0) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        onNone = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    },
  }
}
