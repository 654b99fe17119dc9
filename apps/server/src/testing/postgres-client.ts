import pg from 'pg'
import type { ServedPostgres } from './serve-postgres.ts'

/** A client over TLS that has signed in. */
export async function connectPostgres(
  server: ServedPostgres,
  config: pg.ClientConfig = {},
): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: server.user,
    password: server.password,
    database: 'postgres',
    ssl: { ca: server.certificate },
    ...config,
  })
  // What ends the connection is told to the query under way, too.
  client.on('error', () => undefined)
  await client.connect()
  return client
}
