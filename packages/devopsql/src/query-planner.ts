import type { Catalog, NamePart } from '@devopsql/catalog'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import {
  type Dialect,
  expandMacros,
  expandViews,
  type MacroSet,
  namedAsInPostgres,
  planQuery,
  type Query,
  type QueryPlan,
  type ScanContext,
  type TableReference,
  tableReferences,
  type View,
} from '@devopsql/planner'
import type { ResolvedTable } from '@devopsql/schema'
import type { Parameters } from './contract.ts'
import type { QueryRun } from './query-run.ts'
import { zoneOffsetOf } from './time-zone.ts'
import { type FindSavedQuery, namesSavedQuery } from './views/saved-query-view.ts'
import type { ViewSet } from './views/view-set.ts'

/** Turns a parsed query into a plan: looks its tables up, binds, decides what is sent. */
export type PlanStatement = (query: Query, given: Given, run: QueryRun) => Promise<QueryPlan>

interface Given {
  /** The text that the query was read from. */
  readonly sql: string
  readonly parameters: Parameters
}

interface PlannerParts {
  readonly catalog: Catalog
  readonly views: ViewSet
  readonly findSavedQuery: FindSavedQuery
  readonly options: ConnectionOptions
  readonly scanning: ScanContext
  /** Undefined: there are none. */
  readonly macros: MacroSet | undefined
  readonly dialect: Dialect
}

export function createQueryPlanner(parts: PlannerParts): PlanStatement {
  const { catalog, views, findSavedQuery, options, scanning, macros, dialect } = parts
  const zoneOffset = zoneOffsetOf(options.TimeZone)
  const withSavedQueries = async (query: Query, run: QueryRun): Promise<Query> => {
    const found = new Map<string, View>()
    for (const reference of tableReferences(query).filter(namesSavedQuery)) {
      const key = pathKey(reference)
      if (!found.has(key)) found.set(key, await findSavedQuery(reference, run))
    }
    return found.size === 0 ? query : expandViews(query, (named) => found.get(pathKey(named)))
  }
  const plan: PlanStatement = async (written, given, run) => {
    const named = dialect === 'postgresql' ? namedAsInPostgres(written) : written
    const said = macros === undefined ? named : expandMacros(named, macros)
    const own = expandViews(said, ({ path }) => views.find(path))
    const query = await withSavedQueries(own, run)
    const resolved = new Map<string, ResolvedTable>()
    for (const reference of tableReferences(query)) {
      const key = pathKey(reference)
      if (!resolved.has(key)) resolved.set(key, await catalog.resolve(nameParts(reference), run))
    }
    return planQuery(query, {
      ...scanning,
      ...given,
      now: BigInt(Date.now()) * 1000n,
      zoneOffset,
      resolve: (reference) => found(resolved.get(pathKey(reference)), reference),
    })
  }
  return async (written, given, run) => {
    try {
      return await plan(written, given, run)
    } catch (error) {
      // A name may be newer than the metadata that was kept on disk.
      if (catalog.storedAt() === undefined || !isUnknownName(error)) throw error
      await catalog.reset()
      return plan(written, given, run)
    }
  }
}

function isUnknownName(error: unknown): boolean {
  return (
    isDevopsqlError(error) &&
    (error.code === 'DEVOPSQL_UNDEFINED_COLUMN' || error.code === 'DEVOPSQL_UNDEFINED_TABLE')
  )
}

function pathKey(reference: TableReference): string {
  return reference.path.map((part) => part.name.toLowerCase()).join('\0')
}

function nameParts(reference: TableReference): readonly NamePart[] {
  return reference.path.map((part) => ({ name: part.name, position: part.span?.start }))
}

function found(table: ResolvedTable | undefined, reference: TableReference): ResolvedTable {
  if (table !== undefined) return table
  throw new DevopsqlError(`table ${pathKey(reference)} was not looked up`, {
    code: 'DEVOPSQL_INTERNAL',
  })
}
