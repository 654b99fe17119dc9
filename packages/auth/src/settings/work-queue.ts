import { orAborted } from '../or-aborted.ts'

/** Runs one piece of work at a time, in the order in which they came. */
export interface WorkQueue {
  /** Aborting takes work out of the queue; work that has begun sees to its own signal. */
  run<Result>(work: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result>
}

function createWorkQueue(): WorkQueue {
  let last: Promise<void> = Promise.resolve()
  return {
    run: async (work, signal) => {
      signal?.throwIfAborted()
      const before = last
      let leave = (): void => undefined
      last = new Promise((resolve) => {
        leave = resolve
      })
      try {
        await orAborted(before, signal)
        return await work()
      } finally {
        // Whoever left early still has somebody before it, and so has its successor.
        void before.then(leave)
      }
    },
  }
}

const queues = new Map<string, WorkQueue>()

/** The queue of this process for one place. */
export function queueOf(place: string): WorkQueue {
  const queue = queues.get(place) ?? createWorkQueue()
  queues.set(place, queue)
  return queue
}
