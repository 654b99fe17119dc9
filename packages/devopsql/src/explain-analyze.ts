import type { Execution } from '@devopsql/engine'
import { explainPlan, type QueryPlan } from '@devopsql/planner'
import type { QueryRun } from './query-run.ts'

/** Carries a plan out and sets what it cost beside what was planned. */
export async function explainAnalyze(
  plan: QueryPlan,
  execution: Execution,
  run: QueryRun,
): Promise<readonly string[]> {
  let rows = 0
  for await (const batch of execution.batches()) rows += batch.rowCount
  const elapsed = Math.round(performance.now() - run.startedAt)
  const scans = execution
    .scans()
    .map((scan) => `  ${scan.table}: ${scan.requests} requests, ${scan.rows} rows read`)
  return [
    ...explainPlan(plan),
    'carried out:',
    ...scans,
    `  in all: ${rows} rows, ${run.meter.requests} requests, ${run.meter.bytes} bytes, ${elapsed} ms, throttled ${Math.round(run.meter.throttledMs)} ms`,
  ]
}
