import { DevopsqlError } from '@devopsql/errors'

/** Who reads a result; only its own calls may go on while it does. */
export type Reader = symbol

/** The calls on one connection, one after the other. */
export interface Turns {
  /** Runs the work when those before it are done. Refused after `end`, and while somebody else reads a result. */
  take<T>(work: () => Promise<T>, reader?: Reader): Promise<T>
  /** From here on only this reader's calls run, until it has released. */
  hold(reader: Reader): void
  release(reader: Reader): void
  /** Refuses every call from now on, and waits for the one that runs. */
  end(): Promise<void>
}

export function createTurns(): Turns {
  let tail: Promise<unknown> = Promise.resolve()
  let holder: Reader | undefined
  let ended = false
  const check = (reader: Reader | undefined): void => {
    if (ended) {
      throw new DevopsqlError('the connection is closed', {
        code: 'DEVOPSQL_CLOSED',
        hint: 'Connect again, and close only when every result has been read.',
      })
    }
    if (holder !== undefined && holder !== reader) {
      throw new DevopsqlError('a result of this session is still being read', {
        code: 'DEVOPSQL_INTERNAL',
        hint: 'Read it to its end or leave its loop before the next call, or open another session.',
      })
    }
  }
  return {
    take: async (work, reader) => {
      const turn = tail.then(async () => {
        check(reader)
        return await work()
      })
      tail = turn.catch(() => undefined)
      return await turn
    },
    hold: (reader) => {
      holder = reader
    },
    release: (reader) => {
      if (holder === reader) holder = undefined
    },
    end: async () => {
      ended = true
      await tail
    },
  }
}
