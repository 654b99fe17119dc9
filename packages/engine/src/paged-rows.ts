import type { Residual } from '@devopsql/planner'
import type { DuckSession } from './duckdb/session.ts'
import type { ResultBatch } from './result-batch.ts'
import { rowWindow } from './row-window.ts'
import { pageDecoder } from './scan/decode-page.ts'
import { loadLookups } from './scan/load-lookups.ts'
import { runScan } from './scan/run-scan.ts'
import type { Work } from './work.ts'

/** Rows of one source, each page through the query by itself. */
export async function* pagedRows(
  work: Work,
  session: DuckSession,
  residual: Extract<Residual, { kind: 'pages' }>,
): AsyncGenerator<ResultBatch> {
  const [scan] = work.plan.scans
  const window = rowWindow(residual)
  if (scan === undefined || window.isFull()) return
  const { signal, bigint, exact } = work.options
  const meter = work.meters.start(scan)
  const decode = pageDecoder(scan.columns, await loadLookups(scan, work.run, meter))
  const pages = session.pages(scan.id, residual.sql, { signal, bigint, exact })
  for await (const page of runScan(scan, work.run, meter)) {
    work.meters.addRows(scan.id, page.rows.length)
    if (page.rows.length === 0) continue
    for (const batch of await pages.run(decode(page), { signal })) {
      const rows = window.cut(batch)
      if (rows.rowCount > 0) yield rows
    }
    if (window.isFull()) return
  }
}
