import {
  type AuthenticationResponse,
  type Expected,
  FrontendParser,
  type SessionMessage,
  type StartupPacket,
} from '@devopsql/pgwire'

/** What a client has sent and the session hasn't read. */
export interface Inbox {
  /** Adds bytes. Undefined: more may come. Else a promise that resolves when they may. */
  put(chunk: Uint8Array): Promise<void> | undefined
  /** The next message, which may be awaited; undefined when the client is gone. Throws for what is malformed. */
  next<E extends Expected>(expected: E): Promise<MessageOf<E> | undefined>
  /** Whether bytes lie here that belong to no message read so far. */
  readonly hasBytes: boolean
  /** Whether the place of the next message is lost. */
  readonly isBroken: boolean
  /** The letter of the message read last, malformed or not. */
  readonly lastType: string | undefined
  /** The client is gone. */
  end(): void
  /** Nothing more is read: who waits for a message, or will, gets this error. */
  interrupt(error: Error): void
}

/** The messages that may come at a step. */
type MessageOf<E extends Expected> = E extends 'startup'
  ? StartupPacket
  : E extends 'session'
    ? SessionMessage
    : AuthenticationResponse

/** Reading on while a statement runs is how a client that leaves is noticed; beyond this it has to wait. */
const mostWaitingBytes = 256 * 1024

export function createInbox(): Inbox {
  const parser = new FrontendParser()
  const chunks: Uint8Array[] = []
  let waitingBytes = 0
  let isEnded = false
  let interruption: Error | undefined
  let arrived: (() => void) | undefined
  let drained: (() => void) | undefined

  const wake = (): void => {
    arrived?.()
    arrived = undefined
  }
  const takeChunk = (): Uint8Array | undefined => {
    const chunk = chunks.shift()
    if (chunk === undefined) return undefined
    waitingBytes -= chunk.length
    if (waitingBytes <= mostWaitingBytes) {
      drained?.()
      drained = undefined
    }
    return chunk
  }
  return {
    put: (chunk) => {
      if (isEnded) return undefined
      chunks.push(chunk)
      waitingBytes += chunk.length
      wake()
      if (waitingBytes <= mostWaitingBytes) return undefined
      return new Promise((resolve) => {
        drained = resolve
      })
    },
    next: async <E extends Expected>(expected: E) => {
      for (;;) {
        if (interruption !== undefined) throw interruption
        const message = parser.next(expected)
        if (message !== undefined) return message as MessageOf<E>
        const chunk = takeChunk()
        if (chunk !== undefined) {
          parser.push(chunk)
        } else if (isEnded) {
          return undefined
        } else {
          await new Promise<void>((resolve) => {
            arrived = resolve
          })
        }
      }
    },
    get hasBytes() {
      return waitingBytes > 0 || parser.bufferedBytes > 0
    },
    get isBroken() {
      return parser.isBroken
    },
    get lastType() {
      return parser.lastType
    },
    end: () => {
      isEnded = true
      wake()
      drained?.()
      drained = undefined
    },
    interrupt: (error) => {
      interruption ??= error
      wake()
    },
  }
}
