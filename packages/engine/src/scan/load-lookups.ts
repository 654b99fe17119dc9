import { planScan, type ScanPlan } from '@devopsql/planner'
import type { RequestMeter } from '@devopsql/rest'
import type { SqlValue } from '@devopsql/schema'
import { type Lookups, lookupName } from './decode-page.ts'
import { parentRowsOf } from './parent-rows.ts'
import { runScan } from './run-scan.ts'
import type { ScanRun } from './scan-context.ts'

/** Reads the tables that columns of a scan are looked up in: whole, because they are small (projects). */
export async function loadLookups(
  plan: ScanPlan,
  run: ScanRun,
  meter: RequestMeter,
): Promise<Lookups> {
  const lookups = new Map<string, ReadonlyMap<string, Readonly<Record<string, SqlValue>>>>()
  if (plan.fetch.kind === 'nothing') return lookups
  for (const { source } of plan.columns) {
    if (source.kind !== 'lookup' || lookups.has(lookupName(source.table, source.match))) continue
    const table = run.planning.findTable(source.table)
    if (table === undefined) continue
    const wanted = new Set(
      plan.columns.flatMap((column) =>
        column.source.kind === 'lookup' && column.source.table === source.table
          ? [column.source.column]
          : [],
      ),
    )
    const need = {
      id: `${plan.id}.${table.name}`,
      resolved: { table, catalog: plan.resolved.catalog, schema: plan.resolved.schema, scope: {} },
      columns: table.columns.filter(
        (column) => wanted.has(column.name) || column.name === source.match,
      ),
      conjuncts: [],
      keys: [],
      limit: undefined,
      order: [],
    }
    const scan = planScan(need, run.planning)
    const rows = await parentRowsOf(runScan(scan, run, meter), scan.columns)
    lookups.set(
      lookupName(source.table, source.match),
      new Map(rows.map((row) => [String(row[source.match]).toLowerCase(), row])),
    )
  }
  return lookups
}
