import type { ParentRow, ScanContext } from '@devopsql/planner'
import type { RequestMeter, RestClient } from '@devopsql/rest'

/** Something that `AllowPartial=true` let a scan leave out. */
export interface MissingPart {
  readonly table: string
  readonly part: string
  readonly reason: string
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
}
