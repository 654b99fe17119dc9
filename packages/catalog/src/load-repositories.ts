import type { RequestContext, RestClient } from '@devopsql/rest'
import type { RepositorySummary } from './contract.ts'
import { readMetadata } from './metadata-request.ts'

/** The Git repositories of a project, in one request. */
export async function loadRepositories(
  client: RestClient,
  project: string,
  context: RequestContext,
): Promise<readonly RepositorySummary[]> {
  const request = {
    table: 'Repositories',
    access: 'repositories of a project',
    path: { project },
    key: 'id',
  }
  const rows = await readMetadata(client, request, context)
  return rows.flatMap(({ id, name }) =>
    typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : [],
  )
}
