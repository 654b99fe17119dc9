import pg from 'pg'
import type { ServedPostgres } from './serve-postgres.ts'

/** Where npm's clients find the server, and how they sign in there over TLS. */
export function postgresAddress(server: ServedPostgres): {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly ssl: { readonly ca: string }
} {
  const { port, user, password, certificate } = server
  return { host: '127.0.0.1', port, user, password, database: 'postgres', ssl: { ca: certificate } }
}

/** A client over TLS that has yet to connect. */
export function postgresClient(server: ServedPostgres, config: pg.ClientConfig = {}): pg.Client {
  const client = new pg.Client({ ...postgresAddress(server), ...config })
  // What ends the connection is told to the query under way, too.
  client.on('error', () => undefined)
  return client
}

/** A client over TLS that has signed in. */
export async function connectPostgres(
  server: ServedPostgres,
  config: pg.ClientConfig = {},
): Promise<pg.Client> {
  const client = postgresClient(server, config)
  await client.connect()
  return client
}
