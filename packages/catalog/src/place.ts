import type { Level } from '@devopsql/schema'

/** A node of the tree of names that holds tables. */
export type Place =
  | { readonly level: 'organization' }
  | { readonly level: 'project'; readonly project: string }
  /** `repository` is a name or an id, as it was written. */
  | { readonly level: 'repository'; readonly project: string; readonly repository: string }
  /** The views of the SQL standard, over all catalogs. */
  | { readonly level: 'information-schema' }
  /** The views that the user of the connection has made. */
  | { readonly level: 'user-views' }

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
  if (name.toLowerCase() === 'userviews') return userViews
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

const organization: Place = { level: 'organization' }
const userViews: Place = { level: 'user-views' }

/** Where an unqualified name is looked for: here first, then what is around it. */
export function placesAround(place: Place): readonly Place[] {
  switch (place.level) {
    case 'information-schema':
    case 'user-views':
      return [place]
    case 'organization':
      return [place, userViews]
    case 'project':
      return [place, organization, userViews]
    case 'repository':
      return [place, { level: 'project', project: place.project }, organization, userViews]
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
    case 'user-views':
      return { catalog: 'CData', schema: 'UserViews' }
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
