import { DevopsqlError, nearestName } from '@devopsql/errors'
import type { Table } from '@devopsql/schema'
import type { NamePart } from './contract.ts'
import type { NamedPlace } from './find-place.ts'
import { type Place, placeNames, placesAround, placeWithLevel } from './place.ts'
import { quoteName } from './quote-name.ts'
import type { TableSet } from './table-set.ts'

export interface FoundTable {
  readonly table: Table
  readonly place: Place
}

/** The table of that name at a place; an unqualified name is also looked for around it. */
export function findInPlace(
  part: NamePart,
  { place, isQualified }: NamedPlace,
  tables: TableSet,
): FoundTable {
  const table = tables.find(part.name)
  if (table === undefined) throw unknownTable(part, place, tables)
  const places = isQualified ? [place] : placesAround(place)
  const found = places.find(({ level }) => table.levels.includes(level))
  if (found === undefined) throw elsewhere(part, table, place)
  return { table, place: found }
}

/** The error for a name that no table has. `others`: names that are no tables of the model but could be meant. */
export function unknownTable(
  part: NamePart,
  place: Place,
  { all, others = [] }: Pick<TableSet, 'all'> & { readonly others?: readonly string[] },
): DevopsqlError {
  const levels = placesAround(place).map(({ level }) => level)
  const reachable = all.filter((table) => table.levels.some((level) => levels.includes(level)))
  const nearest = nearestName(part.name, [...reachable.map(({ name }) => name), ...others])
  return new DevopsqlError(`table ${part.name} does not exist`, {
    code: 'DEVOPSQL_UNDEFINED_TABLE',
    hint:
      nearest === undefined
        ? 'The command `devopsql tables` lists the tables.'
        : `Did you mean ${nearest}?`,
    position: part.position,
  })
}

function elsewhere(part: NamePart, table: Table, place: Place): DevopsqlError {
  return new DevopsqlError(`table ${table.name} does not exist in ${nameOf(place)}`, {
    code: 'DEVOPSQL_UNDEFINED_TABLE',
    hint: `It is in ${whereIs(table, place)}.`,
    position: part.position,
  })
}

function whereIs(table: Table, place: Place): string {
  const nearest = placeWithLevel(place, table.levels)
  if (nearest !== undefined) return `${nameOf(nearest)}.${table.name}`
  if (table.levels.includes('information-schema')) return `information_schema.${table.name}`
  return table.levels.includes('project')
    ? `Project_<name>.Project.${table.name}`
    : `Project_<name>.Repository_<name>.${table.name}`
}

function nameOf(place: Place): string {
  const { catalog, schema } = placeNames(place)
  return `${quoteName(catalog)}.${quoteName(schema)}`
}
