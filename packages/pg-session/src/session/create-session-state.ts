import { type Report, writeNoticeResponse } from '@devopsql/pgwire'
import { schemaOfSearchPath } from '../settings/search-path.ts'
import type { SessionSettings } from '../settings/session-settings.ts'
import type { ConnectionLease } from './connection-lease.ts'
import type { CurrentConnection } from './facade-statement.ts'
import type { Outbox } from './outbox.ts'
import type { Portal } from './portal.ts'
import { prepareStatement } from './prepare-statement.ts'
import type { Prepared } from './prepared.ts'
import type { SessionState } from './session-state.ts'
import { createTransaction } from './transaction.ts'

export interface SessionParts {
  readonly user: string
  readonly processId: number
  readonly settings: SessionSettings
  readonly lease: ConnectionLease
  readonly outbox: Outbox
}

/** The state of a session that has begun. */
export function createSessionState(parts: SessionParts): SessionState {
  const { user, processId, settings, lease, outbox } = parts
  const portals = new Map<string, Portal>()
  const current: CurrentConnection = async (signal) =>
    await lease.connection(schemaOfSearchPath(settings.get('search_path')), signal)

  const closePortal = async (name: string): Promise<boolean> => {
    const portal = portals.get(name)
    portals.delete(name)
    await portal?.close()
    return portal !== undefined
  }
  const state: SessionState = {
    user,
    processId,
    settings,
    transaction: createTransaction(settings),
    statements: new Map<string, Prepared>(),
    portals,
    prepare: async (input) => await prepareStatement(state, input, current),
    notice: (report) => {
      if (isShown(report.severity, settings.get('client_min_messages'))) {
        writeNoticeResponse(outbox.writer, report)
        // It may tell why nothing else comes for a while.
        void outbox.flush()
      }
    },
    closePortal,
    closePortals: async (which) => {
      for (const [name, portal] of portals) {
        if (which === 'all' || !portal.isHeld) await closePortal(name)
      }
    },
  }
  return state
}

function isShown(severity: Report['severity'], least: string): boolean {
  if (least === 'error') return false
  return least === 'warning' ? severity === 'WARNING' : true
}
