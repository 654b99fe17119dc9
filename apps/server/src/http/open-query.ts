import { DevopsqlError } from '@devopsql/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { GuardedConnection } from '../connections/guard-connection.ts'
import type { Host } from '../host.ts'
import type { Place } from '../identity/identity.ts'

export interface HttpQuery {
  readonly connection: GuardedConnection
  /** Aborted when the client goes. */
  readonly signal: AbortSignal
  /** Gives the connection back. */
  release(): void
}

/** A connection for whoever made the request. */
export async function openQuery(
  host: Host,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  place: Place,
): Promise<HttpQuery> {
  const { identity } = request
  if (identity === undefined) {
    throw new DevopsqlError('a route forgot the sign-in', { code: 'DEVOPSQL_INTERNAL' })
  }
  const abort = new AbortController()
  const leave = (): void => {
    if (!reply.raw.writableFinished) abort.abort()
  }
  // Checking a sign-in takes a while, in which a client may have gone.
  if (reply.raw.destroyed) leave()
  reply.raw.once('close', leave)
  const lease = await host.lease(identity, { protocol: 'http', queryId: request.id, ...place })
  return { ...lease, signal: abort.signal }
}
