import { DevopsqlError } from '@devopsql/errors'
import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api'
import type { ResultBatch } from '../result-batch.ts'

export interface ResultColumn {
  readonly name: string
  /** The SQL type as DuckDB writes it, such as `DECIMAL(18,3)` or `TIMESTAMP WITH TIME ZONE`. */
  readonly type: string
}

/** A finished query: its rows wait in a temporary table and are read once, about 2,000 at a time. */
export interface DuckResult extends AsyncIterable<ResultBatch> {
  readonly columns: readonly ResultColumn[]
  readonly rowCount: number
}

/** A result table, and the calls that read it. */
export interface StoredResult {
  readonly rowCount: number
  open(): Promise<DuckDBResult>
  fetch(result: DuckDBResult): Promise<DuckDBDataChunk | null>
}

/** What one chunk is turned into. */
export type ReadChunk<T> = (chunk: DuckDBDataChunk) => T

/** All of a stored result, or an error. */
export async function* readStored<T>(
  stored: StoredResult,
  reader: (result: DuckDBResult) => ReadChunk<T>,
): AsyncGenerator<T> {
  const result = await stored.open()
  const read = reader(result)
  let seen = 0
  let chunk = await stored.fetch(result)
  while (chunk !== null && chunk.rowCount > 0) {
    seen += chunk.rowCount
    yield read(chunk)
    chunk = await stored.fetch(result)
  }
  // A stream that fails, or that another query on its connection cuts off, ends like one that is done.
  if (seen !== stored.rowCount) {
    throw new DevopsqlError(`the result ended after ${seen} of ${stored.rowCount} rows`, {
      code: 'DEVOPSQL_INTERNAL',
    })
  }
}
