import { DevopsqlError, nearestName } from '@devopsql/errors'
import type { ResolvedTable, Table } from '@devopsql/schema'
import type { CatalogOptions, NamePart } from './contract.ts'
import { findPlace } from './find-place.ts'
import { placeNames } from './place.ts'

/**
 * The table of a schema of the caller's own that a name stands for: in every catalog by the name of its schema, which goes
 * before one of ours. Throws where such a schema has no table of that name.
 */
export function findLocalTable(
  parts: readonly NamePart[],
  options: CatalogOptions,
): ResolvedTable | undefined {
  const [name, schemaPart] = [parts.at(-1), parts.at(-2)]
  if (name === undefined || schemaPart === undefined) return undefined
  const schema = schemasOf(options).find(([schemaName]) => isSame(schemaName, schemaPart.name))
  if (schema === undefined) return undefined
  // Every catalog has the schema information_schema, so it shows whether the names before the schema are right.
  const { place } = findPlace(
    [...parts.slice(0, -2), { ...schemaPart, name: 'information_schema' }],
    options,
  )
  const [schemaName, tables] = schema
  const table = tables.find((each) => isSame(each.name, name.name))
  if (table === undefined) throw noTable(name, schema)
  const catalog = parts.at(-3)?.name ?? placeNames(place).catalog
  return { table, catalog, schema: schemaName, scope: {} }
}

/**
 * The table of such a schema that a name alone stands for, as PostgreSQL looks into pg_catalog without being told to. `first`:
 * whether the name is one that goes before the tables of Azure DevOps.
 */
export function findUnqualifiedLocalTable(
  parts: readonly NamePart[],
  { first }: { readonly first: boolean },
  options: CatalogOptions,
): ResolvedTable | undefined {
  const [name] = parts
  if (name === undefined || parts.length > 1) return undefined
  if (first && !name.name.toLowerCase().startsWith('pg_')) return undefined
  for (const [schema, tables] of schemasOf(options)) {
    const table = isOnPath(schema) && tables.find((each) => isSame(each.name, name.name))
    if (table) return { table, catalog: 'CData', schema, scope: {} }
  }
  return undefined
}

/** The schema of the SQL standard has to be named, as everywhere. */
function isOnPath(schema: string): boolean {
  return schema.toLowerCase() !== 'information_schema'
}

type LocalTables = readonly [schema: string, tables: readonly Table[]]

function schemasOf({ localSchemas = {} }: CatalogOptions): readonly LocalTables[] {
  return Object.entries(localSchemas)
}

function isSame(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase()
}

function noTable(part: NamePart, [schema, tables]: LocalTables): DevopsqlError {
  const nearest = nearestName(
    part.name,
    tables.map(({ name }) => name),
  )
  return new DevopsqlError(`table ${part.name} does not exist in ${schema}`, {
    code: 'DEVOPSQL_UNDEFINED_TABLE',
    hint: nearest === undefined ? `Name a table that ${schema} has.` : `Did you mean ${nearest}?`,
    position: part.position,
  })
}
