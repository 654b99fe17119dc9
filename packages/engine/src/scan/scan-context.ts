import type { DevopsqlError } from '@devopsql/errors'
import type { ParentRow, ScanContext } from '@devopsql/planner'
import type { RequestContext, RequestMeter, RestClient } from '@devopsql/rest'

/** What a table that needs no request is asked for. */
export interface LocalRequest {
  /** The schema that the table is in. */
  readonly schema: string
  readonly table: string
  /** Names of the columns that are needed. */
  readonly columns: readonly string[]
  /** Columns that have to have one of these texts, letter case ignored: other rows may be left out. */
  readonly equal: Readonly<Record<string, readonly string[]>>
}

/** Rows that the connection itself knows, by the page, as the columns' paths find their values in them. */
export type LocalRows = (
  request: LocalRequest,
  context: RequestContext,
) => AsyncIterable<readonly unknown[]>

/** Something that `AllowPartial=true` let a scan leave out. */
export interface MissingPart {
  readonly table: string
  readonly part: string
  readonly reason: string
}

/** Something that the service would not show to this identity. */
export interface Refusal {
  readonly table: string
  /** The project or the parent row whose rows were asked for, or the whole organization. */
  readonly part: string
  /** Path of the request with its holes unfilled. */
  readonly template: string
  readonly error: DevopsqlError
}

/** What every scan of one query shares. */
export interface ScanRun {
  readonly client: RestClient
  readonly signal: AbortSignal
  readonly queryId: string
  /** What the planner needs to plan again when join keys are known. */
  readonly planning: ScanContext
  readonly allowPartial: boolean
  readonly missing: MissingPart[]
  /** Rows of other sources that stand for parent rows, by scan. */
  readonly parentRows: ReadonlyMap<string, readonly ParentRow[]>
  readonly meter: RequestMeter
  /** The most requests that the query may send, where its user has said so. */
  readonly maxRequests: number | undefined
  readonly localRows: LocalRows
  readonly onRefused: (refusal: Refusal) => void
}
