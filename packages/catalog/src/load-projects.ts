import type { RequestContext, RestClient } from '@devopsql/rest'
import type { ProjectSummary } from './contract.ts'
import { readMetadata } from './metadata-request.ts'

/** The projects that this identity sees. */
export async function loadProjects(
  client: RestClient,
  context: RequestContext,
): Promise<readonly ProjectSummary[]> {
  const request = { table: 'Projects', access: 'list', key: 'id' }
  const rows = await readMetadata(client, request, context)
  return rows.flatMap(({ id, name, state }) =>
    typeof id === 'string' && typeof name === 'string'
      ? [{ id, name, state: typeof state === 'string' ? state : 'wellFormed' }]
      : [],
  )
}
