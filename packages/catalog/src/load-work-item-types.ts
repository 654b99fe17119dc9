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

/** The work item types of the organization. */
export interface OrganizationTypes {
  /** A type that several processes have has the fields of all. */
  readonly all: readonly WorkItemType[]
  /** By the id of the project. */
  readonly ofProject: ReadonlyMap<string, readonly WorkItemType[]>
}

/** The work item types of the organization: of one project of each process, because projects of a process have the same. */
export async function loadOrganizationTypes(
  client: RestClient,
  projects: readonly ProjectSummary[],
  context: RequestContext,
): Promise<OrganizationTypes> {
  const groups = await projectsOfProcesses(client, projects, context)
  const perGroup = await Promise.all(
    groups.map(async ([project = '', ...others]) => {
      const types = await loadProjectTypes(client, project, context)
      return { projects: [project, ...others], types }
    }),
  )
  const merged = new Map<string, WorkItemType>()
  for (const { name, fields } of perGroup.flatMap(({ types }) => types)) {
    const known = merged.get(name.toLowerCase())
    merged.set(name.toLowerCase(), {
      name: known?.name ?? name,
      fields: new Set([...(known?.fields ?? []), ...fields]),
    })
  }
  const ofProject = perGroup.flatMap((group) =>
    group.projects.map((id) => [id, group.types] as const),
  )
  return { all: [...merged.values()], ofProject: new Map(ofProject) }
}

/** The ids of the visible projects, those of one process together; those whose process is not told alone. */
async function projectsOfProcesses(
  client: RestClient,
  projects: readonly ProjectSummary[],
  context: RequestContext,
): Promise<readonly (readonly string[])[]> {
  const request = {
    table: 'Processes',
    access: 'list',
    query: { $expand: 'projects' },
    key: 'typeId',
  }
  const visible = new Set(projects.map(({ id }) => id))
  const processes = await orNone(readMetadata(client, request, context))
  const groups = processes.map((row) => {
    const inside = Array.isArray(row['projects']) ? row['projects'].filter(isObject) : []
    return inside.map((project) => String(project['id'])).filter((id) => visible.has(id))
  })
  const told = new Set(groups.flat())
  const alone = projects.filter(({ id }) => !told.has(id)).map(({ id }) => [id])
  return [...groups.filter((group) => group.length > 0), ...alone]
}

function referenceNames(fields: unknown): ReadonlySet<string> {
  const rows: readonly MetadataRow[] = Array.isArray(fields) ? fields.filter(isObject) : []
  return new Set(
    rows.flatMap(({ referenceName }) =>
      typeof referenceName === 'string' ? [referenceName.toLowerCase()] : [],
    ),
  )
}
