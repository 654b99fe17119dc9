import {
  type SessionMessage,
  type TransactionStatus,
  writeErrorResponse,
  writeReadyForQuery,
} from '@devopsql/pgwire'
import { reportOfError } from '../report-of-error.ts'
import { fatal, isFatal, refused } from '../session-error.ts'
import { durationMs } from '../settings/setting.ts'
import { runExtendedMessage } from './extended-query.ts'
import type { Inbox } from './inbox.ts'
import type { Protocol } from './protocol.ts'
import { createSettingReporter } from './report-settings.ts'
import type { SessionState } from './session-state.ts'
import { runSimpleQuery } from './simple-query.ts'

export interface ServeOptions {
  readonly inbox: Inbox
  /** Called with true when the session waits for the client, with false when it goes on. */
  readonly onWaiting: (isWaiting: boolean) => void
  /** Called with each error that a client is told of. */
  readonly onError: (error: unknown) => void
}

/** Answers messages until the client ends the session. Throws what ends it otherwise. */
export async function serveSession(protocol: Protocol, options: ServeOptions): Promise<void> {
  const { state, outbox } = protocol
  const reportSettings = createSettingReporter(state.settings, outbox)
  // After an error in the extended protocol all is passed over up to the next Sync.
  let isSkipping = false

  const ready = async (): Promise<void> => {
    state.transaction.leave()
    if (state.transaction.status === 'idle') await state.closePortals('not held')
    reportSettings()
    writeReadyForQuery(outbox.writer, state.transaction.status)
    await outbox.flush()
  }
  /** Gives whether it succeeded. */
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      if (isFatal(error)) throw error
      options.onError(error)
      state.transaction.fail()
      await state.closePortals('not held')
      writeErrorResponse(outbox.writer, reportOfError(error, 'ERROR'))
      return false
    }
  }

  /** Undefined for one that was malformed: that has been answered. */
  const next = async (): Promise<SessionMessage | undefined> => {
    try {
      return (await nextMessage(state, options)) ?? { kind: 'terminate' }
    } catch (error) {
      const { isBroken, lastType = '' } = options.inbox
      if (isFatal(error) || isBroken) throw error
      if (!isSkipping) await attempt(async () => Promise.reject(error as Error))
      if (lastType === 'S' || (!isSkipping && 'QF'.includes(lastType))) {
        isSkipping = false
        await ready()
      } else {
        isSkipping = true
      }
      return undefined
    }
  }

  await ready()
  for (;;) {
    const message = await next()
    if (message === undefined) continue
    if (message.kind === 'terminate') return
    switch (message.kind) {
      case 'sync':
        isSkipping = false
        await ready()
        break
      case 'flush':
        await outbox.flush()
        break
      case 'query':
        if (isSkipping) break
        await attempt(async () => runSimpleQuery(protocol, message.sql))
        await ready()
        break
      case 'function-call':
        if (isSkipping) break
        await attempt(async () => Promise.reject(noFunctionCalls()))
        await ready()
        break
      case 'copy-data':
      case 'copy-done':
      case 'copy-fail':
        // As in PostgreSQL: what a client still sends after a COPY was refused is passed over.
        break
      case 'parse':
      case 'bind':
      case 'describe':
      case 'execute':
      case 'close':
        if (isSkipping) break
        isSkipping = !(await attempt(async () => runExtendedMessage(protocol, message)))
        break
    }
    if (outbox.isFull) await outbox.flush()
  }
}

/** Waits for the client, within the time that it may be idle. */
async function nextMessage(
  { settings, transaction }: SessionState,
  { inbox, onWaiting }: ServeOptions,
): Promise<SessionMessage | undefined> {
  const { setting, error } = idleLimits[transaction.status]
  const limit = durationMs(settings.get(setting))
  const timer = limit > 0 ? setTimeout(() => inbox.interrupt(error()), limit) : undefined
  onWaiting(true)
  try {
    return await inbox.next('session')
  } finally {
    clearTimeout(timer)
    onWaiting(false)
  }
}

interface IdleLimit {
  readonly setting: string
  readonly error: () => Error
}

const inTransaction: IdleLimit = {
  setting: 'idle_in_transaction_session_timeout',
  error: () => fatal('25P03', 'terminating connection due to idle-in-transaction timeout'),
}
const idleLimits: Readonly<Record<TransactionStatus, IdleLimit>> = {
  idle: {
    setting: 'idle_session_timeout',
    error: () => fatal('57P05', 'terminating connection due to idle-session timeout'),
  },
  transaction: inTransaction,
  failed: inTransaction,
}

function noFunctionCalls(): Error {
  return refused(
    '0A000',
    'function calls of the protocol are not supported',
    'Call functions in SELECT.',
  )
}
