import { setTimeout } from 'node:timers/promises'
import { createCancelRegistry, createPgSession, type SessionEvent } from '@devopsql/pg-session'
import type { Connection } from 'devopsql'
import { serialize } from 'pg-protocol'

/** What became of a session that was sent messages, and whose client then went. */
export interface FuzzedSession {
  readonly events: readonly SessionEvent[]
  /** The end of the session, which a session that hangs never comes to. */
  readonly ended: Promise<void>
  readonly answeredBytes: number
}

export interface FuzzOptions {
  /** How long a session may wait, for the rest of a message or in a transaction, until its client goes. */
  readonly waitingMilliseconds: number
}

const startup = Buffer.from('\0\0\0\x12\0\x03\0\0user\0ada\0\0', 'latin1')

/** Sends messages to sessions of their own on one connection. */
export function fuzzedSessions(
  connection: Connection,
  { waitingMilliseconds }: FuzzOptions,
): (messages: readonly Uint8Array[]) => Promise<FuzzedSession> {
  const account = {
    connect: async () => await Promise.resolve({ connection, release: () => undefined }),
  }
  const cancels = createCancelRegistry()
  return async (messages) => {
    const events: SessionEvent[] = []
    let answeredBytes = 0
    const { receive, drain, close, ended } = createPgSession(
      {
        cancels,
        authenticate: () => ({ kind: 'trust', account }),
        onEvent: (event) => events.push(event),
      },
      {
        address: 'fuzz',
        isLoopback: true,
        write: async (bytes) => {
          answeredBytes += bytes.length
          await Promise.resolve()
        },
        end: () => undefined,
      },
    )
    void receive(startup)
    for (const bytes of messages) void receive(bytes)
    void receive(serialize.sync())
    void receive(serialize.end())
    drain()
    await Promise.race([ended, setTimeout(waitingMilliseconds)])
    close('gone')
    return {
      events,
      ended,
      get answeredBytes() {
        return answeredBytes
      },
    }
  }
}
