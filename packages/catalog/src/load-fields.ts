import { DevopsqlError } from '@devopsql/errors'
import type { RequestContext, RestClient } from '@devopsql/rest'
import { isObject, type MetadataRow, readMetadata } from './metadata-request.ts'
import type { WorkItemField } from './work-item-field.ts'

/** The work item fields of the organization, in one request. */
export async function loadFields(
  client: RestClient,
  context: RequestContext,
): Promise<readonly WorkItemField[]> {
  const request = { table: 'WorkItemFields', access: 'list', key: 'referenceName' }
  const rows = await readMetadata(client, request, context)
  const fields = fieldsOf(rows)
  if (fields.length > 0) return fields
  // Every organization has fields: without them WorkItems would silently have no columns.
  throw new DevopsqlError('the answer of _apis/wit/fields holds no fields', {
    code: 'DEVOPSQL_INVALID_RESPONSE',
    hint: 'Check that the URL is that of an Azure DevOps organization or collection.',
  })
}

/** The fields that rows describe, be they answered or stored. */
export function fieldsOf(rows: readonly unknown[]): readonly WorkItemField[] {
  return rows.filter(isObject).flatMap((row) => fieldOf(row) ?? [])
}

function fieldOf(row: MetadataRow): WorkItemField | undefined {
  const { name, referenceName, type, description, usage } = row
  if (typeof referenceName !== 'string' || referenceName === '') return undefined
  return {
    referenceName,
    name: typeof name === 'string' ? name : referenceName,
    type: typeof type === 'string' ? type : 'string',
    description: typeof description === 'string' ? description : undefined,
    usage: typeof usage === 'string' ? usage : undefined,
    isIdentity: row['isIdentity'] === true,
    canSortBy: row['canSortBy'] === true,
    isQueryable: row['isQueryable'] === true,
    isDeleted: row['isDeleted'] === true,
  }
}
