import { orAborted } from './or-aborted.ts'

/** One piece of work that many callers wait for. */
export interface SharedFlight<Result> {
  /** Waits for the work in progress, or begins it. Aborting stops waiting; the work stops when nobody waits. */
  join(signal: AbortSignal | undefined): Promise<Result>
}

interface Flight<Result> {
  readonly controller: AbortController
  readonly result: Promise<Result>
  waiting: number
}

export function createSharedFlight<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): SharedFlight<Result> {
  let current: Flight<Result> | undefined

  const begin = (): Flight<Result> => {
    const controller = new AbortController()
    const flight: Flight<Result> = { controller, result: work(controller.signal), waiting: 0 }
    const land = (): void => {
      if (current === flight) current = undefined
    }
    flight.result.then(land, land)
    current = flight
    return flight
  }

  return {
    join: async (signal) => {
      const flight = current ?? begin()
      flight.waiting++
      try {
        return await orAborted(flight.result, signal)
      } finally {
        flight.waiting--
        if (flight.waiting === 0 && current === flight) {
          current = undefined
          flight.controller.abort()
        }
      }
    },
  }
}
