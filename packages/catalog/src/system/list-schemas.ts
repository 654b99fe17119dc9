import type { Level } from '@devopsql/schema'
import { type Place, type PlaceNames, placeNames } from '../place.ts'
import { type Equal, mayBe, type SystemContext } from './system-context.ts'

export interface SchemaEntry extends PlaceNames {
  readonly level: Level
  /** The project that it is. */
  readonly projectId?: string
}

/** Names of the columns that hold catalog and schema, so that equalities on them spare requests. */
export interface SchemaColumns {
  readonly catalog: string
  readonly schema: string
}

/** Every schema of the organization: one request for the projects, one for all repositories, none that isn't needed. */
export async function* listSchemas(
  { metadata, request, tables }: Pick<SystemContext, 'metadata' | 'request' | 'tables'>,
  equal: Equal,
  columns: SchemaColumns,
): AsyncGenerator<SchemaEntry> {
  const isWanted = ({ catalog, schema }: PlaceNames): boolean =>
    mayBe(equal, columns.catalog, catalog) && mayBe(equal, columns.schema, schema)
  for (const place of organizationPlaces) {
    const entry = entryOf(place)
    const hasTables = tables.some(({ levels }) => levels.includes(place.level))
    if (hasTables && isWanted(entry)) yield entry
  }
  if (!mayHavePrefix(equal[columns.catalog], 'Project_')) return
  const projects = await metadata.projects.get(request)
  const wanted = projects.filter(({ name }) => mayBe(equal, columns.catalog, `Project_${name}`))
  const needsRepositories = wanted.length > 0 && mayHavePrefix(equal[columns.schema], 'Repository_')
  const repositories = needsRepositories ? await metadata.allRepositories.get(request) : []
  for (const { id: projectId, name: project } of wanted) {
    const entry = { ...entryOf({ level: 'project', project }), projectId }
    if (isWanted(entry)) yield entry
    for (const { id, project: owner } of repositories) {
      if (owner !== project) continue
      const inner = entryOf({ level: 'repository', project, repository: id })
      if (isWanted(inner)) yield inner
    }
  }
}

const organizationPlaces: readonly Place[] = [
  { level: 'organization' },
  { level: 'information-schema' },
  { level: 'user-views' },
]

function entryOf(place: Place): SchemaEntry {
  return { ...placeNames(place), level: place.level }
}

function mayHavePrefix(texts: readonly string[] | undefined, prefix: string): boolean {
  return (
    texts === undefined || texts.some((text) => text.toLowerCase().startsWith(prefix.toLowerCase()))
  )
}
