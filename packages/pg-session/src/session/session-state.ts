import type { Report } from '@devopsql/pgwire'
import type { ErrorPlace } from '../error-place.ts'
import type { SessionSettings } from '../settings/session-settings.ts'
import type { Portal } from './portal.ts'
import type { Prepared } from './prepared.ts'
import type { Transaction } from './transaction.ts'

/** A statement as a client gave it. */
export interface StatementInput {
  readonly sql: string
  readonly place: ErrorPlace
  /** Object identifiers; 0 and what is missing leave the type to the server. */
  readonly parameterTypes: readonly number[]
  readonly signal: AbortSignal
}

/** What the commands of a session act upon. */
export interface SessionState {
  readonly user: string
  /** Under which the client may cancel what it runs. */
  readonly processId: number
  readonly settings: SessionSettings
  readonly transaction: Transaction
  /** By name; the unnamed one has the name ''. */
  readonly statements: Map<string, Prepared>
  /** Portals and cursors, which share their names. */
  readonly portals: Map<string, Portal>
  prepare(input: StatementInput): Promise<Prepared>
  notice(report: Omit<Report, 'severity'> & { readonly severity: 'NOTICE' | 'WARNING' }): void
  /** Closes those that end with a transaction. */
  closePortals(which: 'all' | 'not held'): Promise<void>
  closePortal(name: string): Promise<boolean>
}
