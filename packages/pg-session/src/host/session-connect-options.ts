import type { ConnectOptions } from 'devopsql'
import { systemCatalog } from '../catalog/system-catalog.ts'
import { serverVersion, settingTable } from '../settings/setting-table.ts'

/**
 * What `connect()` needs for a connection that sessions of this user run on: PostgreSQL's reading of SQL, and the
 * catalog in which its tools look around.
 */
export function sessionConnectOptions(
  user: string,
): Pick<ConnectOptions, 'dialect' | 'localSchemas'> {
  return {
    dialect: 'postgresql',
    localSchemas: ({ catalog, schema }) =>
      systemCatalog({
        database: catalog,
        schema,
        user,
        version: `PostgreSQL ${serverVersion} (devopsql)`,
        settings: () => settingTable.map(({ name, value }) => [name, value] as const),
      }),
  }
}
