import type { Level } from '@devopsql/schema'

/** A node of the tree of names that holds tables. */
export type Place =
  | { readonly level: 'organization' }
  | { readonly level: 'project'; readonly project: string }
  /** `repository` is a name or an id, as it was written. */
  | { readonly level: 'repository'; readonly project: string; readonly repository: string }
  /** The views of the SQL standard, over all catalogs. */
  | { readonly level: 'information-schema' }

// covers P-CAT-01, P-CAT-06, P-CAT-07
const organizationCatalogs: ReadonlySet<string> = new Set(['cdata', 'organization'])
const organizationSchemas: ReadonlySet<string> = new Set(['information', 'rest'])

/** Catalog or part of one that a name stands for: the organization or one project. */
export type CatalogPlace = Extract<Place, { level: 'organization' | 'project' }>

/** What a catalog name stands for. */
export function catalogPlace(name: string): CatalogPlace | undefined {
  if (organizationCatalogs.has(name.toLowerCase())) return { level: 'organization' }
  const project = /^project_(.+)$/is.exec(name)?.[1]
  return project === undefined ? undefined : { level: 'project', project }
}

/** What a schema name stands for within a catalog. */
export function schemaPlace(catalog: CatalogPlace, name: string): Place | undefined {
  if (name.toLowerCase() === 'information_schema') return { level: 'information-schema' }
  switch (catalog.level) {
    case 'organization':
      return organizationSchemas.has(name.toLowerCase()) ? catalog : undefined
    case 'project': {
      if (name.toLowerCase() === 'project') return catalog
      const repository = /^repository_(.+)$/is.exec(name)?.[1]
      return repository === undefined
        ? undefined
        : { level: 'repository', project: catalog.project, repository }
    }
  }
}

/** Where an unqualified name is looked for: here first, then what is around it. */
export function placesAround(place: Place): readonly Place[] {
  switch (place.level) {
    case 'organization':
    case 'information-schema':
      return [place]
    case 'project':
      return [place, { level: 'organization' }]
    case 'repository':
      return [place, { level: 'project', project: place.project }, { level: 'organization' }]
  }
}

export interface PlaceNames {
  readonly catalog: string
  readonly schema: string
}

/** Catalog and schema of a place as the tree spells them. */
export function placeNames(place: Place): PlaceNames {
  switch (place.level) {
    case 'organization':
      return { catalog: 'CData', schema: 'Information' }
    case 'information-schema':
      return { catalog: 'CData', schema: 'information_schema' }
    case 'project':
      return { catalog: `Project_${place.project}`, schema: 'Project' }
    case 'repository':
      return { catalog: `Project_${place.project}`, schema: `Repository_${place.repository}` }
  }
}

/** The nearest place at or around this one that has tables of these levels. */
export function placeWithLevel(place: Place, levels: readonly Level[]): Place | undefined {
  return placesAround(place).find((candidate) => levels.includes(candidate.level))
}
