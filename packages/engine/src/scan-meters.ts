import type { ScanPlan } from '@devopsql/planner'
import { createRequestMeter, type RequestMeter } from '@devopsql/rest'

/** What one source of a query cost and how it was filtered. */
export interface ScanStats {
  readonly table: string
  readonly requests: number
  readonly rows: number
  readonly pushed: readonly string[]
  readonly local: readonly string[]
}

/** The meters of a query and of its scans. */
export interface ScanMeters {
  /** The meter of a scan; its plan is the one that is carried out. */
  start(plan: ScanPlan): RequestMeter
  addRows(scan: string, rows: number): void
  stats(): readonly ScanStats[]
}

/** Meters for the scans of a plan; scans that never start are shown at zero. */
export function createScanMeters(scans: readonly ScanPlan[], query: RequestMeter): ScanMeters {
  const entries = new Map(
    scans.map((plan) => [plan.id, { plan, meter: createRequestMeter({ parent: query }), rows: 0 }]),
  )
  return {
    start: (plan) => {
      const meter = entries.get(plan.id)?.meter ?? createRequestMeter({ parent: query })
      entries.set(plan.id, { plan, meter, rows: 0 })
      return meter
    },
    addRows: (scan, rows) => {
      const entry = entries.get(scan)
      if (entry) entry.rows += rows
    },
    stats: () =>
      [...entries.values()].map(({ plan, meter, rows }) => ({
        table: plan.resolved.table.name,
        requests: meter.requests,
        rows,
        pushed: plan.outcomes.flatMap((outcome) =>
          outcome.fidelity === 'unsupported' ? [] : [outcome.text],
        ),
        local: plan.outcomes.flatMap((outcome) =>
          outcome.fidelity === 'exact' ? [] : [outcome.text],
        ),
      })),
  }
}
