import { DevopsqlError, nearestName } from '@devopsql/errors'
import type { CatalogOptions, NamePart } from './contract.ts'
import { type CatalogPlace, catalogPlace, type Place, schemaPlace } from './place.ts'
import { quoteName } from './quote-name.ts'

type Defaults = Pick<CatalogOptions, 'defaultCatalog' | 'defaultSchema' | 'organization'>

/** Where a name says that its table is. `isQualified` is false when the defaults said it. */
export interface NamedPlace {
  readonly place: Place
  readonly isQualified: boolean
}

/** The place that the parts before the table name stand for, at most three. */
export function findPlace(qualifiers: readonly NamePart[], defaults: Defaults): NamedPlace {
  const [first, second, third] = qualifiers
  if (first === undefined) return { place: defaultPlace(defaults), isQualified: false }
  if (second === undefined) return { place: placeOfOne(first, defaults), isQualified: true }
  if (third === undefined) return { place: placeOfTwo(first, second), isQualified: true }
  checkOrganization(first, defaults.organization)
  return { place: placeOfTwo(second, third), isQualified: true }
}

function defaultPlace({ defaultCatalog, defaultSchema }: Defaults): Place {
  const catalog = defaultCatalogPlace(defaultCatalog)
  if (defaultSchema === undefined || defaultSchema === '') return catalog
  return schemaPlace(catalog, defaultSchema) ?? noSchema(catalog, { name: defaultSchema })
}

function defaultCatalogPlace(name: string | undefined): CatalogPlace {
  if (name === undefined || name === '') return { level: 'organization' }
  return catalogPlace(name) ?? noCatalog({ name }, [])
}

/** One qualifier is a schema of the default catalog, a catalog, or a schema of the organization. */
function placeOfOne(part: NamePart, { defaultCatalog }: Defaults): Place {
  const catalog = defaultCatalogPlace(defaultCatalog)
  const organization: CatalogPlace = { level: 'organization' }
  return (
    schemaPlace(catalog, part.name) ??
    catalogPlace(part.name) ??
    schemaPlace(organization, part.name) ??
    noSchemaOrCatalog(catalog, part)
  )
}

function placeOfTwo(catalogPart: NamePart, schemaPart: NamePart): Place {
  const catalog = catalogPlace(catalogPart.name) ?? noCatalog(catalogPart, [])
  return schemaPlace(catalog, schemaPart.name) ?? noSchema(catalog, schemaPart)
}

function checkOrganization(part: NamePart, organization: string | undefined): void {
  if (part.name.toLowerCase() === organization?.toLowerCase()) return
  throw undefinedCatalog(part, {
    what: 'organization',
    hint:
      organization === undefined
        ? 'Leave the organization out: a connection has only one.'
        : `This connection reads ${quoteName(organization)}; leave the organization out or open another connection.`,
  })
}

const schemasOf: Readonly<Record<CatalogPlace['level'], readonly string[]>> = {
  organization: ['Information', 'REST'],
  project: ['Project', 'Repository_name'],
}

function noCatalog(part: NamePart, others: readonly string[]): never {
  const nearest = nearestName(part.name, ['CData', 'Organization', ...others])
  throw undefinedCatalog(part, {
    what: 'catalog',
    hint:
      nearest === undefined
        ? `The catalogs are CData and one for each project; for the project write ${projectCatalog(part.name)}.`
        : `Did you mean ${nearest}?`,
  })
}

/** `Projct_Web` was meant to be `Project_Web`. */
function projectCatalog(name: string): string {
  const [prefix = '', ...rest] = name.split('_')
  if (rest.join('') === '' && /^project_?$/i.test(name)) return 'Project_<name>'
  const isMisspelt = rest.length > 0 && nearestName(prefix, ['Project']) !== undefined
  return quoteName(`Project_${isMisspelt ? rest.join('_') : name}`)
}

function noSchema(catalog: CatalogPlace, part: NamePart): never {
  const nearest = nearestName(part.name, schemasOf[catalog.level])
  throw undefinedCatalog(part, { what: 'schema', hint: schemaHint(catalog, nearest) })
}

function schemaHint(catalog: CatalogPlace, nearest: string | undefined): string {
  if (nearest !== undefined) return `Did you mean ${nearest}?`
  return catalog.level === 'project'
    ? 'A project has the schemas Project and Repository_<name>.'
    : 'The organization has the schema Information; a project is reached as Project_<name>.Project.'
}

function noSchemaOrCatalog(catalog: CatalogPlace, part: NamePart): never {
  if (schemaPlace({ level: 'project', project: '?' }, part.name) !== undefined) {
    throw undefinedCatalog(part, {
      what: 'schema',
      hint: `Name the project too, as Project_<name>.${quoteName(part.name)}, or connect with Catalog=Project_<name>.`,
    })
  }
  noCatalog(part, schemasOf[catalog.level])
}

interface Missing {
  readonly what: 'organization' | 'catalog' | 'schema'
  readonly hint: string
}

function undefinedCatalog(part: NamePart, { what, hint }: Missing): DevopsqlError {
  return new DevopsqlError(`${what} ${part.name} does not exist`, {
    code: 'DEVOPSQL_UNDEFINED_CATALOG',
    hint,
    position: part.position,
  })
}
