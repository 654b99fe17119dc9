import { DevopsqlError } from '@devopsql/errors'
import type { RequestContext } from '@devopsql/rest'
import type { ResolvedTable, Table } from '@devopsql/schema'
import { tables } from '@devopsql/tables'
import type { Catalog, CatalogOptions, NamePart, TableSummary } from './contract.ts'
import { describeTable, summarizeTable } from './describe-table.ts'
import { findInPlace } from './find-in-place.ts'
import { findPlace } from './find-place.ts'
import { type KeptAnswer, keepAnswer } from './kept-answer.ts'
import { matchesPattern } from './match-pattern.ts'
import { createMetadata, type Metadata } from './metadata.ts'
import { type Place, placeNames, placesAround } from './place.ts'
import { resolvePlace } from './resolve-place.ts'
import { workItemColumns } from './work-item-columns.ts'

/** A catalog of the organization that the client is connected to. Sends nothing yet. */
export function createCatalog(options: CatalogOptions): Catalog {
  let state = createState(options)

  const resolve = async (
    parts: readonly NamePart[],
    context: RequestContext = {},
  ): Promise<ResolvedTable> => {
    const { metadata, widen } = state
    const name = parts.at(-1)
    if (name === undefined || parts.length > 4) throw wrongNumberOfParts(parts)
    const named = findPlace(parts.slice(0, -1), options)
    const { table, place } = findInPlace(name, named)
    const resolved = await resolvePlace(place, { metadata, parts, request: context })
    return { ...resolved, table: await widen(table, context) }
  }

  return {
    resolve,
    projects: (context) => state.metadata.projects.get(context),
    listTables: (pattern = '*') => listTables(findPlace([], options).place, pattern),
    describe: async (parts, context) => describeTable(await resolve(parts, context)),
    reset() {
      state = createState(options)
    },
  }
}

interface CatalogState {
  readonly metadata: Metadata
  /** The table with its dynamic columns. */
  widen(table: Table, context: RequestContext): Promise<Table>
}

function createState({ client, includeCustomFields }: CatalogOptions): CatalogState {
  const metadata = createMetadata(client)
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
      const kept = widened.get(table.name) ?? widenByFields(table)
      widened.set(table.name, kept)
      return kept.get(context)
    },
  }
}

function listTables(place: Place, pattern: string): readonly TableSummary[] {
  const [own, ...around] = placesAround(place)
  const organization = around.find(({ level }) => level === 'organization')
  return [own, organization]
    .flatMap((shown) => shown ?? [])
    .flatMap((shown) =>
      tables
        .filter(({ levels, name }) => levels.includes(shown.level) && matchesPattern(name, pattern))
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
