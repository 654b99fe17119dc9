import { columnType, type QueryPlan } from '@devopsql/planner'
import { directRows } from './direct-rows.ts'
import type { DuckSession } from './duckdb/session.ts'
import { loadedRows } from './loaded-rows.ts'
import { pagedRows } from './paged-rows.ts'
import { type ResultBatch, sliceBatch } from './result-batch.ts'
import type { MissingPart } from './scan/scan-context.ts'
import type { ScanStats } from './scan-meters.ts'
import { createWork, type ExecuteOptions, openSession, type Work } from './work.ts'

/** One column of a result, as the engine knows it. */
export interface ExecutedColumn {
  readonly name: string
  /** SQL type, as DuckDB writes it. */
  readonly type: string
}

/** A query under way. */
export interface Execution {
  readonly columns: readonly ExecutedColumn[]
  /** To be read once; ending it early stops the requests. */
  batches(): AsyncGenerator<ResultBatch>
  scans(): readonly ScanStats[]
  /** What was left out, as far as is known yet. */
  readonly missing: readonly MissingPart[]
}

/** Starts a plan. Types and mistakes are found here, before anything of the plan is requested. */
export async function execute(plan: QueryPlan, options: ExecuteOptions): Promise<Execution> {
  const work = createWork(plan, options)
  const started = await start(work)
  return {
    columns: started.columns,
    batches: () => capped(started.batches(), work),
    scans: () => work.meters.stats(),
    missing: work.missing,
  }
}

interface Started {
  readonly columns: readonly ExecutedColumn[]
  batches(): AsyncGenerator<ResultBatch>
}

async function start(work: Work): Promise<Started> {
  const { residual } = work.plan
  switch (residual.kind) {
    case 'direct':
      return {
        columns: residual.columns.map(({ name, column }) => ({ name, type: columnType(column) })),
        batches: () => directRows(work, residual),
      }
    case 'pages':
      return await inSession(work, (session) => pagedRows(work, session, residual))
    case 'load':
      return await inSession(work, (session) => loadedRows(work, session))
  }
}

async function inSession(
  work: Work,
  rows: (session: DuckSession) => AsyncGenerator<ResultBatch>,
): Promise<Started> {
  const session = await openSession(work)
  try {
    const columns = await session.describe(work.plan.sql, { signal: work.options.signal })
    return { columns, batches: () => closing(session, rows(session)) }
  } catch (error) {
    await session.close()
    throw error
  }
}

async function* closing(
  session: DuckSession,
  rows: AsyncGenerator<ResultBatch>,
): AsyncGenerator<ResultBatch> {
  try {
    yield* rows
  } finally {
    await session.close()
  }
}

/** At most `maxRows` rows; a result that had more says so. */
async function* capped(
  batches: AsyncGenerator<ResultBatch>,
  work: Work,
): AsyncGenerator<ResultBatch> {
  const { maxRows } = work.options
  let left = maxRows ?? Number.POSITIVE_INFINITY
  for await (const batch of batches) {
    if (batch.rowCount > left) {
      work.missing.push({
        table: 'result',
        part: `rows after the first ${maxRows}`,
        reason: `MaxRows=${maxRows}`,
      })
      if (left > 0) yield sliceBatch(batch, 0, left)
      return
    }
    left -= batch.rowCount
    yield batch
  }
}
