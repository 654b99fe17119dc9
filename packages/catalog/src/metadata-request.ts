import { DevopsqlError } from '@devopsql/errors'
import { type ListRequest, type RequestContext, type RestClient, readList } from '@devopsql/rest'
import { findTable } from '@devopsql/tables'

export interface MetadataRequest {
  readonly table: string
  readonly access: string
  /** Path parameter -> value. */
  readonly path?: Readonly<Record<string, string>>
  /** Query parameters beside those that the access always sends. */
  readonly query?: Readonly<Record<string, string>>
  /** Property whose value tells the rows apart. */
  readonly key: string
}

export type MetadataRow = Readonly<Record<string, unknown>>

/** All rows that an access of a table answers: metadata is read as the tables declare it. */
export async function readMetadata(
  client: RestClient,
  request: MetadataRequest,
  context: RequestContext,
): Promise<readonly MetadataRow[]> {
  const rows: MetadataRow[] = []
  for await (const page of readList(client, listRequest(request), context)) {
    rows.push(...page.rows.filter(isObject))
  }
  return rows
}

function listRequest(request: MetadataRequest): ListRequest {
  const { table, access: name, path = {}, key } = request
  const access = findTable(table)?.access.find((candidate) => candidate.name === name)
  if (access === undefined) {
    throw new DevopsqlError(`table ${table} has no access ${name}`, { code: 'DEVOPSQL_INTERNAL' })
  }
  const { service, method, apiVersion, query, path: template } = access.request
  return {
    service,
    method,
    template,
    path: template.replaceAll(/\{(\w+)\}/g, (_hole, hole: string) =>
      encodeURIComponent(path[hole] ?? ''),
    ),
    apiVersion,
    rows: access.rows,
    paging: access.paging,
    rowKey: (row) => (isObject(row) ? textOf(row[key]) : undefined),
    query: { ...query, ...request.query },
  }
}

/** Whether a value of a body is an object. */
export function isObject(value: unknown): value is MetadataRow {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
