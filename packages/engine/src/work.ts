import type { QueryPlan, ScanContext } from '@devopsql/planner'
import type { RequestMeter, RestClient } from '@devopsql/rest'
import type { DuckDatabase } from './duckdb/database.ts'
import type { DuckSession } from './duckdb/session.ts'
import { openTables } from './open-tables.ts'
import type { LocalRows, MissingPart, Refusal, ScanRun } from './scan/scan-context.ts'
import { createScanMeters, type ScanMeters } from './scan-meters.ts'

export interface ExecuteOptions {
  readonly client: RestClient
  readonly database: DuckDatabase
  readonly planning: ScanContext
  /** Written into the request ledger. */
  readonly queryId: string
  readonly signal: AbortSignal
  /** Counts what the query costs, what it cost to plan it included. */
  readonly meter: RequestMeter
  readonly bigint: boolean
  /** Whether what JavaScript's own values can't hold comes as bigint, as bytes, or as the text that SQL has for it. */
  readonly exact?: boolean | undefined
  /** The time zone of local times, where it is not that of the database. */
  readonly timeZone?: string | undefined
  readonly allowPartial: boolean
  /** No more rows than this are returned, and the result says so; undefined: all. */
  readonly maxRows: number | undefined
  /** A fan-out that needs more requests is refused beforehand; undefined: beyond 10,000. The client counts the others. */
  readonly maxRequests: number | undefined
  /** Answers tables that need no request. */
  readonly localRows: LocalRows
  /** Told of what the service refuses, whether the query fails of it or goes on. */
  readonly onRefused: (refusal: Refusal) => void
}

/** One query under way: its plan, what it may use, what it has cost. */
export interface Work {
  readonly plan: QueryPlan
  readonly options: ExecuteOptions
  readonly run: ScanRun
  readonly meters: ScanMeters
  readonly missing: MissingPart[]
}

export function createWork(plan: QueryPlan, options: ExecuteOptions): Work {
  const missing: MissingPart[] = []
  const run: ScanRun = {
    client: options.client,
    signal: options.signal,
    queryId: options.queryId,
    planning: options.planning,
    allowPartial: options.allowPartial,
    missing,
    parentRows: new Map(),
    meter: options.meter,
    maxRequests: options.maxRequests,
    localRows: options.localRows,
    onRefused: options.onRefused,
  }
  return { plan, options, run, missing, meters: createScanMeters(plan.scans, options.meter) }
}

/** Opens a session with an empty table for each scan; the query is prepared over them, so that mistakes show first. */
export async function openSession({ plan, options }: Work): Promise<DuckSession> {
  return await openTables(plan.scans, options)
}
