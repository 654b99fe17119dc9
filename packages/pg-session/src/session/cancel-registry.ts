import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** What a client needs to cancel what its session runs. */
export interface CancelKey {
  readonly processId: number
  readonly secretKey: Uint8Array
}

/** The sessions of a server that can be cancelled from another connection. */
export interface CancelRegistry {
  /** A key of that many bytes for a session. */
  add(cancel: () => void, keyBytes: number): CancelKey
  remove(processId: number): void
  /** Does nothing for a key that is none: who guesses is told nothing. */
  cancel(key: CancelKey): void
}

export function createCancelRegistry(): CancelRegistry {
  const sessions = new Map<
    number,
    { readonly secretKey: Uint8Array; readonly cancel: () => void }
  >()
  const freeProcessId = (): number => {
    for (;;) {
      const processId = randomInt(1, 0x7fff_ffff)
      if (!sessions.has(processId)) return processId
    }
  }
  return {
    add: (cancel, keyBytes) => {
      const processId = freeProcessId()
      const secretKey = new Uint8Array(randomBytes(keyBytes))
      sessions.set(processId, { secretKey, cancel })
      return { processId, secretKey }
    },
    remove: (processId) => {
      sessions.delete(processId)
    },
    cancel: ({ processId, secretKey }) => {
      const session = sessions.get(processId)
      if (session?.secretKey.length !== secretKey.length) return
      if (timingSafeEqual(session.secretKey, secretKey)) session.cancel()
    },
  }
}
