import { connect } from 'devopsql'
import { serialize } from 'pg-protocol'
import { onTestFinished } from 'vitest'
import { createPgSession, type PgSession } from '../create-pg-session.ts'
import { sessionConnectOptions } from '../host/session-connect-options.ts'
import type { Account, SessionEvent, SessionHost } from '../host/session-host.ts'
import { createCancelRegistry } from '../session/cancel-registry.ts'
import type { Transport } from '../transport.ts'
import { createMessageLines } from './message-lines.ts'
import { startupPacket } from './startup-packet.ts'

/** A client that sends bytes to a session and reads messages as lines. */
export interface WireClient {
  readonly session: PgSession
  readonly events: readonly SessionEvent[]
  /** Whether the session has closed the connection. */
  readonly isEnded: boolean
  send(...messages: readonly Uint8Array[]): void
  /** The lines that have come, up to and with one that begins so. */
  until(beginning: string): Promise<readonly string[]>
  /** Sends a simple query and gives what comes up to ReadyForQuery. */
  query(sql: string): Promise<readonly string[]>
  /** While it holds back, nothing that the session writes counts as read. */
  holdBack(): void
  readOn(): void
  /** Bytes written by the session. */
  readonly byteCount: number
}

export interface WireClientOptions {
  readonly host?: Partial<SessionHost>
  readonly transport?: Partial<Transport>
}

/** An account whose connection needs no organization: enough for what asks none. */
export function anAccount(
  connectionString = 'Organization=contoso;PersonalAccessToken=x',
): Account {
  return {
    connect: async () => {
      const connection = await connect(connectionString, sessionConnectOptions('ada'))
      return { connection, release: () => void connection.close() }
    },
  }
}

/** A session that waits for its startup packet. */
export function createWireClient({ host, transport }: WireClientOptions = {}): WireClient {
  const lines: string[] = []
  const events: SessionEvent[] = []
  const messages = createMessageLines()
  let byteCount = 0
  let isEnded = false
  let isHeldBack = false
  const waiting = new Set<() => void>()
  let mayWrite: (() => void) | undefined
  const wake = (): void => {
    for (const arrived of waiting) arrived()
    waiting.clear()
  }
  const session = createPgSession(
    {
      cancels: createCancelRegistry(),
      authenticate: () => ({ kind: 'trust', account: anAccount() }),
      onEvent: (event) => events.push(event),
      ...host,
    },
    {
      address: 'test',
      isLoopback: true,
      write: async (bytes) => {
        byteCount += bytes.length
        lines.push(...messages.push(bytes))
        wake()
        if (!isHeldBack) return
        await new Promise<void>((resolve) => {
          mayWrite = resolve
        })
      },
      end: () => {
        isEnded = true
        wake()
      },
      ...transport,
    },
  )
  onTestFinished(async () => {
    mayWrite?.()
    isHeldBack = false
    session.close('gone')
    await session.ended
  })
  const until = async (beginning: string): Promise<readonly string[]> => {
    let seen = 0
    for (;;) {
      const index = lines.slice(seen).findIndex((line) => line.startsWith(beginning))
      if (index !== -1) return lines.splice(0, seen + index + 1)
      seen = lines.length
      if (isEnded) return [...lines.splice(0), 'ended']
      await new Promise<void>((resolve) => {
        waiting.add(resolve)
      })
    }
  }
  return {
    session,
    events,
    get isEnded() {
      return isEnded
    },
    get byteCount() {
      return byteCount
    },
    send: (...sent) => {
      for (const bytes of sent) void session.receive(bytes)
    },
    until,
    query: async (sql) => {
      void session.receive(serialize.query(sql))
      return await until('ReadyForQuery')
    },
    holdBack: () => {
      isHeldBack = true
    },
    readOn: () => {
      isHeldBack = false
      mayWrite?.()
    },
  }
}

/** A session that has begun. */
export async function openWireClient(
  options: WireClientOptions = {},
  parameters: Readonly<Record<string, string>> = {},
): Promise<WireClient> {
  const client = createWireClient(options)
  client.send(startupPacket({ user: 'ada', ...parameters }))
  await client.until('ReadyForQuery')
  return client
}
