import type { Connection } from 'devopsql'

/** What a session needs of a connection of `devopsql`. */
export type SessionConnection = Pick<Connection, 'prepare' | 'notes' | 'localSchemas'>

/** A connection that is a session's until it gives it back. */
export interface LeasedConnection {
  readonly connection: SessionConnection
  release(): void
}
