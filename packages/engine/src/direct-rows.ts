import type { Residual } from '@devopsql/planner'
import { jsReader } from './js-value.ts'
import type { ResultBatch } from './result-batch.ts'
import { rowWindow } from './row-window.ts'
import { columnReader } from './scan/decode-page.ts'
import { loadLookups } from './scan/load-lookups.ts'
import { runScan } from './scan/run-scan.ts'
import type { Work } from './work.ts'

/** Rows straight from the answers: every condition is exact, every column is one of the source. */
export async function* directRows(
  work: Work,
  residual: Extract<Residual, { kind: 'direct' }>,
): AsyncGenerator<ResultBatch> {
  const [scan] = work.plan.scans
  const window = rowWindow(residual)
  if (scan === undefined || window.isFull()) return
  const meter = work.meters.start(scan)
  const lookups = await loadLookups(scan, work.run, meter)
  const readers = residual.columns.map(({ column }) =>
    columnReader(column, jsReader(column, work.options), lookups),
  )
  for await (const page of runScan(scan, work.run, meter)) {
    work.meters.addRows(scan.id, page.rows.length)
    const rows = window.cut({
      rowCount: page.rows.length,
      columns: readers.map((read) => read(page)),
    })
    if (rows.rowCount > 0) yield rows
    if (window.isFull()) return
  }
}
