import { randomUUID } from 'node:crypto'
import type { ConnectionPool } from './connections/connection-pool.ts'
import { type GuardedConnection, guardConnection } from './connections/guard-connection.ts'
import type { Gate } from './identity/gate.ts'
import type { Identity, Place } from './identity/identity.ts'
import type { ObserveQuery, QueryFacts } from './telemetry/query-observer.ts'

/** What a protocol needs to serve its clients. */
export interface Host {
  readonly gate: Gate
  /** A connection for an identity, held to its limits. */
  lease(identity: Identity, request: LeaseRequest): Promise<GuardedLease>
}

interface LeaseRequest extends Place {
  readonly protocol: QueryFacts['protocol']
  /** Of the only query that the lease is for; without it each query gets its own. */
  readonly queryId?: string
}

interface GuardedLease {
  readonly connection: GuardedConnection
  release(): void
}

export interface HostParts {
  readonly gate: Gate
  readonly pool: ConnectionPool
  readonly observe: ObserveQuery
}

export function createHost({ gate, pool, observe }: HostParts): Host {
  return {
    gate,
    lease: async (identity, { protocol, queryId, ...place }) => {
      const { connection, release } = await pool.lease(identity, place)
      const facts = (): QueryFacts => ({
        queryId: queryId ?? randomUUID(),
        user: identity.user,
        protocol,
      })
      return {
        connection: guardConnection(connection, {
          usage: identity.usage,
          facts,
          observe,
          onSignInRefused: identity.doubt,
        }),
        release,
      }
    },
  }
}
