import type { CancelRegistry } from '../session/cancel-registry.ts'
import type { LeasedConnection } from './session-connection.ts'

/** What a session speaks for: a client that has proved who it is. */
export interface Account {
  /**
   * A connection with this account's rights and no one else's, opened with `sessionConnectOptions`. Catalog and schema
   * are those that names without them are looked up in; undefined stands for the default of the connection.
   */
  connect(
    place: ConnectionPlace,
    options: { readonly signal: AbortSignal },
  ): Promise<LeasedConnection>
}

export interface ConnectionPlace {
  readonly user: string
  readonly catalog: string | undefined
  readonly schema: string | undefined
}

/** How a client has to prove who it is. */
export type Authentication =
  | { readonly kind: 'trust'; readonly account: Account }
  /** A verifier as PostgreSQL stores it; undefined for a user that doesn't exist, which is refused like a wrong password. */
  | { readonly kind: 'scram'; readonly verifier: string | undefined; readonly account: Account }
  /** In clear, so only where the connection is encrypted or doesn't leave the machine. Undefined refuses it. */
  | {
      readonly kind: 'password'
      check(
        password: string,
        options: { readonly signal: AbortSignal },
      ): Promise<Account | undefined>
    }

/** Why a client doesn't get as far as that. */
export interface Refusal {
  readonly kind: 'refused'
  /** Five characters, such as 53300 for too many connections. */
  readonly sqlstate: string
  readonly message: string
  readonly hint?: string
}

/** Who wants to begin a session, and from where. */
export interface SessionRequest {
  readonly user: string
  readonly database: string
  readonly address: string
  readonly isEncrypted: boolean
}

/** Something that a host may want to write into its log. Holds no secret and no text of a statement. */
export type SessionEvent =
  | { readonly kind: 'began'; readonly user: string; readonly database: string }
  /** A client that has come to no session: a wrong password, a database that isn't there, or no PostgreSQL at all. */
  | { readonly kind: 'refused'; readonly address: string; readonly sqlstate: string }
  /** An error that is not devopsql's own: a defect. */
  | { readonly kind: 'unforeseen'; readonly error: unknown }
  | { readonly kind: 'ended'; readonly reason: string }

/** Whoever has the sockets and the accounts. */
export interface SessionHost {
  authenticate(
    request: SessionRequest,
  ): Authentication | Refusal | Promise<Authentication | Refusal>
  /** Those of all the sessions of the host. */
  readonly cancels: CancelRegistry
  /** How long a client may take until its session has begun; default: a minute. */
  readonly startupTimeoutMs?: number
  /** Absent: nobody wants to know. */
  onEvent?(event: SessionEvent): void
}
