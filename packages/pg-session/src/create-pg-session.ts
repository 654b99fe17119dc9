import { writeBackendKeyData, writeErrorResponse } from '@devopsql/pgwire'
import type { SessionHost } from './host/session-host.ts'
import { isForeseen, reportOfError } from './report-of-error.ts'
import { createSessionState } from './session/create-session-state.ts'
import { createInbox } from './session/inbox.ts'
import { createOutbox } from './session/outbox.ts'
import { createRunningStatement } from './session/running-statement.ts'
import { serveSession } from './session/serve-session.ts'
import { fatal } from './session-error.ts'
import { type BegunSession, beginSession } from './startup/begin-session.ts'
import type { StartupWire } from './startup/read-startup.ts'
import type { Transport } from './transport.ts'

/** Why a session is closed from outside: the client has gone, or the server ends. */
export type CloseReason = 'gone' | 'shutdown'

/** The session of one client, from its first byte to its last. */
export interface PgSession {
  /** Takes bytes. Undefined: more may come. Else a promise that resolves when they may. */
  receive(chunk: Uint8Array): Promise<void> | undefined
  /** Stops what runs, and ends the session. */
  close(reason: CloseReason): void
  /** Ends the session as soon as it waits for its client outside of a transaction. */
  drain(): void
  /** Resolves when the session has ended and all that it held is free. */
  readonly ended: Promise<void>
}

const defaultStartupTimeoutMs = 60_000

/** Begins the session of a client that has just connected. */
export function createPgSession(host: SessionHost, transport: Transport): PgSession {
  const inbox = createInbox()
  const outbox = createOutbox(transport)
  const wire: StartupWire = { inbox, outbox, transport }
  const running = createRunningStatement()
  const life = new AbortController()
  let isIdle = false
  let isDraining = false

  const endIfIdle = (): void => {
    if (isDraining && isIdle) inbox.interrupt(shutdown())
  }

  const onError = (error: unknown): void => {
    if (!isForeseen(error)) host.onEvent?.({ kind: 'unforeseen', error })
  }
  const begin = async (): Promise<BegunSession | undefined> => {
    const timer = setTimeout(
      () => inbox.interrupt(fatal('57014', 'canceling authentication due to timeout')),
      host.startupTimeoutMs ?? defaultStartupTimeoutMs,
    )
    try {
      return await beginSession(host, wire, life.signal)
    } finally {
      clearTimeout(timer)
    }
  }
  const serve = async ({ user, settings, lease, notes, keyBytes }: BegunSession): Promise<void> => {
    const key = host.cancels.add(() => running.stop('user'), keyBytes)
    const { processId } = key
    const state = createSessionState({ user, processId, settings, lease, outbox })
    const onWaiting = (isWaiting: boolean): void => {
      isIdle = isWaiting && !inbox.hasBytes && state.transaction.status === 'idle'
      endIfIdle()
    }
    try {
      writeBackendKeyData(outbox.writer, key)
      for (const message of notes) state.notice({ severity: 'NOTICE', sqlstate: '00000', message })
      await serveSession({ state, outbox, running }, { inbox, onWaiting, onError })
    } finally {
      host.cancels.remove(key.processId)
      await state.closePortals('all')
      lease.release()
    }
  }
  const run = async (): Promise<void> => {
    let reason = 'the client has ended it'
    let begun: BegunSession | undefined
    try {
      begun = await begin()
      if (begun !== undefined) await serve(begun)
    } catch (error) {
      onError(error)
      const report = reportOfError(error, 'FATAL')
      reason = report.message
      if (begun === undefined) {
        const { sqlstate } = report
        host.onEvent?.({ kind: 'refused', address: transport.address, sqlstate })
      }
      writeErrorResponse(outbox.writer, report)
    } finally {
      await outbox.flush()
      transport.end()
      inbox.end()
      host.onEvent?.({ kind: 'ended', reason })
    }
  }

  return {
    receive: (chunk) => inbox.put(chunk),
    close: (reason) => {
      if (reason === 'gone') inbox.end()
      else inbox.interrupt(shutdown())
      life.abort()
      running.stop(reason)
    },
    drain: () => {
      isDraining = true
      endIfIdle()
    },
    ended: run(),
  }
}

function shutdown(): Error {
  return fatal('57P01', 'terminating connection due to administrator command')
}
