import { isDevopsqlError } from '@devopsql/errors'
import {
  negotiateProtocol,
  writeAuthentication,
  writeNegotiateProtocolVersion,
} from '@devopsql/pgwire'
import type { SessionHost } from '../host/session-host.ts'
import { type ConnectionLease, createConnectionLease } from '../session/connection-lease.ts'
import { fatal } from '../session-error.ts'
import { schemaOfSearchPath } from '../settings/search-path.ts'
import { createSessionSettings, type SessionSettings } from '../settings/session-settings.ts'
import { authenticate } from './authenticate.ts'
import { readStartup, type StartupWire } from './read-startup.ts'
import { readStartupParameters } from './startup-parameters.ts'

/** A session whose client has proved who it is. */
export interface BegunSession {
  readonly user: string
  readonly settings: SessionSettings
  readonly lease: ConnectionLease
  /** How long the key is that cancels what it runs. */
  readonly keyBytes: number
  /** What the connection has to say. */
  readonly notes: readonly string[]
}

/** Goes through the startup of the protocol. Undefined where it comes to no session and to no error. */
export async function beginSession(
  host: SessionHost,
  wire: StartupWire,
  signal: AbortSignal,
): Promise<BegunSession | undefined> {
  const startup = await readStartup(wire, host.cancels)
  if (startup === undefined) return undefined
  const { packet, tls } = startup
  const { outbox, transport } = wire
  const negotiated = negotiateProtocol(packet)
  if (negotiated.differs) writeNegotiateProtocolVersion(outbox.writer, negotiated)
  const { user, database, settings: given } = readStartupParameters(packet.parameters)
  const request = { user, database, address: transport.address, isEncrypted: tls !== undefined }
  const how = await host.authenticate(request)
  const account = await authenticate(wire, how, { user, tls, signal })
  if (account === undefined) return undefined
  writeAuthentication(outbox.writer, { kind: 'ok' })
  host.onEvent?.({ kind: 'began', user, database })
  const settings = createSessionSettings(
    new Map([...given, ['session_authorization', user], ['ssl', tls === undefined ? 'off' : 'on']]),
  )
  const lease = createConnectionLease(account, { user, catalog: catalogOf(database, user) })
  const { notes } = await openFirst(lease, { settings, database, signal })
  return { user, settings, lease, notes, keyBytes: negotiated.minorVersion >= 2 ? 32 : 4 }
}

/** Clients that name no database send `postgres`, or the name of the user: both stand for the connection's own. */
function catalogOf(database: string, user: string): string | undefined {
  const isCatalog = /^(?:cdata$|project_)/i.test(database)
  if (database === '' || database === 'postgres' || (database === user && !isCatalog))
    return undefined
  return database
}

interface FirstConnection {
  readonly settings: SessionSettings
  readonly database: string
  readonly signal: AbortSignal
}

async function openFirst(
  lease: ConnectionLease,
  { settings, database, signal }: FirstConnection,
): Promise<{ readonly notes: readonly string[] }> {
  try {
    return await lease.connection(schemaOfSearchPath(settings.get('search_path')), signal)
  } catch (error) {
    if (!isDevopsqlError(error) || error.code !== 'DEVOPSQL_UNDEFINED_CATALOG') throw error
    throw fatal('3D000', `database "${database}" does not exist`, error.hint ?? databaseHint)
  }
}

const databaseHint =
  'Databases are catalogs: CData, or Project_<name>; postgres stands for the default of the connection.'
