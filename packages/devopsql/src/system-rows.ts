import type { Catalog } from '@devopsql/catalog'
import type { ConnectionOptions } from '@devopsql/connection-string'
import type { LocalRows } from '@devopsql/engine'
import { DevopsqlError } from '@devopsql/errors'
import type { RestClient } from '@devopsql/rest'
import type { LocalSchema, LocalTable, SystemTables } from './local-schema.ts'
import type { Row } from './row.ts'
import { connectionPropertyRows, hostedPropertyRows } from './system/connection-property-rows.ts'
import type { RefusalRecord } from './system/refusal-record.ts'
import { rateLimitRows, requestRows } from './system/request-rows.ts'
import { informationRows, sqlInfoRows } from './system/sql-info-rows.ts'

export interface SystemSources {
  readonly catalog: Catalog
  readonly client: RestClient
  readonly options: ConnectionOptions
  readonly refusals: RefusalRecord
  readonly localSchemas: Readonly<Record<string, LocalSchema>>
  readonly hosted: boolean
}

/** Answers the tables that need no request of their own: the catalog's, and what only a connection knows. */
export function createSystemRows(sources: SystemSources): LocalRows {
  const { catalog, client, options, refusals, localSchemas, hosted } = sources
  const own: Readonly<Record<string, () => readonly unknown[]>> = {
    sys_connection_props: () =>
      hosted ? hostedPropertyRows(options) : connectionPropertyRows(options),
    sys_sqlinfo: sqlInfoRows,
    sys_information: informationRows,
    sys_requests: () => requestRows(client.ledger),
    sys_rate_limit: () => rateLimitRows(client.rateLimit),
    sys_inaccessible: refusals.rows,
    // Nothing can be changed yet, so this has no rows.
    sys_identity: () => [],
  }
  const locals = new Map(
    Object.entries(localSchemas).flatMap(([schema, { tables }]) =>
      tables.map((table): [string, LocalTable] => [`${schema}.${table.name}`, table]),
    ),
  )
  const rowsOf: LocalRows = (request, context) => {
    const local = locals.get(`${request.schema}.${request.table}`)
    if (local !== undefined) {
      const { equal, columns } = request
      const { signal } = context
      const system: SystemTables = (table, wantedColumns, wanted = {}) => {
        const asked = { schema: 'Information', table, columns: wantedColumns, equal: wanted }
        // The rows of these tables are objects by the names of their columns.
        return rowsOf(asked, context) as AsyncIterable<readonly Row[]>
      }
      return local.rows({ equal, columns, system, signal })
    }
    const rows = own[request.table]
    if (rows !== undefined) return onePage(rows())
    const pages = catalog.systemRows(request, context)
    if (pages !== undefined) return pages
    throw new DevopsqlError(`table ${request.table} is declared local, but nothing answers it`, {
      code: 'DEVOPSQL_INTERNAL',
    })
  }
  return rowsOf
}

async function* onePage(rows: readonly unknown[]): AsyncGenerator<readonly unknown[]> {
  yield rows
}
