import { sessionConnectOptions } from '@devopsql/pg-session'
import { type Connection, type ConnectOptions, connect } from 'devopsql'
import type { Place } from './identity.ts'

export type TokenProvider = NonNullable<ConnectOptions['tokenProvider']>

export interface OpenOptions {
  readonly tokenProvider?: TokenProvider
  /** Undefined: as the connection string says. */
  readonly memoryLimit?: string | undefined
}

/** Opens a connection at a place. Statements can't get at its sign-in. */
export async function openWith(
  connectionString: string,
  { database, schema, timeZone, postgresUser }: Place,
  { memoryLimit, ...options }: OpenOptions = {},
): Promise<Connection> {
  return await connect(connectionString, {
    ...options,
    ...(postgresUser !== undefined && sessionConnectOptions(postgresUser)),
    hosted: true,
    interaction: { asking: 'never' },
    overrides: {
      Catalog: database,
      Schema: schema,
      TimeZone: timeZone,
      MemoryLimit: memoryLimit,
    },
  })
}
