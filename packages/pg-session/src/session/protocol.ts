import type { ErrorPlace } from '../error-place.ts'
import { refused } from '../session-error.ts'
import { durationMs } from '../settings/setting.ts'
import type { Outbox } from './outbox.ts'
import type { Portal } from './portal.ts'
import type { Prepared } from './prepared.ts'
import type { RunningStatement } from './running-statement.ts'
import { sendPortal } from './send-outcome.ts'
import type { SessionState } from './session-state.ts'

/** What the messages of a session are done with. */
export interface Protocol {
  readonly state: SessionState
  readonly outbox: Outbox
  readonly running: RunningStatement
}

export interface Given {
  readonly sql: string
  readonly place: ErrorPlace
  readonly parameterTypes: readonly number[]
}

/** Reads a statement; as anything else it can be cancelled, and takes part in the transaction. */
export async function prepare(protocol: Protocol, given: Given): Promise<Prepared> {
  const { state, running } = protocol
  const prepared = await running.run(timeoutOf(state), async (signal) =>
    state.prepare({ ...given, signal }),
  )
  checkTransaction(protocol, prepared)
  return prepared
}

/** Runs a portal up to a number of rows. Gives whether it came to its end. */
export async function execute(
  protocol: Protocol,
  portal: Portal,
  how: { readonly limit: number; readonly describes: boolean },
): Promise<boolean> {
  const { state, outbox, running } = protocol
  checkTransaction(protocol, portal.prepared)
  state.transaction.enter()
  return await running.run(timeoutOf(state), async (signal) =>
    sendPortal(portal, { state, outbox }, { ...how, signal }),
  )
}

/** A failed transaction takes only what ends it. */
export function checkTransaction({ state }: Protocol, prepared: Prepared): void {
  if (state.transaction.status !== 'failed' || prepared.endsTransaction) return
  throw refused(
    '25P02',
    'current transaction is aborted, commands ignored until end of transaction block',
  )
}

function timeoutOf({ settings }: SessionState): number {
  return durationMs(settings.get('statement_timeout'))
}
