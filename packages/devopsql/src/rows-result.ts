import type { QueryResult, ResultBatch, ResultColumn } from './contract.ts'
import type { QueryRun } from './query-run.ts'
import type { Row } from './row.ts'

export interface FinishedRows {
  readonly columns: readonly ResultColumn[]
  /** In the order of the columns. */
  readonly rows: readonly (readonly unknown[])[]
}

/** A finished result: its rows are all there. */
export function createRowsResult({ columns, rows }: FinishedRows, run: QueryRun): QueryResult {
  const elapsedMs = Math.round(performance.now() - run.startedAt)
  const all = (): Row[] =>
    rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])))
  async function* batches(): AsyncGenerator<readonly (readonly unknown[])[]> {
    await Promise.resolve()
    yield rows
  }
  async function* columnBatches(): AsyncGenerator<ResultBatch> {
    await Promise.resolve()
    const values = columns.map((_, index) => rows.map((row) => row[index]))
    yield { rowCount: rows.length, columns: values }
  }
  async function* eachRow(): AsyncGenerator<Row> {
    await Promise.resolve()
    yield* all()
  }
  const close = async (): Promise<void> => await Promise.resolve()
  const { requests, bytes, throttledMs } = run.meter
  return {
    columns,
    stats: {
      rows: rows.length,
      requests,
      bytes,
      elapsedMs,
      throttledMs,
      complete: true,
      missing: [],
      scans: [],
    },
    batches,
    columnBatches,
    toArray: async () => await Promise.resolve(all()),
    close,
    [Symbol.asyncIterator]: () => eachRow(),
    [Symbol.asyncDispose]: close,
  }
}

/** A finished result of one text column: what EXPLAIN answers. */
export function createTextResult(
  column: string,
  lines: readonly string[],
  run: QueryRun,
): QueryResult {
  const columns = [textColumn(column)]
  return createRowsResult({ columns, rows: lines.map((line) => [line]) }, run)
}

/** The column of such a result. */
export function textColumn(name: string): ResultColumn {
  return { name, type: 'VARCHAR', nullable: false, source: undefined }
}
