import { isDevopsqlError } from '@devopsql/errors'
import type { RequestContext, RestClient } from '@devopsql/rest'
import type { ProjectSummary } from './contract.ts'
import { isObject, type MetadataRow, readMetadata } from './metadata-request.ts'

/** A work item type with the reference names of its fields, in lower case. */
export interface WorkItemType {
  readonly name: string
  readonly fields: ReadonlySet<string>
}

/** The work item types of a project, in one request. */
export async function loadProjectTypes(
  client: RestClient,
  project: string,
  context: RequestContext,
): Promise<readonly WorkItemType[]> {
  const request = {
    table: 'WorkItemTypes',
    access: 'types of a project',
    path: { project },
    key: 'name',
  }
  const rows = await orNone(readMetadata(client, request, context))
  return rows.flatMap((row) => {
    const { name, fields } = row
    return typeof name === 'string' ? [{ name, fields: referenceNames(fields) }] : []
  })
}

/** No rows where the server has no such resource, or this identity may not see it. */
async function orNone(rows: Promise<readonly MetadataRow[]>): Promise<readonly MetadataRow[]> {
  try {
    return await rows
  } catch (error) {
    if (isDevopsqlError(error) && mayBeMissing.has(error.code)) return []
    throw error
  }
}

const mayBeMissing: ReadonlySet<string> = new Set([
  'DEVOPSQL_NOT_FOUND',
  'DEVOPSQL_PERMISSION_DENIED',
])

/**
 * The work item types of the organization: those of one project of each process, because projects of a process have the
 * same. A type that several processes have has the fields of all.
 */
export async function loadOrganizationTypes(
  client: RestClient,
  projects: readonly ProjectSummary[],
  context: RequestContext,
): Promise<readonly WorkItemType[]> {
  const chosen = await oneProjectOfEachProcess(client, projects, context)
  const perProject = await Promise.all(
    chosen.map(async (project) => await loadProjectTypes(client, project, context)),
  )
  const merged = new Map<string, WorkItemType>()
  for (const { name, fields } of perProject.flat()) {
    const known = merged.get(name.toLowerCase())
    merged.set(name.toLowerCase(), {
      name: known?.name ?? name,
      fields: new Set([...(known?.fields ?? []), ...fields]),
    })
  }
  return [...merged.values()]
}

async function oneProjectOfEachProcess(
  client: RestClient,
  projects: readonly ProjectSummary[],
  context: RequestContext,
): Promise<readonly string[]> {
  const request = {
    table: 'Processes',
    access: 'list',
    query: { $expand: 'projects' },
    key: 'typeId',
  }
  const visible = new Set(projects.map(({ id }) => id))
  const processes = await orNone(readMetadata(client, request, context))
  const chosen = processes.flatMap((row) => {
    const inside = Array.isArray(row['projects']) ? row['projects'].filter(isObject) : []
    const id = inside.map((project) => project['id']).find((each) => visible.has(String(each)))
    return typeof id === 'string' ? [id] : []
  })
  return chosen.length > 0 ? chosen : projects.map(({ id }) => id)
}

function referenceNames(fields: unknown): ReadonlySet<string> {
  const rows: readonly MetadataRow[] = Array.isArray(fields) ? fields.filter(isObject) : []
  return new Set(
    rows.flatMap(({ referenceName }) =>
      typeof referenceName === 'string' ? [referenceName.toLowerCase()] : [],
    ),
  )
}
