import type { RequestContext, RestClient } from '@devopsql/rest'
import type { RepositorySummary } from './contract.ts'
import { readMetadata } from './metadata-request.ts'

/** The Git repositories of a project, or of all, in one request. */
export async function loadRepositories(
  client: RestClient,
  project: string | undefined,
  context: RequestContext,
): Promise<readonly RepositorySummary[]> {
  const request =
    project === undefined
      ? { table: 'Repositories', access: 'all repositories', key: 'id' }
      : {
          table: 'Repositories',
          access: 'repositories of a project',
          path: { project },
          key: 'id',
        }
  const rows = await readMetadata(client, request, context)
  return rows.flatMap(({ id, name, project: owner }) =>
    typeof id === 'string' && typeof name === 'string'
      ? [{ id, name, project: nameOf(owner) ?? project ?? '' }]
      : [],
  )
}

function nameOf(project: unknown): string | undefined {
  const isNamed = typeof project === 'object' && project !== null && 'name' in project
  return isNamed && typeof project.name === 'string' ? project.name : undefined
}
