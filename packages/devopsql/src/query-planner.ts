import type { Catalog, NamePart } from '@devopsql/catalog'
import type { ConnectionOptions } from '@devopsql/connection-string'
import { DevopsqlError, isDevopsqlError } from '@devopsql/errors'
import {
  type BindOptions,
  type Dialect,
  draftQuery,
  expandMacros,
  expandViews,
  type FoldContext,
  type MacroSet,
  namedAsInPostgres,
  type ParameterTypes,
  planQuery,
  type Query,
  type QueryDraft,
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

/** The same for a query that has no values for its parameters yet. */
export type DraftStatement = (query: Query, given: DraftGiven, run: QueryRun) => Promise<QueryDraft>

export interface QueryPlanner {
  readonly plan: PlanStatement
  readonly draft: DraftStatement
}

export interface Given {
  /** The text that the query was read from. */
  readonly sql: string
  readonly parameters: Parameters
  readonly parameterTypes?: ParameterTypes | undefined
  readonly timeZone?: string | undefined
}

interface DraftGiven {
  readonly sql: string
  /** The types of parameters that are given. */
  readonly types: ParameterTypes
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

export function createQueryPlanner(parts: PlannerParts): QueryPlanner {
  const { catalog, views, findSavedQuery, options, scanning, macros, dialect } = parts
  const ownOffset = zoneOffsetOf(options.TimeZone)
  const withSavedQueries = async (query: Query, run: QueryRun): Promise<Query> => {
    const found = new Map<string, View>()
    for (const reference of tableReferences(query).filter(namesSavedQuery)) {
      const key = pathKey(reference)
      if (!found.has(key)) found.set(key, await findSavedQuery(reference, run))
    }
    return found.size === 0 ? query : expandViews(query, (named) => found.get(pathKey(named)))
  }
  /** The query without macros and views, and what its names mean at this moment. */
  const lookUp = async (written: Query, run: QueryRun): Promise<LookedUp> => {
    const named = dialect === 'postgresql' ? namedAsInPostgres(written) : written
    const said = macros === undefined ? named : expandMacros(named, macros)
    const own = expandViews(said, ({ path }) => views.find(path))
    const query = await withSavedQueries(own, run)
    const resolved = new Map<string, ResolvedTable>()
    for (const reference of tableReferences(query)) {
      const key = pathKey(reference)
      if (!resolved.has(key)) resolved.set(key, await catalog.resolve(nameParts(reference), run))
    }
    return {
      query,
      context: {
        ...scanning,
        now: BigInt(Date.now()) * 1000n,
        zoneOffset: ownOffset,
        resolve: (reference) => found(resolved.get(pathKey(reference)), reference),
      },
    }
  }
  const lookedUp = async <T>(
    written: Query,
    run: QueryRun,
    work: (looked: LookedUp) => T,
  ): Promise<T> => {
    try {
      return work(await lookUp(written, run))
    } catch (error) {
      // A name may be newer than the metadata that was kept on disk.
      if (catalog.storedAt() === undefined || !isUnknownName(error)) throw error
      await catalog.reset()
      return work(await lookUp(written, run))
    }
  }
  return {
    plan: async (written, { timeZone, ...given }, run) => {
      const zoneOffset = timeZone === undefined ? ownOffset : zoneOffsetOf(timeZone)
      return await lookedUp(written, run, ({ query, context }) =>
        planQuery(query, { ...context, ...given, zoneOffset }),
      )
    },
    draft: async (written, given, run) =>
      await lookedUp(written, run, ({ query, context }) =>
        draftQuery(query, { ...context, ...given }),
      ),
  }
}

interface LookedUp {
  readonly query: Query
  readonly context: ScanContext & BindOptions & FoldContext
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
