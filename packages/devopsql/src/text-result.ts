import type { QueryResult, Row } from './contract.ts'
import type { QueryRun } from './query-run.ts'

/** A finished result of one text column: what EXPLAIN answers. */
export function createTextResult(
  column: string,
  lines: readonly string[],
  run: QueryRun,
): QueryResult {
  const elapsedMs = Math.round(performance.now() - run.startedAt)
  async function* batches(): AsyncGenerator<readonly (readonly unknown[])[]> {
    await Promise.resolve()
    yield lines.map((line) => [line])
  }
  async function* rows(): AsyncGenerator<Row> {
    for await (const batch of batches()) for (const [line] of batch) yield { [column]: line }
  }
  const close = async (): Promise<void> => await Promise.resolve()
  const { requests, bytes, throttledMs } = run.meter
  return {
    columns: [{ name: column, type: 'VARCHAR', nullable: false, source: undefined }],
    stats: {
      rows: lines.length,
      requests,
      bytes,
      elapsedMs,
      throttledMs,
      complete: true,
      missing: [],
      scans: [],
    },
    batches,
    toArray: async () => await Promise.resolve(lines.map((line) => ({ [column]: line }))),
    close,
    [Symbol.asyncIterator]: () => rows(),
    [Symbol.asyncDispose]: close,
  }
}
