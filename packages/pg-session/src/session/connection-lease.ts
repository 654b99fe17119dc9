import type { LeasedConnection, SessionConnection } from '../host/session-connection.ts'
import type { Account, ConnectionPlace } from '../host/session-host.ts'

/** The connection that a session has at the moment. */
export interface ConnectionLease {
  /** One for that schema: the same as before, or another instead of it. */
  connection(schema: string | undefined, signal: AbortSignal): Promise<SessionConnection>
  release(): void
}

export function createConnectionLease(
  account: Account,
  place: Omit<ConnectionPlace, 'schema'>,
): ConnectionLease {
  let leased: { readonly schema: string | undefined; readonly lease: LeasedConnection } | undefined
  const release = (): void => {
    leased?.lease.release()
    leased = undefined
  }
  return {
    connection: async (schema, signal) => {
      if (leased !== undefined && leased.schema === schema) return leased.lease.connection
      const lease = await account.connect({ ...place, schema }, { signal })
      release()
      leased = { schema, lease }
      return lease.connection
    },
    release,
  }
}
