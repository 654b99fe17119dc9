import {
  negotiateProtocol,
  writeAuthentication,
  writeNegotiateProtocolVersion,
} from '@devopsql/pgwire'
import type { SessionConnection } from '../host/session-connection.ts'
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
  const catalog = catalogOf(database, user)
  const lease = createConnectionLease(account, { user, catalog })
  const schema = schemaOfSearchPath(settings.get('search_path'))
  try {
    const connection = await lease.connection(schema, signal)
    const { notes } = connection
    if (catalog !== undefined) await checkDatabase(connection, catalog, signal)
    return { user, settings, lease, notes, keyBytes: negotiated.minorVersion >= 2 ? 32 : 4 }
  } catch (error) {
    lease.release()
    throw error
  }
}

/** Clients that name no database send `postgres`, or the name of the user: both stand for the connection's own. */
function catalogOf(database: string, user: string): string | undefined {
  const isCatalog = /^(?:cdata$|project_)/i.test(database)
  if (database === '' || database === 'postgres' || (database === user && !isCatalog))
    return undefined
  return database
}

/** A database that doesn't exist is told now, and not by the first table that is looked for in it. */
async function checkDatabase(
  connection: SessionConnection,
  catalog: string,
  signal: AbortSignal,
): Promise<void> {
  if (catalog.toLowerCase() === 'cdata') return
  const sql = 'SELECT CatalogName FROM CData.sys_catalogs'
  const statement = await connection.prepare(sql, { signal })
  const rows = await (await statement.query([], { signal })).toArray()
  const isThere = rows.some(
    ({ CatalogName: name }) => String(name).toLowerCase() === catalog.toLowerCase(),
  )
  if (!isThere) throw fatal('3D000', `database "${catalog}" does not exist`, databaseHint)
}

const databaseHint =
  'Databases are catalogs: CData, or Project_<name>; postgres stands for the default of the connection.'
