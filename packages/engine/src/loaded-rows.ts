import type { DuckSession } from './duckdb/session.ts'
import { loadScans } from './load-scans.ts'
import type { ResultBatch } from './result-batch.ts'
import type { Work } from './work.ts'

/** Loads every source; with `stopWhen` only until so many rows pass. */
export async function loadAll(work: Work, session: DuckSession): Promise<void> {
  const { residual } = work.plan
  const { signal } = work.options
  const stopWhen = residual.kind === 'load' ? residual.stopWhen : undefined
  await loadScans({
    scans: work.plan.scans,
    run: work.run,
    meters: work.meters,
    take: async ({ scan, batch, ordered }) => {
      await session.append(scan, batch, { signal })
      if (stopWhen === undefined || !ordered) return true
      return (await countOf(session, stopWhen.countSql, signal)) < stopWhen.rows
    },
  })
}

async function countOf(session: DuckSession, sql: string, signal: AbortSignal): Promise<number> {
  let count = 0
  for await (const { columns } of await session.run(sql, { signal })) {
    count = Number(columns[0]?.[0] ?? 0)
  }
  return count
}

/** Rows of a query over loaded sources. */
export async function* loadedRows(work: Work, session: DuckSession): AsyncGenerator<ResultBatch> {
  const { signal, bigint, exact } = work.options
  await loadAll(work, session)
  yield* await session.run(work.plan.sql, { signal, bigint, exact })
}
