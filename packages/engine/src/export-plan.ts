import type { QueryPlan, Residual } from '@devopsql/planner'
import type { ExportTarget } from './duckdb/export.ts'
import { loadAll } from './loaded-rows.ts'
import { rowWindow } from './row-window.ts'
import { pageDecoder } from './scan/decode-page.ts'
import { loadLookups } from './scan/load-lookups.ts'
import { runScan } from './scan/run-scan.ts'
import type { MissingPart } from './scan/scan-context.ts'
import type { ScanStats } from './scan-meters.ts'
import { createWork, type ExecuteOptions, openSession, type Work } from './work.ts'

/** What an export has written. */
export interface Exported {
  readonly rows: number
  readonly scans: readonly ScanStats[]
  readonly missing: readonly MissingPart[]
}

export interface ExportOptions extends ExecuteOptions {
  /** Told of the rows that are about to be written; what it throws ends the export. */
  readonly beforeRows?: ((count: number) => void) | undefined
}

/** Writes the rows of a plan into a file, which appears when it is whole. */
export async function exportPlan(
  plan: QueryPlan,
  target: ExportTarget,
  options: ExportOptions,
): Promise<Exported> {
  const work = createWork(plan, options)
  const { residual } = plan
  const rows =
    residual.kind === 'direct'
      ? await exportDirect(work, residual, { ...options, target })
      : await exportLoaded(work, { ...options, target })
  return { rows, scans: work.meters.stats(), missing: work.missing }
}

type Exporting = ExportOptions & { readonly target: ExportTarget }

/** Pages go to the file as they come, so that memory doesn't grow with the rows. */
async function exportDirect(
  work: Work,
  residual: Extract<Residual, { kind: 'direct' }>,
  { target, signal, database, beforeRows }: Exporting,
): Promise<number> {
  const [scan] = work.plan.scans
  const names = residual.columns.map(({ name, column }) => ({ name, type: column.type }))
  await using writer = await database.exportWriter(target, names)
  if (scan === undefined) return await writer.finish({ signal })
  const meter = work.meters.start(scan)
  const columns = residual.columns.map(({ column }) => column)
  const decode = pageDecoder(columns, await loadLookups(scan, work.run, meter))
  const window = rowWindow(residual)
  for await (const page of window.isFull() ? [] : runScan(scan, work.run, meter)) {
    const { start, end } = window.place(page.rows.length)
    const cut = <T>(all: readonly T[]): readonly T[] => all.slice(start, end)
    const rows = cut(page.rows)
    const outers = page.outers && cut(page.outers)
    const places = page.places && { places: cut(page.places) }
    work.meters.addRows(scan.id, page.rows.length)
    beforeRows?.(rows.length)
    await writer.append(decode({ ...page, rows, outers, ...places }), { signal })
    if (window.isFull()) break
  }
  return await writer.finish({ signal })
}

async function exportLoaded(
  work: Work,
  { target, signal, beforeRows }: Exporting,
): Promise<number> {
  await using session = await openSession(work)
  await session.describe(work.plan.sql, { signal })
  await loadAll(work, session)
  return await session.exportTo(work.plan.sql, target, { signal, beforeRows })
}
