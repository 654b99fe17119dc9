import { DevopsqlError } from '@devopsql/errors'
import type { RequestContext } from '@devopsql/rest'
import type { ResolvedTable, Table } from '@devopsql/schema'
import type { Catalog, CatalogOptions, NamePart, TableSummary } from './contract.ts'
import { describeTable, summarizeTable } from './describe-table.ts'
import { type FoundTable, findInPlace, unknownTable } from './find-in-place.ts'
import { findPlace, type NamedPlace } from './find-place.ts'
import { findProcedure } from './find-procedure.ts'
import { type KeptAnswer, keepAnswer } from './kept-answer.ts'
import { findLocalTable, findUnqualifiedLocalTable } from './local-schemas.ts'
import { matchesPattern } from './match-pattern.ts'
import { createMetadata, type Metadata } from './metadata.ts'
import { type Place, placeNames, placesAround } from './place.ts'
import { resolvePlace } from './resolve-place.ts'
import { informationSchemaRows } from './system/information-schema-rows.ts'
import { sysRows } from './system/sys-rows.ts'
import { createTableSet, type TableSet } from './table-set.ts'
import { workItemColumns } from './work-item-columns.ts'
import { typeOfView, viewName, workItemView } from './work-item-view.ts'

/** A catalog of the organization that the client is connected to. Sends nothing yet. */
export function createCatalog(options: CatalogOptions): Catalog {
  let state = createState(options)
  const tables = createTableSet(options)

  const resolve = async (
    parts: readonly NamePart[],
    context: RequestContext = {},
  ): Promise<ResolvedTable> => {
    const { metadata, widen } = state
    const name = parts.at(-1)
    if (name === undefined || parts.length > 4) throw wrongNumberOfParts(parts)
    const local =
      findLocalTable(parts, options) ?? findUnqualifiedLocalTable(parts, { first: true }, options)
    if (local !== undefined) return local
    const named = findPlace(parts.slice(0, -1), options)
    const at = async ({ table, place }: FoundTable): Promise<ResolvedTable> => {
      const resolved = await resolvePlace(place, { metadata, parts, request: context })
      return { ...resolved, table: await widen(table, context) }
    }
    if (tables.find(name.name) !== undefined) return await at(findInPlace(name, named, tables))
    const onPath = findUnqualifiedLocalTable(parts, { first: false }, options)
    if (onPath !== undefined) return onPath
    const workItems = workItemsAround(named)
    if (workItems === undefined) throw unknownTable(name, named.place, tables)
    const project = 'project' in workItems.place ? workItems.place.project : undefined
    const types = await metadata.workItemTypes(project, context)
    const type = typeOfView(name.name, types)
    if (type === undefined) {
      const others = types.map(viewName)
      throw unknownTable(name, named.place, { all: tables.all, others })
    }
    return workItemView(await at(workItems), type)
  }

  /** The table whose rows the views of single types show, where such a view can be named. */
  const workItemsAround = ({ place, isQualified }: NamedPlace): FoundTable | undefined => {
    const table = tables.find('WorkItems')
    const places = isQualified ? [place] : placesAround(place)
    const found = table && places.find(({ level }) => table.levels.includes(level))
    return table && found && { table, place: found }
  }

  return {
    resolve,
    projects: (context) => state.metadata.projects.get(context),
    listTables: (pattern) => listTables(findPlace([], options).place, { tables, pattern }),
    describe: async (parts, context) => describeTable(await resolve(parts, context)),
    systemRows({ table, equal, columns }, context = {}) {
      const rows = sysRows[table] ?? informationSchemaRows[table]
      const { metadata, widen } = state
      return rows?.({ metadata, widen, tables: tables.all, columns, request: context }, equal)
    },
    procedure: (parts) => findProcedure(parts, options),
    findTable: (name) => tables.find(name),
    storedAt: () => state.metadata.storedAt(),
    async reset() {
      state = createState(options)
      await options.store?.clear()
    },
  }
}

interface CatalogState {
  readonly metadata: Metadata
  /** The table with its dynamic columns. */
  widen(table: Table, context: RequestContext): Promise<Table>
}

function createState({ client, store, includeCustomFields, views }: CatalogOptions): CatalogState {
  const metadata = createMetadata(client, store)
  const widened = new Map<string, KeptAnswer<Table>>()
  const widenByFields = (table: Table): KeptAnswer<Table> =>
    keepAnswer(async (context) => {
      const fields = await metadata.fields.get(context)
      const columns = workItemColumns(fields, { includeCustomFields, beside: table.columns })
      return { ...table, columns: [...table.columns, ...columns] }
    })
  return {
    metadata,
    async widen(table, context) {
      if (table.dynamic === undefined) return table
      if (table.dynamic === 'query') {
        return { ...table, columns: (await views?.columns(table.name, context)) ?? [] }
      }
      const kept = widened.get(table.name) ?? widenByFields(table)
      widened.set(table.name, kept)
      return kept.get(context)
    },
  }
}

interface Listed {
  readonly tables: TableSet
  readonly pattern: string | undefined
}

/** System tables are shown where a pattern asks for them. */
function listTables(place: Place, { tables, pattern }: Listed): readonly TableSummary[] {
  const shownPlaces = placesAround(place).filter(
    (each) => each === place || each.level === 'organization' || each.level === 'user-views',
  )
  const shownTables = tables.all.filter(({ name, kind }) =>
    pattern === undefined ? kind !== 'system' : matchesPattern(name, pattern),
  )
  return shownPlaces.flatMap((shown) =>
    shownTables
      .filter(({ levels }) => levels.includes(shown.level))
      .map((table) => summarizeTable(table, placeNames(shown))),
  )
}

function wrongNumberOfParts(parts: readonly NamePart[]): DevopsqlError {
  return new DevopsqlError(`a table name has one to four parts, not ${parts.length}`, {
    code: 'DEVOPSQL_UNDEFINED_TABLE',
    hint: 'Write Table, Schema.Table or Catalog.Schema.Table.',
    position: parts[0]?.position,
  })
}
